"""Complete answers as numbers: each has its own, and what no answers have is nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.answers.numbering import answers_of, count_of_numbers, fingerprint_of, number_of
from quiz.answers.routing import route
from quiz.rulebook.conditions import Answers
from quiz.rulebook.model import Rulebook
from tests.support.answering import answers_to, picks_of
from tests.support.books import SMALL, changed, load_text
from tests.support.own_books import IR
from tests.support.random_books import random_books

BOOK = load_text(SMALL)


@given(answers_to(IR))
def test_answers_read_back_from_their_number(answers: Answers) -> None:
    assert answers_of(IR, number_of(IR, answers)) == answers


def test_each_number_is_that_of_its_answers_or_of_none() -> None:
    found = {number: answers_of(BOOK, number) for number in range(count_of_numbers(BOOK))}
    complete = [answers for answers in found.values() if answers is not None]
    assert all(number_of(BOOK, answers) == number for number, answers in found.items() if answers is not None)
    assert len({frozenset(each.items()) for each in complete}) == len(complete)
    nights, people, first = (len(picks_of(question)) for question in BOOK.questions)
    assert len(complete) == ((nights - 1) * people + 1) * first
    assert count_of_numbers(BOOK) == nights * (people + 1) * first


@given(random_books(), st.data())
def test_it_holds_for_any_rulebook(book: Rulebook, data: st.DataObject) -> None:
    answers = data.draw(answers_to(book))
    assert answers_of(book, number_of(book, answers)) == answers
    number = data.draw(st.integers(0, count_of_numbers(book) - 1))
    read = answers_of(book, number)
    if read is not None:
        assert route(book, read).is_complete
        assert number_of(book, read) == number


@pytest.mark.parametrize("number", [-1, 10**30])
def test_a_number_beyond_all_answers_is_nothing(number: int) -> None:
    assert answers_of(BOOK, number) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{id: few, label: A few}, {id: many, label: Many}", "{id: many, label: Many}, {id: few, label: A few}"),
        ("    most: 2\n", "    most: 3\n"),
        ("{id: sick, label: The sick}", "{id: sick, label: The sick, alone: true}"),
        ("    ask_when: {nights: {at_least: few}}\n", ""),
    ],
)
def test_other_questions_have_another_fingerprint(before: str, after: str) -> None:
    assert fingerprint_of(load_text(changed(before, after))) != fingerprint_of(BOOK)


def test_other_words_have_the_same_fingerprint() -> None:
    assert fingerprint_of(load_text(changed("label: A few", "label: Some"))) == fingerprint_of(BOOK)
