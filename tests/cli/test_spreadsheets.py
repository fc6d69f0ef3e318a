"""`quiz export` and `quiz import`, as typed."""

from pathlib import Path

import openpyxl
import pytest

from tests.support.books import PROVED, write_files
from tests.support.commands import quiz

COMMENTED = "# A rulebook\n" + PROVED.replace("minutes: 1\n", "minutes: 1  # or two\n").replace(
    "intro: A quiz for tests.", "intro: >-\n  A quiz # for\n  tests."
)


@pytest.fixture
def places(tmp_path: Path) -> tuple[str, ...]:
    write_files(tmp_path, COMMENTED)
    return ("--rules", str(tmp_path / "rules"), "--seeds", str(tmp_path / "seeds"))


def test_export_says_which_comments_are_not_in_the_spreadsheet(tmp_path: Path, places: tuple[str, ...]) -> None:
    done = quiz("export", str(tmp_path / "quiz.xlsx"), *places)
    assert (done.returncode, done.stdout) == (0, f"Wrote {tmp_path}/quiz.xlsx.\n")
    assert done.stderr == f"{tmp_path}/rules/small.yaml: 2 comments (lines 1, 7) are not in it.\n"


def test_export_overwrites_nothing_unless_it_is_told_to(tmp_path: Path, places: tuple[str, ...]) -> None:
    for form in ("quiz.xlsx", "quiz"):
        assert quiz("export", str(tmp_path / form), *places).returncode == 0
        again = quiz("export", str(tmp_path / form), *places)
        assert again.returncode == 1
        assert "is there already. Choose another name, or say --replace." in again.stderr
        assert quiz("export", str(tmp_path / form), "--replace", *places).returncode == 0


def test_an_empty_spreadsheet_overwrites_nothing(tmp_path: Path) -> None:
    sheet = tmp_path / "quiz.xlsx"
    sheet.write_text("mine")
    done = quiz("new", "nights", "--sheet", str(sheet))
    assert done.returncode == 1
    assert "is there already. Choose another name." in done.stderr
    assert sheet.read_text() == "mine"


def test_import_writes_files_that_pass_the_check(tmp_path: Path, places: tuple[str, ...]) -> None:
    quiz("export", str(tmp_path / "quiz.xlsx"), *places)
    new = tmp_path / "new"
    done = quiz("import", str(tmp_path / "quiz.xlsx"), "--folder", str(new))
    assert done.stdout == f"Wrote {new}/rules/small.yaml.\nWrote {new}/seeds/talk.yaml.\n"
    checked = quiz("check", "--rules", str(new / "rules"), "--seeds", str(new / "seeds"))
    assert (checked.returncode, checked.stderr) == (0, "")


def test_import_leaves_alone_what_says_the_same_and_replaces_the_rest_only_when_told_to(
    tmp_path: Path, places: tuple[str, ...]
) -> None:
    sheet = tmp_path / "quiz.xlsx"
    quiz("export", str(sheet), *places)
    before = [(tmp_path / name).read_text() for name in ("rules/small.yaml", "seeds/talk.yaml")]
    done = quiz("import", str(sheet), "--folder", str(tmp_path))
    assert done.stdout.count("says the same already.") == 2
    workbook = openpyxl.load_workbook(sheet)
    workbook["about"]["B4"] = "A larger quiz"
    workbook.save(sheet)
    refused = quiz("import", str(sheet), "--folder", str(tmp_path))
    assert refused.returncode == 1
    assert "small.yaml:1:1: is there already, and says something else. Say --replace to write over it: 2 comments" in (
        refused.stderr
    )
    assert [(tmp_path / name).read_text() for name in ("rules/small.yaml", "seeds/talk.yaml")] == before
    done = quiz("import", str(sheet), "--folder", str(tmp_path), "--replace")
    assert f"Wrote {tmp_path}/rules/small.yaml." in done.stdout
    assert f"{tmp_path}/seeds/talk.yaml says the same already." in done.stdout
    assert "2 comments (lines 1, 7) are lost." in done.stderr
    assert "title: A larger quiz\n" in (tmp_path / "rules/small.yaml").read_text()


def test_import_of_a_spreadsheet_with_a_mistake_writes_nothing(tmp_path: Path, places: tuple[str, ...]) -> None:
    sheet = tmp_path / "quiz.xlsx"
    quiz("export", str(sheet), *places)
    workbook = openpyxl.load_workbook(sheet)
    workbook["asks"]["B2"] = "nobody"
    workbook.save(sheet)
    done = quiz("import", str(sheet), "--folder", str(tmp_path / "new"))
    assert done.returncode == 1
    assert f"{sheet}:asks!B2: `nobody` is not a known addressee." in done.stderr
    assert not (tmp_path / "new").exists()
