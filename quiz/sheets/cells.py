"""Values as cells of a sheet, and back.

A list of ids stands in a cell with commas. A condition has a cell for each question that it tests, `few, many` or
`at_least few`; what does not fit such cells stands in one of its own, as a rulebook writes it, or the whole does.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from quiz.files import Value, Values, read_text
from quiz.problems import nearest
from quiz.rulebook import COMPARISONS

Cell: TypeAlias = str | int | float | bool | date | None

NOTHING = "null"
"""Stands for a reason that is not given, as it does in a rulebook."""


def cell_of(value: Any, shape: Value | Values) -> Cell:
    """The cell for a single value, or a list of them."""
    if isinstance(shape, Values):
        return ", ".join(str(each) for each in value) if isinstance(value, list) else str(value)
    cell: Cell = NOTHING if value is None else value
    return cell


def value_of(cell: Cell, shape: Value | Values) -> Any:
    """The value that a cell holds; what cannot be one is left as it is, for the model to report."""
    if isinstance(shape, Values):
        each = [value_of(part, shape.each) for part in _parts(cell)]
        return each[0] if shape.alone and len(each) == 1 else each
    text = text_of(cell)
    if shape.kind == "number":
        return int(text) if text.isascii() and text.isdigit() and len(text) < 100 else text
    if shape.kind == "switch":
        return {"true": True, "false": False}.get(text.lower(), text)
    return text


def text_of(cell: Cell) -> str:
    """A cell as text, on one line."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())


def _parts(cell: Cell) -> list[str]:
    return [part.strip() for part in text_of(cell).split(",") if part.strip()]


def cells_of(condition: Any, questions: Sequence[str]) -> Iterator[tuple[str | None, Cell]]:
    """The cells for a condition: of each question in `questions` that it tests, and one without for the rest."""
    if not isinstance(condition, dict):
        yield None, str(condition)
        return
    fitting = {name: choices_of(said) for name, said in condition.items() if name in questions}
    rest = {name: said for name, said in condition.items() if fitting.get(name) is None}
    own = sorted((name for name in condition if name not in rest), key=questions.index)
    if [*own, *rest] != [*condition]:
        own, rest = [], condition  # Their order counts: advice stands under the first question that it tests.
    yield from ((name, fitting[name]) for name in own)
    if rest:
        yield None, yaml.safe_dump(rest, default_flow_style=True, sort_keys=False, width=10**6).strip()


def choices_of(said: Any) -> str | None:
    """What a condition says of one question, as a cell; None where it does not fit one."""
    if isinstance(said, dict):
        said = [f"{word} {choice}" for word, choice in said.items()]
    return ", ".join(said) if isinstance(said, list) else said if isinstance(said, str) else None


def test_in(cell: Cell) -> Any:
    """What a condition says of one question, from its cell."""
    parts = _parts(cell)
    bounds = [part.split() for part in parts]
    if bounds and all(len(words) == 2 and nearest(words[0], COMPARISONS) for words in bounds):
        return dict(bounds)
    return parts[0] if len(parts) == 1 else parts


def condition_in(cell: Cell) -> Any:
    """The condition that a cell without a question holds. Raises InvalidFiles where it cannot be read."""
    text = text_of(cell)
    return read_text(text, Path("cell")).data if text.startswith("{") else text


def alike(condition: Any) -> Any:
    """A condition in the one of several ways of writing it that a sheet has: a single choice stands without a list."""
    if isinstance(condition, Mapping):
        return {name: alike(said) for name, said in condition.items()}
    if isinstance(condition, list) and len(condition) == 1 and isinstance(condition[0], str):
        return condition[0]
    return [*map(alike, condition)] if isinstance(condition, list) else condition
