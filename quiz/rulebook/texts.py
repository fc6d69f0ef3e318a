"""The texts of a data file that students read, each with its place in the file."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, cast, get_args

from pydantic import StringConstraints

from quiz.rulebook.fields import Part

P = TypeVar("P", bound=Part)

FOR_AUTHORS = frozenset({"examples", "unused_claims", "without_claim", "url", "doi"})
"""The fields whose text no student reads."""

OTHER_FILES = frozenset({"registers", "kept"})
"""The fields of a rulebook that come from other files."""


@dataclass(frozen=True)
class Readable:
    """A text that students read: its place in the file, what it says, how long it may be, and the way to it."""

    place: str
    text: str
    longest: int
    trail: tuple[str | int, ...]


def readable(part: Part) -> tuple[Readable, ...]:
    """Every text of a rulebook file or a register that students read, in the order of the file."""
    found: list[Readable] = []

    def note(text: Readable) -> str:
        found.append(text)
        return text.text

    with_texts(part, note)
    return tuple(found)


def with_texts(part: P, say: Callable[[Readable], str]) -> P:
    """The part with every readable text in it replaced by what `say` makes of it; itself where that changes nothing."""
    return _with_texts(part, say, "", ())


def _with_texts(part: P, say: Callable[[Readable], str], above: str, way: tuple[str | int, ...]) -> P:
    replaced: dict[str, Any] = {}
    for name, key, longest in _fields(type(part)):
        said = value = getattr(part, name)
        place, trail = f"{above}{key}", (*way, key)
        if isinstance(value, str) and longest is not None:
            said = say(Readable(place, value, longest, trail))
        elif isinstance(value, Mapping) and longest is not None:
            said = {
                to: text and say(Readable(f"{place}/{to}", text, longest, (*trail, to))) for to, text in value.items()
            }
        elif isinstance(value, Part):
            said = _with_texts(value, say, f"{place}/", trail)
        elif isinstance(value, tuple) and any(isinstance(each, Part) for each in value):
            said = tuple(
                _with_texts(each, say, f"{place}/{getattr(each, 'id', number)}/", (*trail, number))
                for number, each in enumerate(cast("tuple[Part, ...]", value))
            )
        if said != value:
            replaced[name] = said
    return changed(part, replaced) if replaced else part


def changed(part: P, changes: dict[str, Any]) -> P:
    """The part with other values for some fields, and nothing kept of what was derived from the old ones."""
    # A copy by pydantic would take that along.
    values = {name: getattr(part, name) for name in type(part).model_fields}
    return cast("P", type(part).model_construct(**values | changes))


@cache
def _fields(model: type[Part]) -> tuple[tuple[str, str, int | None], ...]:
    """The fields of a model, what a file calls them, and for those that hold readable text, how long it may be.

    Readable text is what has a length and no pattern: ids, dates and language tags have none or both.
    """
    found = []
    for name, field in model.model_fields.items():
        if name in FOR_AUTHORS | OTHER_FILES:
            continue
        rules = (*field.metadata, *_metadata_within(field.annotation))
        lengths = (rule.max_length for rule in rules if isinstance(rule, StringConstraints) and not rule.pattern)
        found.append((name, field.alias or name, next(lengths, None)))
    return tuple(found)


def _metadata_within(annotation: Any) -> Iterator[object]:
    """What is annotated on the parts of a type, such as on the values of a mapping."""
    for part in get_args(annotation):
        yield from getattr(part, "__metadata__", ())
        yield from _metadata_within(part)
