"""The summary: everything the engine derives from a rulebook and a set of answers, as plain data.

Three layers: headline, key points and picture; the answers with their statements; what the source leaves open. Each
statement stands in it once. No part holds a score, a rank or a share: lists are in the rulebook's order, except that
what matters most to the student comes first, and under an answer what has a deadline, in the order of these.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from quiz.rulebook import ConfidenceLevel

Mark: TypeAlias = Literal["for", "against", "both", "open", "none"]
"""What an answer says of an option: `open` waits for the answer, `none` is nothing."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A part of the answers that called something up: a question's label, and the labels picked.

    `answers` is empty where the question was not asked.
    """

    question: str
    label: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConfidenceView:
    """How far a claim can be relied on, and why."""

    level: ConfidenceLevel
    why: str


@dataclass(frozen=True, slots=True)
class CitedClaim:
    """A claim with its locator: which source, post and sentence; `place` is short for them, such as `2.7` or `B2.7`.

    `source` is the id of its register; where there are several, `post_name` names the source, too.
    """

    id: str
    text: str
    source: str
    post: str
    post_name: str
    sentence: int
    place: str
    confidence: ConfidenceView | None

    def __hash__(self) -> int:
        """That of the id, since pages look up much by claims."""
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class HeadlineView:
    """The headline that applies, why, and the claims it rests on."""

    id: str
    title: str
    because: tuple[Reason, ...]
    claims: tuple[CitedClaim, ...]


@dataclass(frozen=True, slots=True)
class KeyPointView:
    """The key point that applies in a slot."""

    slot: str
    label: str
    id: str
    text: str
    because: tuple[Reason, ...]
    claims: tuple[CitedClaim, ...]


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option, as the head of a column; `unargued` are the sides that nobody in the source takes, and why."""

    id: str
    label: str
    short: str
    text: str
    little_said: str | None
    unargued: dict[Literal["for", "against"], str]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the picture: an answer, and its mark for each option, in the order of the options."""

    question: str
    label: str
    answers: tuple[str, ...]
    is_priority: bool
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The answers as rows, the options as columns; `undivided` answers say nothing of any option."""

    options: tuple[OptionView, ...]
    rows: tuple[Row, ...]
    undivided: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class MarkView:
    """That a statement speaks for or against an option, and why."""

    option: str
    short: str
    side: Literal["for", "against"]
    reason: str | None


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """By when to do something: in words, and where it is known the day."""

    id: str
    label: str
    date: date | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A piece of advice that applies, why, the claims it rests on, its marks, and by when to do what it says."""

    id: str
    title: str
    text: str | None
    because: tuple[Reason, ...]
    claims: tuple[CitedClaim, ...]
    marks: tuple[MarkView, ...]
    by: DeadlineView | None

    def __hash__(self) -> int:
        """That of what tells most statements apart: pages look up much by them."""
        return hash((self.id, self.because))


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer and the statements that it calls up.

    `counted` is false where the question no longer applies; `find_out` says how, where the answer is "not sure yet".
    """

    question: str
    label: str
    text: str
    choices: tuple[str, ...]
    answers: tuple[str, ...]
    counted: bool
    is_priority: bool
    find_out: str | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of a tension or a difference, and the claims it rests on."""

    text: str
    claims: tuple[CitedClaim, ...]


@dataclass(frozen=True, slots=True)
class TensionView:
    """Two of the student's answers that pull apart, from both sides."""

    id: str
    title: str
    because: tuple[Reason, ...]
    sides: tuple[SideView, ...]


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """How claims stand to each other, from every side; `note` says why they conflict, or what to do about a gap."""

    id: str
    kind: Literal["conflict", "weight", "gap", "two_sides"]
    about: str
    note: str | None
    sides: tuple[SideView, ...]


@dataclass(frozen=True, slots=True)
class AskedView:
    """Something that was asked in the source, what it answers, and what no reply said."""

    id: str
    asked: str
    answer: str | None
    claims: tuple[CitedClaim, ...]
    missing: str | None


@dataclass(frozen=True, slots=True)
class SilenceView:
    """Something that the source does not speak of, and whom to ask."""

    id: str
    text: str
    ask: str | None


@dataclass(frozen=True, slots=True)
class AsideView:
    """What the source says of an alternative that is no option here."""

    text: str
    claims: tuple[CitedClaim, ...]


@dataclass(frozen=True, slots=True)
class AskView:
    """Something to ask somebody, and why it is worth asking."""

    id: str
    to: str
    to_label: str
    text: str
    because: tuple[Reason, ...]
    claims: tuple[CitedClaim, ...]


@dataclass(frozen=True, slots=True)
class PostView:
    """A post of a source, and the claims of it that this summary uses; `source` is the id of its register."""

    source: str
    id: str
    name: str
    role: str
    author: str
    date: date | None
    likes: int | None
    claims: tuple[CitedClaim, ...]


@dataclass(frozen=True, slots=True)
class WordView:
    """A word that stands on the summary, and what it means."""

    id: str
    term: str
    means: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source: what it is, when it was opened or published, where it can be found, and how many posts answer in it.

    `anonymous` is whether nothing tells who wrote which of these. `letter` begins the places of its claims; it is empty
    where there is only one source.
    """

    register: str
    letter: str
    title: str
    short: str
    kind: str
    publisher: str
    opened: date | None
    published: date | None
    address: str | None
    note: str
    replies: int
    anonymous: bool

    @property
    def year(self) -> int | None:
        """The year that it is from, if that is known."""
        day = self.opened or self.published
        return day.year if day else None

    @property
    def is_publication(self) -> bool:
        """Whether it was published, and is no conversation, whose replies are opinions."""
        return self.published is not None


@dataclass(frozen=True, slots=True)
class Provenance:
    """What the summary was drawn from, and when."""

    rulebook: str
    title: str
    decision: str
    edition: date
    review_by: date
    language: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """All of it, in the order in which it is read.

    `mostly_unsure` tells that more answers are "not sure yet" than not: then how to find out comes first. `code` is
    short for `query`; None where the edition has no codes.
    """

    provenance: Provenance
    query: str
    code: str | None
    headline: HeadlineView
    key_points: tuple[KeyPointView, ...]
    mostly_unsure: bool
    picture: Picture
    deadlines: tuple[DeadlineView, ...]
    besides: tuple[AsideView, ...]
    tensions: tuple[TensionView, ...]
    asks: tuple[AskView, ...]
    answers: tuple[AnswerView, ...]
    for_everybody: tuple[Statement, ...]
    differences: tuple[DifferenceView, ...]
    asked: tuple[AskedView, ...]
    silences: tuple[SilenceView, ...]
    words: tuple[WordView, ...]
    sources: tuple[PostView, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every piece of advice that applies, once."""
        return (*(each for answer in self.answers for each in answer.statements), *self.for_everybody)

    @property
    def due(self) -> tuple[Statement, ...]:
        """The advice that has a deadline, in the order of these."""
        return tuple(each for deadline in self.deadlines for each in self.statements if each.by == deadline)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the picture to show; where nearly all would be question marks, only those that say more."""
        if not self.mostly_unsure:
            return self.picture.rows
        return tuple(row for row in self.picture.rows if not {"for", "against", "both"}.isdisjoint(row.marks))

    @property
    def to_find_out(self) -> tuple[AnswerView, ...]:
        """The answers that are "not sure yet", the shortest way to find out first."""
        unsure = (answer for answer in self.answers if answer.find_out and answer.counted)
        return tuple(sorted(unsure, key=lambda answer: len(answer.find_out or "")))
