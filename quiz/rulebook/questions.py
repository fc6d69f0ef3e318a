"""The questions of a rulebook. Each kind is a type, and owns all that differs by kind.

What else knows the kinds: the form field (`quiz.web.pages.forms`, `templates/partials/field.html`) and its likes in a
terminal and in the preview, which ask whether a question takes several picks. Nothing else tests for a kind.
"""

from collections.abc import Collection
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, TypeAlias, get_args

from pydantic import (
    AfterValidator,
    Field,
    PlainValidator,
    StrictBool,
    StrictInt,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from quiz.problems import Diagnostic, InCells, InvalidData, validation_error
from quiz.rulebook.condition_syntax import read_condition
from quiz.rulebook.conditions import NOT_SURE, Condition, decided
from quiz.rulebook.fields import Heading, Id, Label, Names, Part, QuestionId, Text
from quiz.words import Speech, speech_for

_ENGLISH = speech_for("en")

NOT_PICKED = ""
"""The value of a variable of a question that is not asked, or of a choice that is not picked."""


def _condition(data: Any, info: ValidationInfo) -> Condition:
    names: Names | None = info.context
    try:
        return read_condition(data, names.questions if names else None, names.named if names else None)
    except InvalidData as error:
        raise validation_error(*error.problems) from None


CONDITION = "x-condition"
"""Marks the places in a JSON Schema where a condition stands; `quiz.files.schemas` puts its schema there."""

When = Annotated[Any, PlainValidator(_condition), WithJsonSchema({CONDITION: True})]
"""A condition, written as `quiz.rulebook.condition_syntax` reads it."""


def _as_asked(condition: Condition, info: ValidationInfo) -> Condition:
    return condition if info.data.get("ask_if_open", True) else decided(condition)


class Choice(Part):
    """Something that can be picked; `heading` stands above it, and above those after it up to the next heading."""

    id: Id
    was: tuple[Id, ...] = ()
    label: Label
    hint: Text | None = None
    heading: Label | None = None

    @model_validator(mode="after")
    def _is_not_offered_anyway(self) -> "Choice":
        if NOT_SURE in (self.id, *self.was):
            raise validation_error(Diagnostic(f"`{NOT_SURE}` is offered automatically.", "Delete this choice."))
        return self


class ChoiceOfSeveral(Choice):
    """A choice that can be picked together with others, unless it is for picking `alone`."""

    alone: StrictBool = False


class ChoiceOfPriority(Choice):
    """Something that may matter most: the questions that it is `about` come first."""

    about: tuple[QuestionId, ...] = ()

    @model_validator(mode="after")
    def _puts_something_first(self) -> "ChoiceOfPriority":
        if not self.about:
            mend = InCells(
                "Add `about: [question ids]`: the advice on these comes first.",
                "Name questions under `about`: the advice on these comes first.",
            )
            raise validation_error(Diagnostic(f"`{self.id}` puts nothing first.", mend))
        return self


class Question(Part):
    """What every kind of question has. Every question also offers `not_sure`.

    This type itself stands for a kind that is not known, and rules nothing out.
    """

    id: Id
    was: tuple[Id, ...] = ()
    kind: str
    label: Heading
    text: Label
    hint: Text | None = None
    ask_if_open: StrictBool = True
    ask_when: Annotated[When, AfterValidator(_as_asked)] | None = None
    choices: tuple[Choice, ...] = Field(min_length=2)
    if_not_sure: Text

    takes_several: ClassVar[bool] = False
    """Whether more than one choice may be picked."""
    decides: ClassVar[bool] = True
    """Whether conditions may test it; a question that decides nothing comes last."""
    is_ordered: ClassVar[bool] = True
    """Whether conditions may compare its choices, with `at_least` and `at_most`."""

    @model_validator(mode="after")
    def _has_what_may_be_open(self) -> "Question":
        if not self.ask_if_open and self.ask_when is None:
            what = "`ask_if_open` says nothing without `ask_when`."
            raise validation_error(Diagnostic(what, "Delete it, or add `ask_when`.", ("ask_if_open",)))
        return self

    @property
    def at_most(self) -> int | None:
        """How many choices may be picked; None where any number may."""
        return 1

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """All that the page which asks it says."""
        said = (text for choice in self.choices for text in (choice.heading, choice.label, choice.hint))
        return (self.text, *filter(None, (self.hint, *said)))

    @cached_property
    def groups(self) -> tuple[tuple[str | None, tuple[Choice, ...]], ...]:
        """The choices under each heading, in order; those before the first heading stand under None."""
        groups: list[tuple[str | None, list[Choice]]] = []
        for choice in self.choices:
            if choice.heading or not groups:
                groups.append((choice.heading, []))
            groups[-1][1].append(choice)
        return tuple((heading, tuple(choices)) for heading, choices in groups)

    @cached_property
    def choice_ids(self) -> tuple[str, ...]:
        """What can be picked, in the order shown; `not_sure` last."""
        return (*(choice.id for choice in self.choices), NOT_SURE)

    @cached_property
    def choice_by_id(self) -> dict[str, Choice]:
        return {choice.id: choice for choice in self.choices}

    @cached_property
    def _today_ids(self) -> dict[str, str]:
        return {NOT_SURE: NOT_SURE, **{name: each.id for each in self.choices for name in (*each.was, each.id)}}

    def today_id(self, choice: str) -> str | None:
        """The id of a choice today, given that or an earlier one; None where it is neither."""
        return self._today_ids.get(choice)

    def clash(self, picks: Collection[str], speech: Speech = _ENGLISH) -> str | None:
        """Why `picks`, all of them known, cannot be picked together, as `speech` says it; None if they can."""
        return speech.say("It has room for one answer, and the link gives more.") if len(picks) > 1 else None

    def neighbors(self, picked: frozenset[str]) -> list[frozenset[str]]:
        """The answers that are one step away from `picked`, without "not sure yet"; steps lead to every answer."""
        return [answer for choice in self.choices if (answer := frozenset({choice.id})) != picked]

    def goes_with_others(self, choice: str) -> bool:
        """Whether `choice` can be picked together with another one."""
        return False

    def puts_first(self, picked: frozenset[str]) -> tuple[str, ...]:
        """The ids of the questions that matter most to who picked this."""
        return ()

    @property
    def variables(self) -> tuple[tuple[str, ...], ...]:
        """The values of each variable that stands for the answer in a decision diagram, the cheapest first."""
        skipped = () if self.ask_when is None else (NOT_PICKED,)
        return ((*skipped, NOT_SURE, *self.choice_ids[:-1]),)

    def state_after(self, state: int, pick: str) -> int | None:
        """The state of an automaton that reads picks in the order of `variables`; None where `pick` does not fit.

        It starts in state 0, and accepts in any other state the answers that can be given.
        """
        return 1 if state == 0 else None

    def json_schema_of_answer(self) -> dict[str, Any]:
        """The JSON Schema of an answer in a query."""
        return {"type": "string", "enum": list(self.choice_ids)}


class One(Question):
    """One of the choices."""

    kind: Literal["one"]
    is_ordered: ClassVar[bool] = False


class Scale(Question):
    """One of the choices, which stand in an order."""

    kind: Literal["scale"]


class _TakesSeveral(Question):
    """One choice or more, up to `most`."""

    most: Annotated[StrictInt, Field(ge=1)] | None = None

    takes_several: ClassVar[bool] = True
    is_ordered: ClassVar[bool] = False

    @model_validator(mode="after")
    def _most_is_within_reach(self) -> "_TakesSeveral":
        if self.most is not None and self.most > len(self.choices):
            raise validation_error(
                Diagnostic("`most` is more than there are choices.", "Lower it, or delete it.", ("most",))
            )
        return self

    @property
    def at_most(self) -> int | None:
        return self.most

    @cached_property
    def _alone(self) -> tuple[str, ...]:
        """The choices that can only be picked alone."""
        return (NOT_SURE,)

    @cached_property
    def _most_together(self) -> int:
        together = len(self.choice_ids) - len(self._alone)
        return min(self.most or together, together)

    def clash(self, picks: Collection[str], speech: Speech = _ENGLISH) -> str | None:
        if len(picks) <= 1:
            return None
        for choice in self._alone:
            if choice in picks:
                answer = speech.say("Not sure yet") if choice == NOT_SURE else self.choice_by_id[choice].label
                return speech.say("“%(answer)s” cannot be picked together with other answers.", answer=answer)
        if self.most is not None and len(picks) > self.most:
            return speech.say_number("Only %(number)s can be picked.", "At most %(number)s can be picked.", self.most)
        return None

    def neighbors(self, picked: frozenset[str]) -> list[frozenset[str]]:
        toggled = (picked ^ {choice.id} for choice in self.choices)
        fitting = [answer for answer in toggled if answer and not self.clash(answer)]
        return list(dict.fromkeys([*fitting, *super().neighbors(picked)]))

    def goes_with_others(self, choice: str) -> bool:
        return choice not in self._alone

    @property
    def variables(self) -> tuple[tuple[str, ...], ...]:
        return tuple((NOT_PICKED, choice) for choice in self.choice_ids)

    def state_after(self, state: int, pick: str) -> int | None:
        # How many are picked so far, or -1 after one that is picked alone.
        if pick in self._alone:
            return -1 if state == 0 else None
        return state + 1 if 0 <= state < self._most_together else None

    def json_schema_of_answer(self) -> dict[str, Any]:
        together = [choice for choice in self.choice_ids if self.goes_with_others(choice)]
        ways = ((together, self._most_together), (list(self._alone), 1))
        return {
            "type": "array",
            "anyOf": [
                {"items": {"type": "string", "enum": ids}, "minItems": 1, "maxItems": most, "uniqueItems": True}
                for ids, most in ways
                if ids
            ],
        }


class Several(_TakesSeveral):
    """One choice or more, up to `most`; some can only be picked alone."""

    kind: Literal["several"]
    choices: tuple[ChoiceOfSeveral, ...] = Field(min_length=2)

    @cached_property
    def _alone(self) -> tuple[str, ...]:
        return (NOT_SURE, *(choice.id for choice in self.choices if choice.alone))


class Priority(_TakesSeveral):
    """What matters most to the student, up to `most` of it: it only orders the summary."""

    kind: Literal["priority"]
    choices: tuple[ChoiceOfPriority, ...] = Field(min_length=2)

    decides: ClassVar[bool] = False

    def puts_first(self, picked: frozenset[str]) -> tuple[str, ...]:
        return tuple(name for choice in self.choices if choice.id in picked for name in choice.about)


AnyQuestion: TypeAlias = Annotated[One | Scale | Several | Priority, Field(discriminator="kind")]
"""A question as a file writes it: its kind says of which type it is."""

KINDS: dict[str, type[Question]] = {
    get_args(kind.model_fields["kind"].annotation)[0]: kind for kind in (One, Scale, Several, Priority)
}


def kind_named(name: object) -> type[Question]:
    """The type of a kind; one that rules nothing out where there is no such kind."""
    return KINDS.get(name, Question) if isinstance(name, str) else Question
