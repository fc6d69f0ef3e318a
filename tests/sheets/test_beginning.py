"""Spreadsheets for a new quiz: empty at first, then with columns and lists for what has been filled in."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from quiz import check
from quiz.problems import InvalidFiles
from quiz.sheets import begin, export, load_any, renew
from tests.support.books import PROVED, RICH, loaded

FORMS = ["quiz.xlsx", "quiz"]


def fill(path: Path, page: str, *rows: dict[str, str]) -> None:
    """Adds rows to a sheet of a workbook."""
    workbook = openpyxl.load_workbook(path)
    headings = [cell.value for cell in workbook[page][1]]
    for row in rows:
        workbook[page].append([row.get(str(heading)) for heading in headings])
    workbook.save(path)


def test_an_empty_spreadsheet_is_told_cell_by_cell_what_to_fill_in(tmp_path: Path) -> None:
    path = tmp_path / "quiz.xlsx"
    begin("nights", path, date(2026, 9, 1), date(2027, 9, 1))
    found = [str(each).removeprefix(f"{path}:") for each in check(path)]
    assert "about!B4: `title` is missing. Fill in this cell." in found
    assert "sources!C2: `source` is missing. Fill in this cell." in found
    for sheet in ("options", "questions", "headlines", "advice", "topics", "posts", "claims"):
        assert f"{sheet}!A1: `{sheet}` is missing. Add a row to this sheet." in found
    assert all(each.endswith(("Fill in this cell.", "Add a row to this sheet.")) for each in found)


def test_what_is_typed_into_an_empty_spreadsheet_stays_text_unless_it_is_a_number_or_a_date(tmp_path: Path) -> None:
    path = tmp_path / "quiz.xlsx"
    begin("nights", path, date(2026, 9, 1), date(2027, 9, 1))
    workbook = openpyxl.load_workbook(path)
    for page, texts in (("choices", {"label": True, "id": True, "alone": False}), ("claims", {"sentence": False})):
        columns = {cell.value: cell.column_letter for cell in workbook[page][1]}
        for heading, is_text in texts.items():
            assert (workbook[page].column_dimensions[columns[heading]].number_format == "@") == is_text


def test_renewed_sheets_have_columns_and_lists_for_new_questions_and_options_and_no_others(tmp_path: Path) -> None:
    path = tmp_path / "quiz.xlsx"
    begin("nights", path, date(2026, 9, 1), date(2027, 9, 1))
    fill(path, "options", {"id": "stay"}, {"id": "leave"})
    fill(path, "questions", {"id": "call", "kind": "one"}, {"id": "what_counts", "kind": "priority"})
    fill(path, "choices", *({"question": "call", "id": choice} for choice in ("much", "little", "")))
    workbook = openpyxl.load_workbook(path)
    workbook["advice"]["Z1"] = "when something_else"
    workbook.save(path)
    renew(path)
    page = openpyxl.load_workbook(path)["advice"]
    headings = [cell.value for cell in page[1]]
    assert [each for each in headings if each.startswith(("when ", "for ", "against "))] == [
        "when call",
        "for stay",
        "for leave",
        "against stay",
        "against leave",
    ]
    column = f"{openpyxl.utils.get_column_letter(headings.index('when call') + 1)}2"
    lists = {str(each.sqref).partition(":")[0]: each.formula1 for each in page.data_validations.dataValidation}
    assert lists[column] == '"much,little,not_sure"'


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", [PROVED, RICH])
def test_nothing_of_a_quiz_is_lost_when_its_spreadsheet_is_renewed(tmp_path: Path, text: str, form: str) -> None:
    before, sheet = loaded(tmp_path, text), tmp_path / form
    export(before, sheet)
    renew(sheet)
    assert load_any(sheet, tmp_path).rulebook == before.rulebook


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [("Z1", "# notes", "`# notes` would be lost."), ("Z1", "id", "`id` stands twice."), ("F2", "=1+1", "a formula.")],
)
def test_a_spreadsheet_is_left_alone_where_something_in_it_would_be_lost(
    tmp_path: Path, cell: str, value: str, said: str
) -> None:
    path = tmp_path / "quiz.xlsx"
    export(loaded(tmp_path, PROVED), path)
    workbook = openpyxl.load_workbook(path)
    workbook["advice"][cell] = value
    workbook.save(path)
    before = path.read_bytes()
    with pytest.raises(InvalidFiles, match=said):
        renew(path)
    assert path.read_bytes() == before
