"""Headings over empty cells: nothing is read there, so it is looked for by itself whether anything could be."""

from collections.abc import Mapping, Sequence
from typing import Any

from quiz.files import Conditional, Keyed, Record, Records, Shape, Value, Values
from quiz.problems import instead_of
from quiz.sheets.layout import KEYED, Sheet, keys_of


def fault_in(heading: str, sheet: Sheet, data: Mapping[str, Any]) -> tuple[str, str] | None:
    """What is wrong with a heading, and what to do about it; None where a cell under it could be read."""
    unknown = None if heading == sheet.parent else _unknown(heading.split(), sheet.record, "", data)
    if unknown is None:
        return None
    name, kind, known = unknown
    return (
        f"`{name}` is not a known {kind}.",
        f"{instead_of(name, known)} Or delete this {'column' if sheet.way else 'row'}.",
    )


def _unknown(
    path: Sequence[str], shape: Shape, field: str, data: Mapping[str, Any]
) -> tuple[str, str, Sequence[str]] | None:
    """The first step of a path that leads nowhere, what it should be, and what is known there."""
    match shape, path:
        case ((Value() | Values() | Conditional()), []):
            return None
        case Record(fields), [name, *rest] if name in fields:
            return _unknown(rest, fields[name], name, data)
        case Records(each), [number, *rest] if number.isdigit():
            return _unknown(rest, each, field, data)
        case ((Conditional() | Keyed()), [key, *rest]):
            field = "when" if isinstance(shape, Conditional) else field
            known = keys_of(field, data)
            if key not in known:
                return key, KEYED.get(field, "field here"), known
            return _unknown(rest, shape.each if isinstance(shape, Keyed) else shape, field, data) if rest else None
    return " ".join(path), "field here", [*shape.fields] if isinstance(shape, Record) else []
