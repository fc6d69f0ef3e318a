"""Whatever an author writes in a cell or a heading, the findings speak of what she sees."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from quiz.files import Sources, load_document, read_file
from quiz.problems import InvalidFiles
from quiz.sheets.cells import Cell
from quiz.sheets.layout import REGISTERS
from quiz.sheets.reading import documents_of
from quiz.sheets.tables import Table, tables_of
from tests.support.books import RICH, loaded

OF_YAML = re.compile(
    r"YAML|indent|mapping|\bkeys?\b(?! points)|\bline\b|without quotes|in quotes|after `- `|: …|\bNone\b"
    r"|(?:Add|Write|with|it) `\w+: "
)
PLACE = re.compile(r"quiz\.xlsx:[a-z ]+(![A-Z]+[0-9]+)?: .+[.?…]$")
WRITTEN = [
    None, "xx yy", "[a, b]", "a: b", "a, b", "a; b", 0, -3, 12.5, "1" * 40, "2024-13-01", "TRUE", "null", "“q”",
    "x" * 2000, "{", "{a: b}", "{all: few}", "{any: []}", "always", "not_sure", "at_least few", "at_least not_sure",
    "few, few", "few", "at_most none, at_least many", "nights", "none", "q-asks", "work", "a\u200bb",
]  # fmt: skip


@cache
def tables() -> Sequence[Table]:
    with TemporaryDirectory() as folder:
        book = loaded(Path(folder), RICH)
        registers = [read_file(marks.file).data for marks in book.register_marks.values()]
        return tables_of({**read_file(book.marks.file).data, REGISTERS: registers})


def findings(changed: Sequence[Table]) -> list[str]:
    path = Path("quiz.xlsx")
    document, registers = documents_of(changed, path)
    try:
        load_document(document, Sources(sorted(registers), registers.__getitem__, path, sheet="sources"))
    except InvalidFiles as error:
        return [str(each) for each in error.problems]
    return []


def in_another_way(heading: str) -> list[str]:
    """What may be written for a heading."""
    first, *rest = heading.split() or [""]
    return ["", first, heading[:-1], heading.upper(), f"{heading} more", f"{first} 1", " ".join(rest), f"# {heading}"]


def with_cell(table: Table, row: int, column: int, written: Cell) -> Table:
    rows = [[*each] for each in table.rows]
    rows[row][column] = written
    return replace(table, rows=tuple(rows))


def with_heading(table: Table, column: int, heading: str) -> Table:
    return replace(table, headings=(*table.headings[:column], heading, *table.headings[column + 1 :]))


@st.composite
def defects(draw: st.DrawFn) -> Table:
    """A table with something else in one place: a cell, a heading, a row that is missing or stands twice, its name."""
    table = draw(st.sampled_from([each for each in tables() if each.rows]))
    row, column = (draw(st.integers(0, len(each) - 1)) for each in (table.rows, table.headings))
    heading = str(table.rows[row][0]) if table.name == "about" else table.headings[column]
    instead = draw(st.sampled_from(in_another_way(heading)))
    return draw(
        st.sampled_from(
            [
                with_cell(table, row, column, draw(st.sampled_from(WRITTEN))),
                with_cell(table, row, 0, instead) if table.name == "about" else with_heading(table, column, instead),
                replace(table, rows=(*table.rows[:row], *table.rows[row + 1 :])),
                replace(table, rows=(*table.rows, table.rows[row])),
                replace(table, rows=()),
            ]
        )
    )


@given(defects())
def test_a_finding_names_sheet_and_cell_and_speaks_of_cells(defect: Table) -> None:
    for each in findings([defect if table.name == defect.name else table for table in tables()]):
        assert PLACE.match(each), each
        assert not OF_YAML.search(re.sub(r"`\{[^`]*`", "", each)), each


def test_a_sheet_without_a_defect_has_no_findings() -> None:
    assert findings(tables()) == []
