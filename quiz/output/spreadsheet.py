"""CSV that a spreadsheet takes for nothing but text."""

import csv
from collections.abc import Iterable
from io import StringIO

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
"""A cell that begins with one of these is run by some spreadsheet (OWASP, CSV injection)."""


def as_csv(rows: Iterable[Iterable[str]]) -> str:
    """The rows as CSV; a cell that would be a formula gets a `'` in front, which spreadsheets read as "text"."""
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows([_as_text(cell) for cell in row] for row in rows)
    return text.getvalue()


def _as_text(cell: str) -> str:
    # A lone carriage return would go out unquoted, and begin a row of its own.
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{cell}" if cell.lstrip(" ").startswith(STARTS_A_FORMULA) else cell
