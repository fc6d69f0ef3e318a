"""A rulebook and its registers as tables: a sheet for each list, a row for each entry."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Any, TypeAlias

from quiz.files import Conditional, Keyed, Record, Records, Shape, Value, Values
from quiz.sheets.cells import Cell, cell_of, cells_of
from quiz.sheets.layout import REGISTERS, Sheet, Way, entries, keys_of, sheets

ABOUT = ("field", "value")
"""The headings of the sheet that has a row for each field."""

Row: TypeAlias = Sequence[Cell]


@dataclass(frozen=True)
class Table:
    """A sheet that is filled in: its headings, and the rows below them."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def tables_of(data: Mapping[str, Any]) -> tuple[Table, ...]:
    """The tables for the data of a rulebook file, with a list of its registers' files as `registers`."""
    return tuple(_table(sheet, data) for sheet in sheets())


def _table(sheet: Sheet, data: Mapping[str, Any]) -> Table:
    found = entries(data, sheet.way)
    columns = [*_columns(sheet.record, (), [entry for _, entry in found], data)]
    order = {name: _questions_in(columns, name) for name, *_ in columns}
    cells = [dict(_cells(entry, sheet.record, (), order)) for _, entry in found]
    if not sheet.way:
        return Table(sheet.name, ABOUT, tuple((" ".join(path), cells[0].get(path)) for path in columns))
    only_source = sheet.parent == "source" and len(data[REGISTERS]) < 2
    parents = (sheet.parent,) if sheet.parent and not only_source else ()
    rows = tuple(
        [*([parent] if parents else []), *(row.get(path) for path in columns)]
        for (parent, _), row in zip(found, cells, strict=True)
    )
    return Table(sheet.name, (*parents, *(" ".join(path) for path in columns)), rows)


def _columns(record: Record, above: Way, found: Sequence[Mapping[str, Any]], data: Mapping[str, Any]) -> Iterator[Way]:
    """The columns for entries of a record: a path for each, in the order of the fields."""
    for name, shape in record.fields.items():
        path, values = (*above, name), [entry[name] for entry in found if entry.get(name) is not None]
        match shape:
            case Value() | Values():
                yield path
            case Record():
                yield from _columns(shape, path, values, data)
            case Conditional():
                yield from ((*path, question) for question in _in_order(values, keys_of(name, data)))
                yield path
            case Keyed(each):
                keys = dict.fromkeys((*keys_of(name, data), *(key for value in values for key in value)))
                for key in keys:
                    within = [value[key] for value in values if value.get(key) is not None]
                    yield from (
                        _columns(each, (*path, key), within, data) if isinstance(each, Record) else [(*path, key)]
                    )
            case Records(each):
                for number in range(max(1, *map(len, values), 2 if name == "sides" else 1)):
                    within = [value[number] for value in values if number < len(value)]
                    yield from _columns(each, (*path, str(number + 1)), within, data)


def _in_order(conditions: Sequence[Any], questions: list[str]) -> list[str]:
    """The questions in an order in which every condition tests them, where there is one; else as they are asked."""
    before: dict[str, set[str]] = {name: set() for name in questions}
    for condition in conditions:
        tested = [name for name in condition if name in before] if isinstance(condition, dict) else []
        for earlier, later in pairwise(tested):
            before[later].add(earlier)
    try:
        return [*TopologicalSorter(before).static_order()]
    except CycleError:
        return questions


def _questions_in(columns: Sequence[Way], name: str) -> list[str]:
    return [path[1] for path in columns if path[0] == name and len(path) == 2]


def _cells(
    entry: Mapping[str, Any], record: Record, above: Way, order: Mapping[str, Sequence[str]]
) -> Iterator[tuple[Way, Cell]]:
    """The cells that an entry fills, each with the path of its column."""
    for name, value in entry.items():
        shape, path = record.fields.get(name), (*above, name)
        if shape is not None and value is not None:
            yield from _filled(value, shape, path, order)


def _filled(value: Any, shape: Shape, path: Way, order: Mapping[str, Sequence[str]]) -> Iterator[tuple[Way, Cell]]:
    match shape:
        case Value() | Values():
            yield path, cell_of(value, shape)
        case Record():
            yield from _cells(value, shape, path, order)
        case Conditional():
            for question, cell in cells_of(value, order[path[0]]):
                yield (*path, question) if question else path, cell
        case Keyed(each):
            for key, said in value.items():
                yield from _filled(said, each, (*path, key), order)
        case Records(each):
            for number, part in enumerate(value, start=1):
                yield from _cells(part, each, (*path, str(number)), order)
