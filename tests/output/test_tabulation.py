"""`quiz tabulate`: a row for each link that can be used, and a word for each that cannot."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quiz.cli.main import cli
from tests.support.books import SMALL, write_files

ALL = "nights=few&people=young&people=old&first=sleep"
NONE = "nights=none&first=not_sure"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_files(tmp_path)
    return tmp_path


def run(folder: Path, *words: str, typed: str | bytes = "") -> Result:
    places = ["--rules", str(folder / "rules"), "--seeds", str(folder / "seeds")]
    return CliRunner().invoke(cli, ["tabulate", *places, *words], input=typed)


def rows(result: Result) -> list[list[str]]:
    return list(csv.reader(result.stdout.splitlines()))


def test_a_row_for_each_link_and_a_column_for_each_question(folder: Path) -> None:
    result = run(folder, f"https://quiz.example.org/small/summary?{ALL}", NONE)
    assert result.exit_code == 0
    assert rows(result) == [
        ["link", "edition", "Nights", "People", "What matters most", "headline", "tensions"],
        ["1", "2024-02-03", "A few", "The young; The old", "Sleep", "nights_yes", "nights_or_people"],
        ["2", "2024-02-03", "No nights", "", "Not sure yet", "nights_no", ""],
    ]


def test_ids_stand_for_labels_where_they_are_asked_for(folder: Path) -> None:
    result = run(folder, "--ids", ALL)
    assert rows(result)[0][2:5] == ["nights", "people", "first"]
    assert rows(result)[1][2:5] == ["few", "young; old", "sleep"]


def test_bad_links_are_told_one_by_one_and_good_ones_still_written(folder: Path) -> None:
    result = run(folder, "hello", ALL, "nights=few", "/other/summary?nights=few", "nights=fwe")
    assert result.exit_code == 1
    assert [row[0] for row in rows(result)] == ["link", "2"]
    assert result.stderr.splitlines() == [
        "link 1, “hello”: This is not a link. Paste the address of a summary, or its code.",
        "link 3, “nights=few”: It is not finished. Not answered: People, What matters most.",
        "link 4, “/other/summary?nights=few”: It does not lead to this quiz.",
        "link 5, “nights=fwe”: “Nights” has no such answer. Did you mean `few`?",
    ]


def test_a_dash_reads_links_from_standard_input(folder: Path) -> None:
    result = run(folder, NONE, "-", typed=f"{ALL}\n\n{NONE}\r\n")
    assert [row[0] for row in rows(result)] == ["link", "1", "2", "3"]
    assert result.exit_code == 0


def test_bytes_that_are_no_text_are_refused_as_any_other_line(folder: Path) -> None:
    result = run(folder, "-", typed=b"\xff\xfe\n" + ALL.encode())
    assert result.exit_code == 1
    assert "link 1, “��”: This is not a link." in result.stderr
    assert [row[0] for row in rows(result)] == ["link", "2"]


def test_the_same_answers_twice_are_fine_and_said(folder: Path) -> None:
    result = run(folder, ALL, f"/small/summary?{ALL}")
    assert result.exit_code == 0
    assert len(rows(result)) == 3
    assert result.stderr == "link 2 holds the same answers as link 1; both are written.\n"


def test_a_link_of_another_edition_is_written_with_its_edition_and_said(folder: Path) -> None:
    result = run(folder, f"{ALL}&_edition=2024-02-03", f"{ALL}&_edition=2023-01-02", NONE)
    assert result.exit_code == 0
    assert [row[:2] for row in rows(result)] == [
        ["link", "edition"],
        ["1", "2024-02-03"],
        ["2", "2023-01-02"],
        ["3", "2024-02-03"],
    ]
    assert result.stderr == "link 2 is of the edition of 2023-01-02; its row is as today's has it.\n"


def test_a_label_that_would_be_a_formula_is_written_as_text(tmp_path: Path) -> None:
    write_files(
        tmp_path, SMALL.replace("label: A few", "label: '=HYPERLINK(1)'").replace("label: Nights", "label: '@x'")
    )
    result = run(tmp_path, ALL)
    assert [row[2] for row in rows(result)] == ["'@x", "'=HYPERLINK(1)"]


def test_a_file_to_write_to_can_be_named(folder: Path, tmp_path: Path) -> None:
    assert run(folder, "-o", str(tmp_path / "all.csv"), ALL).exit_code == 0
    assert (tmp_path / "all.csv").read_text().startswith("link,edition,Nights,")


@pytest.mark.parametrize("typed", ["", " \n\n"])
def test_an_empty_list_is_an_error_and_no_bare_heading(folder: Path, tmp_path: Path, typed: str) -> None:
    result = run(folder, "-", "-o", str(tmp_path / "all.csv"), typed=typed)
    assert result.exit_code == 1
    assert result.stderr == "Error: no links were given.\n"
    assert not (tmp_path / "all.csv").exists()


def test_a_link_that_the_rules_have_no_headline_for_is_refused_alone(tmp_path: Path) -> None:
    write_files(tmp_path, SMALL.replace("when: {nights: not_sure}, title", "when: {nights: few}, title"))
    result = run(tmp_path, ALL, "nights=none&first=not_sure")
    assert result.exit_code == 1
    assert "link 1, “nights=few" in result.stderr
    assert "This quiz is not finished." in result.stderr
    assert [row[0] for row in rows(result)] == ["link", "2"]


def test_without_links_it_says_what_is_missing(folder: Path) -> None:
    assert run(folder).exit_code == 2
