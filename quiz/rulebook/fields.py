"""The kinds of field that registers and rulebooks are made of."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationInfo

from quiz.problems import Diagnostic, InCells, Instead, shortened, validation_error
from quiz.rulebook.condition_syntax import Askable, Named
from quiz.words import wrong_link_in

LANGUAGE_TAG = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
LONGEST_TEXT = 1500
"""In letters, of a text that may hold a little Markdown; whatever is plain is shorter."""
ID_PATTERN = r"^[a-z][a-z0-9]*([_-][a-z0-9]+)*$"


class Part(BaseModel):
    """A part of a data file: immutable, and without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)


@dataclass(frozen=True)
class Names:
    """The ids that a file may refer to, by kind; a kind that is not listed is not checked.

    `questions` is None where the questions cannot be told: then conditions are not checked for them. So is `named`, the
    conditions that others may use by name.
    """

    ids: Mapping[str, Collection[str]]
    questions: Mapping[str, Askable] | None = None
    named: Named | None = None


def _joined(text: str) -> str:
    return " ".join(text.split())


def _prose(text: str) -> str:
    joined = _joined(text)
    if wrong := wrong_link_in(joined):
        raise validation_error(
            Diagnostic(wrong, "Write `[words](https://example.org/)`, or `\\[` where a bracket is meant.")
        )
    return joined


def day_in(value: object) -> date | None:
    """The day that a value names as YYYY-MM-DD; None where it is something else."""
    if not isinstance(value, str) or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return None  # Python reads more forms than this one.
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _iso(value: Any, info: ValidationInfo) -> date:
    # Pydantic also takes numbers, as seconds since 1970, and times of day.
    if isinstance(value, date):
        return value
    if day := day_in(value):
        return day
    shown = shortened(str(value)) if isinstance(value, str) or type(value) is int else info.field_name
    raise validation_error(Diagnostic(f"`{shown}` is not a date.", "Write it as YYYY-MM-DD."))


def _format(value: Any) -> Any:
    if type(value) is int and value == 1:
        raise validation_error(
            Diagnostic("is the format of an earlier version of this program.", "Follow docs/authors/upgrading.md.")
        )
    if type(value) is not int or value != 2:
        raise validation_error(
            Diagnostic(
                "is not a format that this program reads.", InCells("Write `format: 2`, without quotes.", "Write 2.")
            )
        )
    return value


def _language_tag(text: str) -> str:
    if not re.fullmatch(LANGUAGE_TAG, text):
        raise validation_error(
            Diagnostic(f"`{shortened(text)}` is not a language tag.", "Write one such as `en` or `pt-BR`.")
        )
    return text


def _doi(text: str) -> str:
    if not re.fullmatch(r"10\.[0-9]{4,9}/[^\s\"<>]{1,200}", text):
        raise validation_error(
            Diagnostic(f"`{shortened(text)}` is not a DOI.", "Write it without an address: `10.1000/xyz`.")
        )
    return text


def refers_to(kind: str) -> AfterValidator:
    """A check that an id names something of `kind`."""

    def check(name: str, info: ValidationInfo) -> str:
        names: Names | None = info.context
        known = names.ids.get(kind) if names else None
        if known is not None and name not in known:
            raise validation_error(Diagnostic(f"`{name}` is not a known {kind}.", Instead(name, known)))
        return name

    return AfterValidator(check)


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT), AfterValidator(_prose)]
Label = Annotated[str, StringConstraints(min_length=1, max_length=120), AfterValidator(_joined)]
Heading = Annotated[str, StringConstraints(min_length=1, max_length=40), AfterValidator(_joined)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=140), AfterValidator(_joined)]
Short = Annotated[str, StringConstraints(min_length=1, max_length=12), AfterValidator(_joined)]
"""The heading of a column that must fit a phone."""
Format = Annotated[Literal[2], BeforeValidator(_format)]
LanguageTag = Annotated[str, AfterValidator(_language_tag)]
Day = Annotated[date, BeforeValidator(_iso)]
ContentHash = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]*-[0-9a-f]{16}$")]
"""What `quiz.shelf.content_hash` gives: the version of the format, and the hash itself."""
Doi = Annotated[str, AfterValidator(_doi)]

ClaimId = Annotated[Id, refers_to("claim")]
PostId = Annotated[Id, refers_to("post")]
TopicId = Annotated[Id, refers_to("topic")]
OptionId = Annotated[Id, refers_to("option")]
QuestionId = Annotated[Id, refers_to("question")]
AddresseeId = Annotated[Id, refers_to("addressee")]
DeadlineId = Annotated[Id, refers_to("deadline")]
RuleId = Annotated[Id, refers_to("rule")]
