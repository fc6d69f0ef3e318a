"""The kinds of field that registers and rulebooks are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationInfo

from quiz.condition_syntax import Askable
from quiz.faults import Fault, refusal
from quiz.problems import instead_of

ID_PATTERN = r"^[a-z][a-z0-9]*([_-][a-z0-9]+)*$"


class Part(BaseModel):
    """A part of a data file: immutable, and without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


@dataclass(frozen=True)
class Names:
    """The ids that a file may refer to, by kind; a kind that is not listed is not checked."""

    ids: Mapping[str, tuple[str, ...]]
    questions: Mapping[str, Askable] = field(default_factory=dict)


def _joined(text: str) -> str:
    return " ".join(text.split())


def _iso(value: Any) -> Any:
    # A bare number would otherwise pass for seconds since 1970.
    if not isinstance(value, str | date):
        raise refusal(Fault((), "is not a date.", "Write it as YYYY-MM-DD."))
    return value


def refers_to(kind: str) -> AfterValidator:
    """A check that an id names something of `kind`."""

    def check(name: str, info: ValidationInfo) -> str:
        names: Names | None = info.context
        known = names.ids.get(kind) if names else None
        if known is not None and name not in known:
            raise refusal(Fault((), f"`{name}` is no {kind}.", instead_of(name, known)))
        return name

    return AfterValidator(check)


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=1500), AfterValidator(_joined)]
Label = Annotated[str, StringConstraints(min_length=1, max_length=120), AfterValidator(_joined)]
Heading = Annotated[str, StringConstraints(min_length=1, max_length=40), AfterValidator(_joined)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=90), AfterValidator(_joined)]
Day = Annotated[date, BeforeValidator(_iso)]

ClaimId = Annotated[Id, refers_to("claim")]
PostId = Annotated[Id, refers_to("post")]
TopicId = Annotated[Id, refers_to("topic")]
OptionId = Annotated[Id, refers_to("option")]
SectionId = Annotated[Id, refers_to("section")]
QuestionId = Annotated[Id, refers_to("question")]
RuleId = Annotated[Id, refers_to("rule")]
