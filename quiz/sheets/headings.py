"""Headings: whether a cell under one could be read, even where all are empty, and what a misspelled one was to be."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from quiz.files import Conditional, Keyed, Record, Records, Shape, Value, Values
from quiz.problems import instead_of, known_names, nearest
from quiz.sheets.layout import KEYED, Sheet, keys_of

Fault: TypeAlias = tuple[str, str]
"""What is wrong with a heading, and what to do about it."""


def fault_in(heading: str, sheet: Sheet, data: Mapping[str, Any]) -> Fault | None:
    """What is wrong with a heading; None where a cell under it could be read."""
    unknown = _unknown(heading.split(), _row_of(sheet), "", data)
    if unknown is None:
        return None
    name, kind, known = unknown
    mend = instead_of(name.split()[0], known) if known else f"Leave `{name}` out."
    return f"`{name}` is not a known {kind}.", f"{mend} Or delete this {'column' if sheet.way else 'row'}."


def lacking_in(heading: str, sheet: Sheet, data: Mapping[str, Any]) -> Fault | None:
    """What is wrong with a heading that leads to something with several cells, and names none of them."""
    whole = [*_below(heading.split(), _row_of(sheet), "", data)]
    if not whole:
        return None
    return f"`{heading}` has several parts.", f"Write one in each cell, under {known_names(whole)}."


def meant_by(heading: str, sheet: Sheet) -> str | None:
    """The heading as it was most likely meant; None where nothing can be read under it.

    Names of questions and options in it are left as they are: they are known only when all sheets are read.
    """
    meant = _meant(heading.split(), _row_of(sheet))
    return None if meant is None else " ".join(meant)


def _row_of(sheet: Sheet) -> Record:
    """All that a row of a sheet has, with what it belongs to."""
    return Record({**({sheet.parent: Value("word")} if sheet.parent else {}), **sheet.record.fields})


def _meant(path: Sequence[str], shape: Shape) -> list[str] | None:
    name, within = None, shape
    match shape, path:
        case ((Value() | Values()), _):
            return []
        case Conditional(), _:
            return [*path]
        case Record(fields), [step, *_]:
            name = step if step in fields else nearest(step, [*fields])
            within = fields[name] if name else shape
        case Records(each), [step, *_] if step.isdigit():
            name, within = step, each
        case Keyed(each), [step, *_]:
            name, within = step, each
    below = None if name is None else _meant(path[1:], within)
    return None if name is None or below is None else [name, *below]


def _below(path: Sequence[str], shape: Shape, field: str, data: Mapping[str, Any]) -> Iterator[str]:
    """The headings of all that has a cell below `path`; none where that itself has a cell, or leads nowhere."""
    match shape, path:
        case Record(fields), [name, *rest] if name in fields:
            yield from (f"{name} {each}" for each in _below(rest, fields[name], name, data))
        case Records(each), [number, *rest] if number.isdigit():
            yield from (f"{number} {name}" for name in _below(rest, each, field, data))
        case Keyed(each), [key, *rest]:
            yield from (f"{key} {name}" for name in _below(rest, each, field, data))
        case ((Record() | Records() | Keyed()), []):
            yield from _leaves(shape, field, data)


def _leaves(shape: Shape, field: str, data: Mapping[str, Any]) -> Iterator[str]:
    """The headings of all cells of a shape."""
    within: list[tuple[str, Shape, str]] = []
    match shape:
        case Record(fields):
            within = [(name, each, name) for name, each in fields.items()]
        case Records(each):
            within = [("1", each, field)]
        case Keyed(each):
            within = [(key, each, field) for key in keys_of(field, data)]
        case _:
            yield ""
    for name, part, of in within:
        yield from (f"{name} {below}".rstrip() for below in _leaves(part, of, data))


def _unknown(
    path: Sequence[str], shape: Shape, field: str, data: Mapping[str, Any]
) -> tuple[str, str, Sequence[str]] | None:
    """The first step of a path that leads nowhere, what it should be, and what is known there."""
    match shape, path:
        case _, []:
            return None
        case Record(fields), [name, *rest] if name in fields:
            return _unknown(rest, fields[name], name, data)
        case Records(each), [number, *rest] if number.isdigit():
            return _unknown(rest, each, field, data)
        case ((Conditional() | Keyed()), [key, *rest]):
            field = "when" if isinstance(shape, Conditional) else field
            known = keys_of(field, data)
            if known and key not in known:  # Without any, the cause is told elsewhere.
                return key, KEYED.get(field, "field here"), known
            return _unknown(rest, shape.each if isinstance(shape, Keyed) else shape, field, data) if rest else None
    return " ".join(path), "field here", [*shape.fields] if isinstance(shape, Record) else []
