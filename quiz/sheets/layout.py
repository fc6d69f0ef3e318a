"""Which sheets a rulebook and its registers are laid out in, and what each has in a row.

All is derived from the shapes of the data files: a list of entries is a sheet. A list within entries is one, too, where
its entries have ids; else it has numbered columns.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from quiz.files import Record, Records, Shape, Value, shape_of
from quiz.rulebook import Register, RulebookFile

Way: TypeAlias = tuple[str, ...]

REGISTERS = "registers"
"""The list of all registers, beside the fields of the rulebook."""

NAMES: Mapping[Way, str] = {
    (): "about",
    ("key_points",): "slots",
    ("key_points", "points"): "key points",
    ("differences",): "differences across sources",
    (REGISTERS,): "sources",
}
"""What sheets are called whose name is not that of their list."""

PARENTS: Mapping[Way, str] = {
    ("questions", "choices"): "question",
    ("key_points", "points"): "slot",
    **{(REGISTERS, name): "source" for name, shape in shape_of(Register).fields.items() if isinstance(shape, Records)},
}
"""The column that says which entry of another sheet a row belongs to."""

IDS_OF: Mapping[str, str] = {
    "question": "questions",
    "slot": "slots",
    "source": "sources",
    "evidence": "sources",
    "about": "questions",
    "claim": "claims",
    "claims": "claims",
    "answered_by": "claims",
    "post": "posts",
    "topic": "topics",
    "to": "addressees",
    "by": "deadlines",
}
"""The columns that name entries of a sheet, which is offered in a list."""

KEYED: Mapping[str, str] = {
    "when": "question",
    "answers": "question",
    "for": "option",
    "against": "option",
    "marks": "option",
    "no_marks": "option",
}
"""The fields that have a column for each question, or for each option."""


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, the way to the list that it holds, and what an entry has here.

    `parent` heads the column that names the entry to which a row belongs.
    """

    name: str
    way: Way
    record: Record
    parent: str | None = None


@cache
def sheets() -> tuple[Sheet, ...]:
    """All sheets, parents before what belongs to them."""
    fields = {**shape_of(RulebookFile).fields, REGISTERS: Records(shape_of(Register))}
    return tuple(_sheets_of((), Record(fields, shape_of(RulebookFile).required)))


def _sheets_of(way: Way, record: Record) -> Iterator[Sheet]:
    lists = {name: shape for name, shape in record.fields.items() if isinstance(shape, Records)}
    whole = way in ((), (REGISTERS,))
    apart = {name: shape.each for name, shape in lists.items() if whole or "id" in shape.each.fields}
    own = {name: shape for name, shape in record.fields.items() if name not in apart}
    yield Sheet(NAMES.get(way) or way[-1].replace("_", " "), way, Record(own, record.required), PARENTS.get(way))
    for name, each in apart.items():
        yield from _sheets_of((*way, name), each)


def is_word(shape: Shape | None) -> bool:
    """Whether a cell of this shape holds an id, or another word out of a list."""
    return isinstance(shape, Value) and shape.kind == "word"


def entries(data: Mapping[str, Any], way: Way) -> list[tuple[str | None, Mapping[str, Any]]]:
    """The entries of a sheet in the data of a workbook, each with the id of the one that it belongs to."""
    if not way:
        return [(None, data)]
    above = entries(data, way[:-1])
    return [(entry.get("id") if len(way) > 1 else None, each) for _, entry in above for each in entry.get(way[-1], [])]


def keys_of(field: str, data: Mapping[str, Any]) -> list[str]:
    """What a field of an entry has a column for: the questions that it may test, the options, or the two sides."""
    if field == "unargued":
        return ["for", "against"]
    listed = data.get(f"{KEYED.get(field)}s", [])
    return [str(each["id"]) for each in listed if "id" in each and (field != "when" or each.get("kind") != "priority")]
