"""Codes of summaries: they hold the answers and their edition, and what is no such code gets a word that says why."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.answers.codes import ReadCode, RejectedCode, code_of, read_code
from quiz.answers.query import read_pairs
from quiz.answers.routing import route
from quiz.answers.spelling import CHARACTERS, spell
from quiz.files.load import load_rulebook
from quiz.rulebook.conditions import Answers
from quiz.rulebook.model import Rulebook
from quiz.shelf.kept import keep
from quiz.shelf.loading import load_shelf
from quiz.words.folders import own_folder
from tests.support.answering import answers_to
from tests.support.books import ALL_ANSWERS, write_files
from tests.support.editions import THEN, code_for, edited_twice
from tests.support.own_books import IR

IR_PROGRAMS = load_shelf(own_folder("rules"), own_folder("seeds"))["ir-programs"]
PROGRAMS_ANSWERS = "&".join(f"{question.id}=not_sure" for question in IR_PROGRAMS.questions)


@pytest.fixture
def shelf(tmp_path: Path) -> dict[str, Rulebook]:
    return edited_twice(tmp_path)


def why(rulebook: Rulebook, code: str) -> str:
    read = read_code(rulebook, code)
    assert isinstance(read, RejectedCode)
    return read.why


@given(answers_to(IR), st.data())
def test_a_code_of_our_quiz_is_short_and_reads_back_and_no_slip_reads_as_something_else(
    answers: Answers, data: st.DataObject
) -> None:
    code = code_of(route(IR, answers))
    assert code is not None
    assert len(code.replace("-", "")) <= 8
    read = read_code(IR, code)
    assert isinstance(read, ReadCode)
    assert read.text == code
    assert read_pairs(IR, read.pairs).answers == answers
    letters = code.replace("-", "")
    place = data.draw(st.integers(0, len(letters) - 1))
    wrong = data.draw(st.sampled_from(CHARACTERS.replace(letters[place], "")))
    assert "mistyped" in why(IR, letters[:place] + wrong + letters[place + 1 :])


def test_an_earlier_edition_reads_as_its_link_does(tmp_path: Path) -> None:
    keep(load_rulebook(write_files(tmp_path), tmp_path / "seeds"), tmp_path / "seeds")
    code = code_for(load_shelf(tmp_path / "rules", tmp_path / "seeds")["small"], ALL_ANSWERS)
    read = read_code(edited_twice(tmp_path)["small"], code)
    assert isinstance(read, ReadCode)
    assert dict(read.pairs) == {"nights": "few", "people": "young", "first": "sleep", "_edition": THEN}


def test_an_edition_that_is_not_kept_has_no_code(small: Rulebook) -> None:
    assert code_of(route(small, read_pairs(small, [("nights", "none"), ("first", "sleep")]).answers)) is None
    assert why(small, "7KF3-Q2M2") == "There are no codes here. Open the link to the summary."


def test_answers_that_are_not_complete_have_no_code(shelf: dict[str, Rulebook]) -> None:
    book = shelf["small"]
    assert code_of(route(book, read_pairs(book, [("nights", "none")]).answers)) is None


def test_what_is_no_code_of_the_quiz_gets_a_word_that_says_why(shelf: dict[str, Rulebook]) -> None:
    book = shelf["small"]
    code = code_for(book, ALL_ANSWERS)
    assert why(book, " -") == "Type the code from a summary."
    assert why(book, code[:-1]) == "It has 5 letters and digits; codes here have 6."
    assert why(book, f"{code[:-1]}U") == "It is mistyped: no code has “U” in it."
    assert why(book, code[1] + code[0] + code[2:]).startswith("It is mistyped. Compare it")
    other = read_code(book, code_for(shelf["other"], ALL_ANSWERS))
    assert isinstance(other, RejectedCode)
    assert other.why == "It belongs to another quiz."
    assert other.other
    assert other.other.range.rulebook == "other"


def test_an_edition_that_is_kept_no_more_is_named(tmp_path: Path) -> None:
    code = code_for(edited_twice(tmp_path)["other"], ALL_ANSWERS)
    (tmp_path / "rules/editions/other" / f"{THEN}.json").unlink()
    shelf = load_shelf(tmp_path / "rules", tmp_path / "seeds")
    assert why(shelf["other"], code) == "It belongs to the edition of February 3, 2024, which is not kept here."


def test_a_code_of_a_quiz_elsewhere_is_refused(shelf: dict[str, Rulebook]) -> None:
    code = code_for(IR_PROGRAMS, PROGRAMS_ANSWERS)
    assert why(shelf["small"], code) == "It belongs to no quiz or edition that is kept here."


def test_a_number_that_no_answers_have_is_no_code(shelf: dict[str, Rulebook]) -> None:
    book = shelf["small"]
    (own,) = (each for each in book.code_ranges if (each.rulebook, each.edition) == ("small", book.edition))
    read = {number: read_code(book, spell(own.first + number, own.length)) for number in range(own.size)}
    refused = {each.why for each in read.values() if isinstance(each, RejectedCode)}
    assert refused == {"It is mistyped: it stands for no answers."}
    assert 0 < sum(isinstance(each, ReadCode) for each in read.values()) < own.size
