"""The rulebook: a decision, its options and questions, and which advice applies to which answers.

Everything here is immutable. `docs/authors/rulebook.md` describes the file that it is read from.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, ConfigDict, Field, StrictInt, model_validator

from quiz.problems import Diagnostic, Trail, validation_error
from quiz.rulebook.code_range import CodeRange
from quiz.rulebook.conditions import NOT_SURE, atoms
from quiz.rulebook.evidence import Evidence
from quiz.rulebook.examples import Example
from quiz.rulebook.fields import (
    AddresseeId,
    ClaimId,
    ContentHash,
    Day,
    DeadlineId,
    Format,
    Heading,
    Id,
    Label,
    LanguageTag,
    OptionId,
    Part,
    QuestionId,
    Short,
    Text,
    Title,
)
from quiz.rulebook.glossary import Term, Vocabulary
from quiz.rulebook.kept import Earlier, Kept
from quiz.rulebook.questions import AnyQuestion, Question, When
from quiz.rulebook.register import Difference, Register
from quiz.rulebook.texts import readable
from quiz.words import Speech, speech_for

Speaks: TypeAlias = Literal["for", "against"]
"""A side that can be taken on an option."""

Marks: TypeAlias = Mapping[OptionId, Text | None]
"""Options, each with why something speaks for it, or against it: half a sentence. None where nothing is said."""


class Author(Part):
    """Who wrote the rulebook, and what they are."""

    name: Label
    role: Text


class Option(Part):
    """One of the alternatives; `little_said` tells where the source hardly speaks of it.

    `short` heads its column in the picture. `unargued` says, for a side that nobody in the source takes, why.
    """

    id: Id
    label: Heading
    short: Short
    text: Text
    little_said: Text | None = None
    unargued: Mapping[Speaks, Text] = Field(default={})


class Aside(Part):
    """What the source says of an alternative that is no option here."""

    text: Text
    claims: tuple[ClaimId, ...] = Field(min_length=1)


class Deadline(Part):
    """By when to do something: in words, such as "Before you apply", and where it is known the day."""

    id: Id
    label: Label
    date: Day | None = None


class NamedCondition(Part):
    """A condition that others use by its id."""

    id: Id
    when: When


class Headline(Part):
    """The sentence at the top of the summary; exactly one holds for any answers."""

    id: Id
    when: When
    title: Title
    claims: tuple[ClaimId, ...] = Field(min_length=1)


class KeyPoint(Part):
    """A sentence or two under the headline."""

    id: Id
    when: When
    text: Text
    claims: tuple[ClaimId, ...] = Field(min_length=1)


class Slot(Part):
    """A place for a key point; of its points, exactly one holds for any answers."""

    id: Id
    label: Heading
    points: tuple[KeyPoint, ...] = Field(min_length=1)


class Advice(Part):
    """Text that applies under a condition, the claims it rests on, and the options it speaks for or against, and why.

    `about` is the question under whose answer it stands; without it, the first that its condition names. `by` is the
    deadline for doing what it says.
    """

    id: Id
    about: QuestionId | None = None
    when: When
    title: Title
    text: Text | None = None
    claims: tuple[ClaimId, ...] = Field(min_length=1)
    speaks_for: Marks = Field(default={}, alias="for")
    speaks_against: Marks = Field(default={}, alias="against")
    by: DeadlineId | None = None
    group: Id | None = None

    @cached_property
    def row(self) -> str | None:
        """The id of the question under whose answer it stands; None where it applies to everybody."""
        return self.about or next((atom.question for atom in atoms(self.when)), None)

    @cached_property
    def marks(self) -> tuple[tuple[str, Speaks, str | None], ...]:
        """Each option that it speaks for or against, the side, and why."""
        sides: tuple[tuple[Speaks, Marks], ...] = (("for", self.speaks_for), ("against", self.speaks_against))
        return tuple((option, side, why) for side, options in sides for option, why in options.items())


class TensionSide(Part):
    """What the source says to one of two answers that pull apart."""

    text: Text
    claims: tuple[ClaimId, ...] = Field(min_length=1)


class Tension(Part):
    """Two answers that pull against each other, shown from both sides."""

    id: Id
    when: When
    title: Title
    sides: tuple[TensionSide, ...] = Field(min_length=2, max_length=2)

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the claims on both sides."""
        return tuple(claim for side in self.sides for claim in side.claims)


