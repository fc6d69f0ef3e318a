"""What is wrong in a spreadsheet is told with its sheet and cell, and a spreadsheet that cannot be read is refused."""

import builtins
import csv
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz import check
from quiz.problems import Diagnostic, InvalidFiles
from quiz.sheets import export, load_any
from tests.support.books import PROVED, loaded

NO_COMMAS = "is not a valid id. Put commas between several."
NOT_SURE_MEANT = "is not a choice of `{}`. Did you mean `not_sure`?"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A workbook without a defect."""
    path = tmp_path / "quiz.xlsx"
    export(loaded(tmp_path, PROVED), path)
    return path


def edit(path: Path, page: str, heading: str, row: int, value: Any) -> None:
    """Writes a value under a heading."""
    workbook = openpyxl.load_workbook(path)
    column = next(cell.column for cell in workbook[page][1] if cell.value == heading)
    workbook[page].cell(row, column).value = value
    workbook.save(path)


def found(path: Path) -> list[str]:
    return [str(each).removeprefix(f"{path.parent}/") for each in check(path)]


def test_a_sound_spreadsheet_has_no_findings(sheet: Path) -> None:
    assert found(sheet) == []


@pytest.mark.parametrize(
    ("page", "heading", "row", "value", "said"),
    [
        ("advice", "when nights", 3, "nnoe", "advice!C3: `nnoe` is not a choice of `nights`. Did you mean `none`?"),
        (
            "advice",
            "id",
            2,
            "ni\u200bghts",
            "advice!A2: there is a character here that readers do not see: ZERO WIDTH SPACE",
        ),
        ("advice", "claims", 2, None, "advice!H2: `claims` is missing. Fill in this cell."),
        (
            "advice",
            "claims",
            2,
            "r1-days, r1-dyas",
            "advice!H2: `r1-dyas` is not a known claim. Did you mean `r1-days`?",
        ),
        ("advice", "claims", 2, "r1-days; q-asks", f"advice!H2: `r1-days; q-asks` {NO_COMMAS}"),
        ("advice", "claims", 2, "[r1-days q-asks]", f"advice!H2: `[r1-days q-asks]` {NO_COMMAS}"),
        ("advice", "for leave", 1, "for laeve", "advice!J1: `laeve` is not a known option. Did you mean `leave`?"),
        (
            "advice",
            "title",
            1,
            "titel",
            "advice!F1: `titel` is not a known field here. Did you mean `title`? Or delete this column.",
        ),
        ("asks", "to", 3, "mentro", "asks!B3: `mentro` is not a known addressee. Did you mean `mentor`?"),
        ("choices", "question", 4, "nihgts", "choices!A4: `nihgts` is not a known question. Did you mean `nights`?"),
        ("claims", "sentence", 2, "first", "claims!C2: `first` is not a whole number. Write digits only, such as 3."),
        ("questions", "kind", 2, "skale", "questions!C2: `skale` is not known for `kind`. Write `one`, `scale`"),
        ("about", "value", 7, 0.5, "about!B7: `0.5` is not a whole number. Write digits only, such as 3."),
        ("headlines", "when people", 3, "not sure", f"headlines!C3: `not sure` {NOT_SURE_MEANT.format('people')}"),
        ("headlines", "when nights", 3, "not sure", f"headlines!B3: `not sure` {NOT_SURE_MEANT.format('nights')}"),
        (
            "headlines",
            "when nights",
            3,
            "atleast few",
            "headlines!B3: `atleast` is not a comparison. Did you mean `at_l",
        ),
        ("options", "short", 2, "x" * 13, "options!C2: `short` is 13 characters long; at most 12 fit here."),
        ("headlines", "when", 3, "{nights: [", "headlines!D3: cannot be read as a condition. Close every bracket"),
        (
            "key points",
            "when",
            2,
            "sometimes",
            "key points!E2: is not a condition. Write `always`, or choices in the col",
        ),
        ("advice", "when", 2, "few", "advice!E2: `few` is a choice. Write it in the column for `nights`."),
        ("advice", "when", 2, "nights", "advice!E2: `nights` is a question. Write choices in the column for `nights`."),
        (
            "advice",
            "for leave",
            1,
            "for",
            "advice!J1: `for` has several parts. Write one in each cell, under `for stay`, `",
        ),
        (
            "claims",
            "topic",
            1,
            "topics",
            "claims!D1: `topics` is not a known field here. Did you mean `topic`? Or delete",
        ),
        (
            "choices",
            "question",
            1,
            "QUESTION",
            "choices!A1: `QUESTION` is not a known field here. Did you mean `question`? Or",
        ),
        (
            "headlines",
            "when nights",
            1,
            "When nights",
            "headlines!B1: `When nights` is not a known field here. Did you mean `when`",
        ),
        (
            "claims",
            "text",
            1,
            "text here",
            "claims!E1: `here` is not a known field here. Leave `here` out. Or delete this column.",
        ),
        ("claims", "text", 1, None, "claims!A2: `text` is missing. Add the column `text`."),
        ("tensions", "sides 2 text", 1, None, "tensions!I2: `text` is missing. Add the column `sides 2 text`."),
        ("questions", "most", 2, 1, "questions!J2: `most` is for the kind `several` or `priority`. Delete it."),
        (
            "options",
            "unargued for",
            2,
            "No.",
            "options!F2: `stay` says that nobody argues for it, but advice does. Delete",
        ),
        (
            "advice",
            "for stay",
            4,
            None,
            "options!A2: nothing in the whole rulebook speaks for `stay`. Fill in `for stay`",
        ),
        (
            "posts",
            "hashes",
            2,
            "0123456789ab, 0123456789ac",
            "posts!H2: `question` has 1 sentence, and another number",
        ),
    ],
)
def test_a_mistake_names_sheet_and_cell(sheet: Path, page: str, heading: str, row: int, value: Any, said: str) -> None:
    edit(sheet, page, heading, row, value)
    assert any(each.startswith(f"quiz.xlsx:{said}") for each in found(sheet)), found(sheet)


@pytest.mark.parametrize(
    ("page", "heading", "said"),
    [
        ("advice", "when nihgts", "`nihgts` is not a known question. Did you mean `nights`? Or delete this column."),
        ("advice", "for laeve", "`laeve` is not a known option. Did you mean `leave`? Or delete this column."),
        ("examples", "marks leave fro", "`fro` is not a known field here. Did you mean `for`? Or delete this column."),
        ("tensions", "sides 3 txet", "`txet` is not a known field here. Did you mean `text`? Or delete this column."),
        ("asks", "wehn", "`wehn` is not a known field here. Did you mean `when`? Or delete this column."),
    ],
)
def test_a_heading_that_is_not_known_is_named_even_over_empty_cells(
    sheet: Path, page: str, heading: str, said: str
) -> None:
    workbook = openpyxl.load_workbook(sheet)
    workbook[page]["Z1"] = heading
    workbook.save(sheet)
    assert found(sheet) == [f"quiz.xlsx:{page}!Z1: {said}"]


def test_a_row_of_a_misspelt_question_is_missed_nowhere_else(sheet: Path) -> None:
    for row in (2, 3, 4):
        edit(sheet, "choices", "question", row, "Nights")
    assert found(sheet) == ["quiz.xlsx:choices!A2: `Nights` is not a known question. Did you mean `nights`?"]


@pytest.mark.parametrize(("page", "cell"), [("advice", "Z1"), ("about", "A40")])
def test_a_heading_that_stands_twice_is_named(sheet: Path, page: str, cell: str) -> None:
    workbook = openpyxl.load_workbook(sheet)
    workbook[page][cell] = "title"
    workbook.save(sheet)
    mend = "Put all that belongs to it in one place, and delete the other."
    assert found(sheet) == [f"quiz.xlsx:{page}!{cell}: `title` stands twice. {mend}"]


def test_a_field_that_is_not_known_is_named_even_without_a_value(sheet: Path) -> None:
    workbook = openpyxl.load_workbook(sheet)
    workbook["about"]["A40"] = "tilte"
    workbook.save(sheet)
    assert found(sheet) == [
        "quiz.xlsx:about!A40: `tilte` is not a known field here. Did you mean `title`? Or delete this row."
    ]


@pytest.mark.parametrize("heading", ["ask_when nights", "sides 9 text", "# wehn"])
def test_a_heading_that_could_be_read_may_stand_over_empty_cells(sheet: Path, heading: str) -> None:
    page = {"a": "questions", "s": "tensions"}.get(heading[0], "advice")
    workbook = openpyxl.load_workbook(sheet)
    workbook[page]["Z1"] = heading
    workbook.save(sheet)
    assert found(sheet) == []


def test_a_register_without_a_row_is_missed_in_its_sheet_and_not_among_files(sheet: Path) -> None:
    row = next(row for row in openpyxl.load_workbook(sheet)["about"].iter_rows() if row[0].value == "evidence")[0].row
    for name, mend in (("tlak", "Did you mean `talk`?"), ("other", "Known: `talk`.")):
        edit(sheet, "about", "value", row, name)
        what = f"names the register `{name}`, but sheet `sources` has no row for it."
        assert f"quiz.xlsx:about!B{row}: {what} {mend} Or add the row." in found(sheet)


def test_a_finding_of_the_proof_names_sheet_and_cell_too(sheet: Path) -> None:
    edit(sheet, "headlines", "when people", 3, "young")
    assert any(each.startswith("quiz.xlsx:headlines!") and "no headline applies." in each for each in found(sheet))


def test_a_formula_is_refused_and_never_run(sheet: Path) -> None:
    edit(sheet, "advice", "text", 2, "=1+1")
    assert found(sheet) == ["quiz.xlsx:advice!G2: holds a formula. Write what it should say, as text."]


def test_a_sheet_that_is_misspelled_is_named_and_one_of_the_authors_own_is_passed_over(sheet: Path) -> None:
    workbook = openpyxl.load_workbook(sheet)
    workbook.create_sheet("# notes")["A1"] = "mine"
    workbook["advice"]["Z1"] = "# notes"
    workbook["advice"]["Z2"] = "mine"
    workbook.save(sheet)
    assert found(sheet) == []
    workbook["asks"].title = "ask"
    workbook.save(sheet)
    assert any(each.startswith("quiz.xlsx:ask: `ask` is no sheet here. Did you mean `asks`?") for each in found(sheet))


def test_a_number_that_a_program_made_of_a_text_is_read_as_the_text(sheet: Path) -> None:
    edit(sheet, "choices", "label", 2, 3)
    edit(sheet, "posts", "sentences", 2, 1.0)
    book = load_any(sheet, sheet.parent).rulebook
    assert book.questions[0].choices[0].label == "3"


def test_ids_are_offered_in_a_list(sheet: Path) -> None:
    offers = {
        (page.title, str(offer.sqref)): offer.formula1
        for page in openpyxl.load_workbook(sheet).worksheets
        for offer in page.data_validations.dataValidation
    }
    assert offers["asks", "B2:B1000"] == "'addressees'!$A$2:$A$1000"
    assert offers["questions", "C2:C1000"] == '"one,scale,several,priority"'
    assert offers["advice", "C2:C1000"] == '"none,few,many,not_sure"'


def test_without_openpyxl_it_is_said_what_to_install(sheet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.partition(".")[0] == "openpyxl":
            raise ImportError(name)
        return known(name, *rest)

    monkeypatch.delitem(sys.modules, "openpyxl")
    monkeypatch.setattr(builtins, "__import__", without)
    (said,) = found(sheet)
    assert said.endswith("Install it: pip install 'thread-to-quiz[sheet]'. Or name a folder, for CSV.")


@pytest.mark.parametrize("content", [b"", b"PK", b"not a workbook" * 100], ids=["empty", "short", "text"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "quiz.xlsx"
    path.write_bytes(content)
    with pytest.raises(InvalidFiles, match=r"is no workbook that can be read .* save it as .xlsx."):
        load_any(path, tmp_path)


def test_a_workbook_that_would_unpack_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "quiz.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * (65 * 1024 * 1024))
    with pytest.raises(InvalidFiles, match="is too large when it is unpacked"):
        load_any(path, tmp_path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), min_size=1, max_size=3))
def test_a_damaged_workbook_loads_or_is_refused_and_never_breaks(sheet: Path, cuts: list[tuple[float, bytes]]) -> None:
    whole = sheet.read_bytes()
    content = whole
    for where, instead in cuts:
        start = int(where * len(content))
        content = content[:start] + instead + content[start + len(instead) :]
    sheet.write_bytes(content)
    problems: tuple[Diagnostic, ...] = ()
    try:
        load_any(sheet, sheet.parent)
    except InvalidFiles as error:
        problems = error.problems
    finally:
        sheet.write_bytes(whole)
    assert all(each.what and each.mend for each in problems)


def test_a_missing_file_and_a_folder_without_csv_are_named(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "no.xlsx", "there is no such file."), (tmp_path, "holds no CSV.")):
        with pytest.raises(InvalidFiles, match=said):
            load_any(path, tmp_path)


def without_row(page: Any) -> None:
    page.insert_rows(1)


def without_column(page: Any) -> None:
    page.delete_cols(next(cell.column for cell in page[1] if cell.value == "title"))


def without_heading(page: Any) -> None:
    next(cell for cell in page[1] if cell.value == "text").value = None


def without_side(page: Any) -> None:
    page.cell(2, next(cell.column for cell in page[1] if cell.value == "sides 2 text")).value = None


def without_question(page: Any) -> None:
    page["A3"].value = None


def with_an_id_twice(page: Any) -> None:
    page.append([cell.value for cell in page[2]])


def with_an_error(page: Any) -> None:
    page["B4"].value = "=A1"


def with_another_name(page: Any) -> None:
    page.title = "keypoints"


@pytest.mark.parametrize(
    ("page", "defect", "said"),
    [
        ("advice", without_row, "advice!A1: the first row has no headings. Delete the empty rows above them"),
        ("advice", without_column, "advice!A2: `title` is missing. Add the column `title`."),
        ("advice", without_heading, "advice!G1: there is no heading here. Write one; a column of your own begins"),
        ("tensions", without_side, "tensions!H2: `text` is missing. Fill in this cell."),
        ("choices", without_question, "choices!A3: the question is missing. Known: `nights`, `people`, `first`."),
        ("sources", with_an_id_twice, "sources!B3: `talk` is the id of another source. Give each its own id."),
        ("about", with_an_error, "about!B4: holds a formula. Write what it should say, as text."),
        ("key points", with_another_name, "keypoints: `keypoints` is no sheet here. Did you mean `key points`?"),
    ],
)
def test_one_mistake_is_told_once_and_where_it_is(sheet: Path, page: str, defect: Any, said: str) -> None:
    workbook = openpyxl.load_workbook(sheet)
    defect(workbook[page])
    workbook.save(sheet)
    (told,) = found(sheet)
    assert told.startswith(f"quiz.xlsx:{said}")


def test_a_spreadsheet_without_its_first_sheet_misses_that_and_not_every_field(sheet: Path) -> None:
    workbook = openpyxl.load_workbook(sheet)
    workbook.remove(workbook["about"])
    workbook.save(sheet)
    assert found(sheet) == ["quiz.xlsx:about!A1: this sheet is missing. Add it, as `quiz export` writes it."]


def test_csv_files_may_be_called_as_libreoffice_calls_them(tmp_path: Path) -> None:
    folder = tmp_path / "quiz"
    export(loaded(tmp_path, PROVED), folder)
    for path in folder.glob("*.csv"):
        path.rename(folder / f"my quiz-{path.name}")
    assert found(folder) == []


def test_true_is_read_as_libreoffice_saves_it(sheet: Path) -> None:
    edit(sheet, "choices", "alone", 8, "=TRUE()")
    assert found(sheet) == []


@pytest.mark.parametrize("name", ["quiz.ods", "quiz.xls", "quiz.csv"])
def test_a_spreadsheet_of_another_kind_is_neither_read_nor_written(tmp_path: Path, name: str) -> None:
    before = loaded(tmp_path, PROVED)
    with pytest.raises(InvalidFiles, match="or name a folder, for a CSV file of each sheet"):
        export(before, tmp_path / name)
    (tmp_path / name).write_bytes(b"PK\x03\x04\xff")
    with pytest.raises(InvalidFiles, match="or name a folder, for a CSV file of each sheet"):
        load_any(tmp_path / name, tmp_path)


def test_csv_with_tabs_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "quiz"
    export(loaded(tmp_path, PROVED), folder)
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [*csv.reader(file)]
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter="\t").writerows(rows)
    assert found(folder) == []


def test_csv_with_semicolons_is_read(tmp_path: Path) -> None:
    before = loaded(tmp_path, PROVED)
    export(before, tmp_path / "quiz")
    topics = tmp_path / "quiz/topics.csv"
    topics.write_text(topics.read_text(encoding="utf-8-sig").replace(",", ";"))
    assert load_any(tmp_path / "quiz", tmp_path).rulebook.registers == before.rulebook.registers


def test_a_mistake_in_csv_names_sheet_and_cell(tmp_path: Path) -> None:
    export(loaded(tmp_path, PROVED), tmp_path / "quiz")
    asks = tmp_path / "quiz/asks.csv"
    asks.write_text(asks.read_text(encoding="utf-8-sig").replace("mentor", "mentro"))
    assert found(tmp_path / "quiz") == ["quiz:asks!B3: `mentro` is not a known addressee. Did you mean `mentor`?"]
