"""The script finds what the program finds, to the letter."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.answers.query import write_query
from quiz.rulebook.conditions import Always, Answers
from quiz.rulebook.model import Deadline, Rulebook
from quiz.site.finding import finding
from quiz.site.node import Engine
from tests.support.answering import all_answers, picks_of
from tests.support.random_books import random_books
from tests.support.scripts import PROOF, script_for

SHELF = PROOF.shelf


@pytest.fixture(scope="module")
def script() -> Iterator[Engine]:
    with script_for(SHELF["integrated-ir"]) as running:
        yield running


def some_answers(rulebook: Rulebook) -> st.SearchStrategy[Answers]:
    """Answers to some questions, whether they are asked or not."""
    picks = {question.id: st.sampled_from(picks_of(question)) for question in rulebook.questions}
    return st.fixed_dictionaries({}, optional=picks)


def differences(script: Engine, book: Rulebook, queries: list[str]) -> list[str]:
    script.open(book)
    return [str(each) for each in PROOF.findings(book, script, queries)]


def test_on_every_answer_set_of_our_smaller_quiz(script: Engine) -> None:
    book = SHELF["ir-programs"]
    queries = [write_query(book, answers) for answers in all_answers(book)]
    assert len(queries) > 1000
    assert differences(script, book, queries) == []


@st.composite
def books_with_summaries(draw: st.DrawFn) -> Rulebook:
    """A random rulebook with deadlines, at times with one headline, without which few answers have a summary."""
    book = draw(random_books())
    deadlines = (Deadline(id="soon", label="Soon"), Deadline(id="late", label="Late", date=date(2030, 1, 31)))
    due = st.sampled_from([None, "soon", "late"])
    advice = tuple(each.model_copy(update={"by": draw(due)}) for each in book.advice)
    single = {"headlines": (book.headlines[0].model_copy(update={"when": Always()}),), "key_points": ()}
    more = single if draw(st.booleans()) else {}
    return book.model_copy(update={"deadlines": deadlines, "advice": advice, **more})


@given(st.data())
def test_on_answers_in_any_state_to_random_rulebooks(script: Engine, data: st.DataObject) -> None:
    book = data.draw(books_with_summaries())
    asked = data.draw(st.lists(some_answers(book), min_size=1, max_size=10))
    assert differences(script, book, [write_query(book, answers) for answers in asked]) == []


@pytest.mark.parametrize("address", SHELF)
def test_a_script_that_judges_otherwise_is_found_out(script: Engine, address: str) -> None:
    book = SHELF[address]
    query = write_query(book, book.examples[0].answers)
    script.open(book.model_copy(update={"headlines": book.headlines[::-1], "advice": book.advice[:1]}))
    assert script.ask("find", [query]) != [finding(book, query)]