class Addressee(Part):
    """Somebody to ask."""

    id: Id
    label: Heading


class Ask(Part):
    """Something to ask somebody."""

    id: Id
    to: AddresseeId
    when: When
    text: Text
    claims: tuple[ClaimId, ...] = ()


Rule: TypeAlias = Headline | KeyPoint | Advice | Tension | Ask
"""Whatever has a `when`."""


EvaluatedFor = Literal[
    "needs_of_users",
    "needs_of_experts",
    "review_by_users",
    "review_by_experts",
    "trial_with_users",
    "trial_with_experts",
    "knowledge",
    "values",
]
"""What a decision aid can be evaluated for, by IPDAS."""


class Signature(Part):
    """Who signed the review document of an edition, in which language, and the hash that stands on it."""

    by: Label
    edition: Day
    language: LanguageTag
    hash: ContentHash


class Evaluation(Part):
    """Something that was done to find out what a quiz needs, or whether it works."""

    of: EvaluatedFor
    date: Day
    text: Text
    signed: Signature | None = None


class UnusedClaim(Part):
    """A claim that nothing rests on, and why."""

    claim: ClaimId
    why: Text


class ReadingGrade(Part):
    """The school years for which the text is written."""

    lowest: Annotated[StrictInt, Field(ge=1, le=20, alias="from")]
    highest: Annotated[StrictInt, Field(ge=1, le=20, alias="to")]

    @model_validator(mode="after")
    def _goes_up(self) -> "ReadingGrade":
        if self.lowest > self.highest:
            raise validation_error(Diagnostic("`from` is above `to`.", "Swap the two.", ("from",)))
        return self


class LargestShare(Part):
    """Of how many answer sets a headline, or a key point, may hold for at most one."""

    headline: Annotated[StrictInt, Field(ge=1)] | None = None
    key_point: Annotated[StrictInt, Field(ge=1)] | None = None


RegisterIds = Annotated[
    tuple[Id, ...],
    BeforeValidator(lambda said: [said] if isinstance(said, str) else said, json_schema_input_type=Id | list[Id]),
    Field(min_length=1),
]
"""The ids of registers; a single one is written without a list."""


