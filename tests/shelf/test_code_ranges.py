"""Which codes are whose: each edition gets its own, for good."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.answers.numbering import count_of_numbers
from quiz.files.load import load_rulebook
from quiz.problems import InvalidFiles
from quiz.rulebook.code_range import CodeRange
from quiz.rulebook.model import Rulebook
from quiz.shelf.code_ranges import free_range, read_ranges
from quiz.shelf.kept import keep, kept_problems
from quiz.shelf.loading import load_shelf
from tests.support.books import SMALL, a_question, load_text, write_files
from tests.support.editions import NOW, THEN, edited, edited_twice, run
from tests.support.own_books import IR
from tests.support.random_books import random_books

BOOK = load_text(SMALL)


def dated(book: Rulebook, days: int) -> Rulebook:
    return book.model_copy(update={"edition": date(2030, 1, 1) + timedelta(days)})


def ledger(folder: Path) -> Path:
    return folder / "rules/editions/codes.json"


def ranges(folder: Path) -> list[dict[str, object]]:
    listed: list[dict[str, object]] = json.loads(ledger(folder).read_text())["ranges"]
    return listed


@given(st.lists(st.one_of(random_books(), st.just(BOOK), st.just(IR)), min_size=2, max_size=12))
def test_no_two_editions_share_a_code(books: list[Rulebook]) -> None:
    taken: list[CodeRange] = []
    for number, book in enumerate(books):
        own = free_range(dated(book, number), taken)
        assert own is not None
        assert not any(own.overlaps(other) for other in taken)
        assert own.size == count_of_numbers(book)
        taken.append(own)


def test_when_all_codes_of_a_length_are_given_out_the_next_are_longer() -> None:
    taken: list[CodeRange] = []
    while not taken or taken[-1].length == 8:
        own = free_range(dated(IR, len(taken)), taken)
        assert own is not None
        taken.append(own)
    *first, last = taken
    assert last.length == 9
    assert len(first) == 31**7 // first[0].size
    assert not any(one.overlaps(other) for one in first for other in first if one is not other)


def test_the_same_edition_has_the_same_codes_elsewhere() -> None:
    assert free_range(BOOK, []) == free_range(BOOK, [CodeRange("x", BOOK.edition, 8, 0, 31**7, "")])


def test_a_rulebook_whose_codes_would_be_too_long_has_none(tmp_path: Path) -> None:
    many = [a_question(f"q{number}", "several") for number in range(25)]
    assert free_range(BOOK.model_copy(update={"questions": tuple(many[:20])}), []) is not None
    assert free_range(BOOK.model_copy(update={"questions": tuple(many)}), []) is None


def test_keeping_an_edition_gives_it_codes_and_those_kept_before_too(tmp_path: Path) -> None:
    edited(tmp_path)
    ledger(tmp_path).unlink()
    run(tmp_path, "keep")
    assert [each["edition"] for each in ranges(tmp_path)] == [THEN, NOW]
    before = ledger(tmp_path).read_text()
    run(tmp_path, "keep")
    assert ledger(tmp_path).read_text() == before


def test_an_entry_stays_when_its_edition_goes(tmp_path: Path) -> None:
    edited_twice(tmp_path)
    (tmp_path / "rules/editions/small" / f"{THEN}.json").unlink()
    run(tmp_path, "keep", "--rulebook", "small")
    assert [(each["rulebook"], each["edition"]) for each in ranges(tmp_path)] == [
        ("small", THEN),
        ("small", NOW),
        ("other", THEN),
    ]


def test_codes_that_were_given_out_are_not_given_to_other_questions(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    path = keep(load_rulebook(write_files(tmp_path), seeds), seeds)
    assert path
    path.unlink()
    changed = load_rulebook(write_files(tmp_path, SMALL.replace("    most: 2\n", "    most: 3\n")), seeds)
    with pytest.raises(InvalidFiles, match="the codes of 2024-02-03 are of other questions"):
        keep(changed, seeds)
    assert not path.exists()


def test_a_kept_edition_with_other_questions_than_its_codes_is_a_problem(tmp_path: Path) -> None:
    edited(tmp_path)
    path = tmp_path / "rules/editions/small" / f"{THEN}.json"
    path.write_text(path.read_text().replace('"most": 2', '"most": 3'))
    (problem,) = kept_problems(load_rulebook(tmp_path / "rules/small.yaml", tmp_path / "seeds"))
    assert str(problem).startswith(f"{path}:1:1: has other questions than its codes in codes.json.")


GOOD = {"rulebook": "a", "edition": "2024-01-01", "length": 6, "first": 0, "size": 9, "fingerprint": ""}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{", "is no JSON"),
        ("[]", "has no version"),
        ('{"version": 2}', "has the version 2"),
        ('{"version": 1}', "is not a list of codes"),
        (json.dumps({"version": 1, "ranges": [{**GOOD, "size": "x"}]}), "is not a list of codes"),
        (json.dumps({"version": 1, "ranges": [{**GOOD, "length": 0}]}), "numbers that no code has"),
        (json.dumps({"version": 1, "ranges": [{**GOOD, "size": 31**5 + 1}]}), "numbers that no code has"),
        (json.dumps({"version": 1, "ranges": [GOOD, {**GOOD, "rulebook": "b", "first": 8}]}), "to two editions"),
        (json.dumps({"version": 1, "ranges": [GOOD, {**GOOD, "first": 9}]}), "or two ranges to one"),
    ],
)
def test_a_wrong_file_is_a_problem_and_stops_nothing(tmp_path: Path, text: str, what: str) -> None:
    edited(tmp_path)
    ledger(tmp_path).write_text(text)
    with pytest.raises(InvalidFiles, match=what):
        read_ranges(ledger(tmp_path).parent)
    assert what in run(tmp_path, "check").output
    assert load_shelf(tmp_path / "rules", tmp_path / "seeds")["small"].code_ranges == ()
