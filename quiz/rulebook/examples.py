"""The examples of a rulebook: named students, and what each must and must not get."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import Field, PlainSerializer, PlainValidator, ValidationInfo, WithJsonSchema

from quiz.problems import Diagnostic, Instead, validation_error
from quiz.rulebook.condition_syntax import Askable
from quiz.rulebook.conditions import NOT_SURE
from quiz.rulebook.fields import Label, Names, OptionId, Part, QuestionId, RuleId


def _given(data: Any, info: ValidationInfo) -> Mapping[str, frozenset[str]]:
    """Answers as an example writes them: each question with a choice, or a list of choices."""
    names: Names | None = info.context
    known = names.questions if names else None
    if not isinstance(data, dict):
        raise validation_error(
            Diagnostic("must be a mapping.", "Write `question: choice`, or `question: [choice, choice]`.")
        )
    faults = [] if known is None else [fault for name, said in data.items() for fault in _misgiven(name, said, known)]
    if faults:
        raise validation_error(*faults)
    given = {name: frozenset(said if isinstance(said, list) else [said]) for name, said in data.items()}
    return MappingProxyType(given)


def _misgiven(question: str, said: Any, known: Mapping[str, Askable]) -> Iterator[Diagnostic]:
    """What is wrong with one answer of an example."""
    if question not in known:
        yield Diagnostic(f"`{question}` is not a known question.", Instead(question, known), (question,), at_key=True)
        return
    choices = known[question].choices
    if said == []:
        yield Diagnostic(f"names no choice of `{question}`.", "Name one, or leave the question out.", (question,))
    for place, choice in enumerate(said if isinstance(said, list) else [said]):
        here = (question, place) if isinstance(said, list) else (question,)
        if not isinstance(choice, str):
            yield Diagnostic(f"is not a choice of `{question}`.", "Name one by its id.", here)
        elif choices is not None and choice not in (*choices, NOT_SURE):
            yield Diagnostic(
                f"`{choice}` is not a choice of `{question}`.", Instead(choice, (*choices, NOT_SURE)), here
            )


def _as_written(given: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    return {name: sorted(choices) for name, choices in given.items()}


_GIVEN_SCHEMA = {
    "type": "object",
    "additionalProperties": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
}


class ExampleMarks(Part):
    """The questions in whose rows of the picture an option has a mark."""

    speaks_for: tuple[QuestionId, ...] = Field(default=(), alias="for")
    speaks_against: tuple[QuestionId, ...] = Field(default=(), alias="against")


class Example(Part):
    """A named student, the answers, and what they must and must not get. All else is answered "not sure yet"."""

    name: Label
    answers: Annotated[Any, PlainValidator(_given), PlainSerializer(_as_written), WithJsonSchema(_GIVEN_SCHEMA)]
    gets: tuple[RuleId, ...] = Field(min_length=1)
    never: tuple[RuleId, ...] = ()
    marks: Mapping[OptionId, ExampleMarks] = Field(default={})
    no_marks: Mapping[OptionId, ExampleMarks] = Field(default={})