class RulebookFile(Part):
    """All that a rulebook file holds. `languages` are those that it promises to be translated into."""

    format: Format
    id: Id
    title: Title
    decision: Text
    audience: Text
    minutes: Annotated[StrictInt, Field(ge=1, le=60)]
    intro: Text
    edition: Day
    review_by: Day
    updates: Text
    language: LanguageTag
    languages: tuple[LanguageTag, ...] = ()
    evidence: RegisterIds
    authors: tuple[Author, ...] = Field(min_length=1)
    funding: Text
    selection: Text
    reading_grade: ReadingGrade | None = None
    at_most_one_in: LargestShare = LargestShare()
    options: tuple[Option, ...] = Field(min_length=2)
    besides: tuple[Aside, ...] = ()
    questions: tuple[AnyQuestion, ...] = Field(min_length=1)
    conditions: tuple[NamedCondition, ...] = ()
    headlines: tuple[Headline, ...] = Field(min_length=1)
    key_points: tuple[Slot, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    advice: tuple[Advice, ...] = Field(min_length=1)
    tensions: tuple[Tension, ...] = ()
    addressees: tuple[Addressee, ...] = ()
    asks: tuple[Ask, ...] = ()
    glossary: tuple[Term, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    unused_claims: tuple[UnusedClaim, ...] = ()
    differences: tuple[Difference, ...] = ()
    examples: tuple[Example, ...] = ()


class Rulebook(RulebookFile):
    """A rulebook together with the registers of evidence that it rests on, in the order in which it names them."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    registers: tuple[Register, ...]
    translated_from: LanguageTag | None = None
    kept: tuple[Kept, ...] = Field(default=(), exclude=True)
    code_ranges: tuple[CodeRange, ...] = Field(default=(), exclude=True)
    """Those of every rulebook on its shelf, so that the code of another is told from a mistyped one."""

    def kept_of(self, edition: date) -> Earlier | None:
        """What the kept edition of that date said; None if there is none, or none that can be used."""
        return next((each.earlier for each in self.kept if each.edition == edition), None)

    @cached_property
    def address(self) -> str:
        """What it is called where the shelf has it in several languages: its id, and the language of a translation."""
        return f"{self.id}.{self.language}" if self.translated_from else self.id

    def review_is_overdue(self, today: date) -> bool:
        """Whether somebody should have looked at it again before `today`."""
        return self.review_by < today

    @cached_property
    def speech(self) -> Speech:
        """What the program says beside it."""
        return speech_for(self.language)

    def label_of(self, question: Question, choice: str) -> str:
        """What pages call the choice of `question` with the id `choice`."""
        return self.speech.say("Not sure yet") if choice == NOT_SURE else question.choice_by_id[choice].label

    def labels_of(self, question: Question, choices: Iterable[str]) -> tuple[str, ...]:
        """The labels of `choices`, in the order in which the question shows them."""
        picked = frozenset(choices)
        return tuple(self.label_of(question, choice) for choice in question.choice_ids if choice in picked)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The terms of the glossary."""
        return Vocabulary(self.glossary)

    @cached_property
    def _terms_by_text(self) -> dict[str, frozenset[str] | None]:
        """The texts of all files, each with its terms once they have been looked for."""
        return dict.fromkeys(each.text for part in (self, *self.registers) for each in readable(part))

    def terms_of(self, text: str) -> frozenset[str]:
        """The ids of the terms that stand in `text`; none where it is no text of the files."""
        terms = self._terms_by_text.get(text, frozenset())
        if terms is None:
            terms = self._terms_by_text[text] = self.vocabulary.found_in(text)
        return terms

    @cached_property
    def terms_by_text(self) -> dict[str, frozenset[str]]:
        """The ids of the terms that stand in a text of the files, by that text; most have none and are left out."""
        return {text: terms for text in self._terms_by_text if (terms := self.terms_of(text))}

    @cached_property
    def terms_in(self) -> Callable[[tuple[str, ...]], tuple[Term, ...]]:
        """Gives the terms of the glossary that stand in one of some texts; kept for the texts of questions."""
        return lru_cache(maxsize=len(self.questions))(self._terms_in)

    def _terms_in(self, texts: tuple[str, ...]) -> tuple[Term, ...]:
        used = {term for text in texts for term in self.terms_of(text)}
        return tuple(term for term in self.vocabulary.terms if term.id in used)

    @cached_property
    def evidence_base(self) -> Evidence:
        """What its registers hold together."""
        return Evidence(self.registers, self.differences)

    @cached_property
    def question_by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def question_by_any_id(self) -> dict[str, Question]:
        """The questions by their ids of today, and by those that they had earlier."""
        return {name: question for question in self.questions for name in (*question.was, question.id)}

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """All that has a `when`: headlines, key points, advice, tensions, asks, in this order."""
        return tuple(rule for _, rule in self.placed_rules)

    @cached_property
    def placed_rules(self) -> tuple[tuple[Trail, Rule], ...]:
        """The same, each with the way to it in the file."""
        lists: list[tuple[Trail, Sequence[Rule]]] = [(("headlines",), self.headlines)]
        lists += [(("key_points", place, "points"), slot.points) for place, slot in enumerate(self.key_points)]
        lists += [(("advice",), self.advice), (("tensions",), self.tensions), (("asks",), self.asks)]
        return tuple(((*trail, place), rule) for trail, rules in lists for place, rule in enumerate(rules))

    @cached_property
    def deciding_questions(self) -> tuple[Question, ...]:
        """The questions whose answers decide something."""
        return tuple(question for question in self.questions if question.decides)
