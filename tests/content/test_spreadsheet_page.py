"""The spreadsheet's page, done as it stands: from an empty workbook to the quiz of the tutorial."""

import re
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from quiz import load
from tests.support.commands import quiz
from tests.support.tutorial import TUTORIAL, finished_quiz, steps

PAGE = (TUTORIAL.parent / "spreadsheet.md").read_text(encoding="utf-8")
PART = PAGE.partition("## From nothing\n")[2].partition("\n## ")[0]
BLOCK = re.compile(
    r"^```sh\n(?P<commands>.*?)^```$|^\*\*(?P<sheet>[a-z ]+)\*\*\n\n(?P<table>(?:^\|[^\n]*\|\n)+)", re.M | re.S
)


def fill(sheet: Worksheet, table: str) -> None:
    """Types the cells of a table: into the row with the same first cell, or into a new one."""
    headings, _, *rows = ([cell.strip() for cell in line[1:-1].split("|")] for line in table.splitlines())
    columns = {str(cell.value): cell.column for cell in sheet[1]}
    for row in rows:
        column = columns[headings[0]]
        known = [cell.row for (cell,) in sheet.iter_rows(min_row=2, min_col=column, max_col=column) if cell.value]
        same = [number for number in known if str(sheet.cell(number, column).value) == row[0]]
        number = same[0] if same and headings[0] in ("id", "field") else max(known, default=1) + 1
        for heading, value in zip(headings, row, strict=True):
            if value:
                sheet.cell(number, columns[heading]).value = int(value) if value.isdigit() else value


def test_a_quiz_can_be_written_in_cells_as_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = 0
    for block in BLOCK.finditer(PART):
        if block["table"]:
            workbook = openpyxl.load_workbook("campus.xlsx")
            fill(workbook[block["sheet"]], block["table"])
            workbook.save("campus.xlsx")
            continue
        for command, shown in steps(block["commands"]):
            done += 1
            said = quiz(*command.split()[1:])
            assert said.stdout + said.stderr == shown, f"$ {command}"
    assert done > 4
    by_text = load(finished_quiz(tmp_path / "by text"))
    assert load(tmp_path / "rules/campus.yaml") == by_text
