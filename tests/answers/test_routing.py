"""Which questions are asked."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from quiz.answers.query import read_query
from quiz.answers.routing import Route, route, with_routing
from quiz.rulebook.conditions import NOT_SURE, Answers
from quiz.rulebook.model import Rulebook
from tests.support.answering import answers_to
from tests.support.books import SMALL, book
from tests.support.own_books import IR
from tests.support.random_books import random_books


def taken(rulebook: Rulebook, query: str) -> Route:
    return route(rulebook, read_query(rulebook, query).answers)


def ids(route: Route) -> list[str]:
    return [question.id for question in route.asked]


def test_a_question_whose_condition_fails_is_skipped_and_its_answer_does_not_count(small: Rulebook) -> None:
    found = taken(small, "nights=none&people=young&first=sleep")
    assert ids(found) == ["nights", "first"]
    assert "people" not in found.counted
    assert found.is_complete


def test_a_route_knows_which_questions_it_asks(small: Rulebook) -> None:
    nights, people, _ = small.questions
    without_nights = taken(small, "nights=none")
    assert without_nights.asks(nights)
    assert not without_nights.asks(people)
    assert not without_nights.asks(None)


def test_a_question_whose_condition_is_open_is_asked(small: Rulebook) -> None:
    assert ids(taken(small, "nights=not_sure")) == ["nights", "people", "first"]


def between(route: Route) -> tuple[int, int]:
    return route.fewest, route.most


def test_how_many_questions_there_are_is_told_as_far_as_it_is_sure(small: Rulebook) -> None:
    assert between(taken(small, "")) == (2, 3)
    assert between(taken(small, "nights=none")) == (2, 2)
    assert between(taken(small, "nights=few")) == (3, 3)
    assert between(taken(small, "nights=not_sure")) == (3, 3)
    assert between(taken(small, "people=young&first=sleep")) == (2, 3), "an answer that may not count decides nothing"


@given(random_books(), st.data())
def test_however_a_quiz_is_completed_as_many_questions_are_asked_as_was_told(
    rulebook: Rulebook, data: st.DataObject
) -> None:
    answers = data.draw(answers_to(rulebook))
    begun = route(rulebook, {name: picked for name, picked in answers.items() if data.draw(st.booleans())})
    others = data.draw(answers_to(rulebook))
    completed = route(rulebook, {**others, **begun.answers})
    while completed.unanswered:
        completed = route(rulebook, {**completed.answers, completed.unanswered[0].id: frozenset({NOT_SURE})})
    assert begun.fewest <= len(completed.asked) <= begun.most


def test_what_is_not_answered_waits_in_order(small: Rulebook) -> None:
    found = taken(small, "people=young")
    assert [question.id for question in found.unanswered] == ["nights", "first"]
    assert not found.is_complete


def test_a_question_is_skipped_with_the_one_it_hangs_on(small: Rulebook) -> None:
    nights, people, first = small.questions
    last = people.model_copy(update={"id": "last", "ask_when": small.advice[2].when})
    book = small.model_construct(**{**dict(small), "questions": (nights, people, last, first)})
    assert ids(taken(book, "nights=few&people=young")) == ["nights", "people", "last", "first"]
    assert ids(taken(book, "nights=none&people=young")) == ["nights", "first"]


def test_a_chain_is_followed_link_by_link(tmp_path: Path) -> None:
    more = """\
  - id: sick_people
    kind: one
    label: Sick people
    text: How sick?
    ask_when: {people: sick}
    choices: [{id: very, label: Very}, {id: hardly, label: Hardly}]
    if_not_sure: Ask them.
  - id: first
"""
    rulebook = book(tmp_path, SMALL.replace("  - id: first\n", more, 1))
    assert [question.id for question in with_routing(rulebook, ["sick_people"])] == ["nights", "people", "sick_people"]
    assert ids(taken(rulebook, "nights=few&people=sick")) == ["nights", "people", "sick_people", "first"]
    assert ids(taken(rulebook, "nights=not_sure&people=not_sure")) == ["nights", "people", "sick_people", "first"]
    assert ids(taken(rulebook, "nights=few&people=old&sick_people=very")) == ["nights", "people", "first"]
    skipped = taken(rulebook, "nights=none&people=sick&sick_people=very&first=sleep")
    assert set(skipped.counted) == {"nights", "first"}
    assert skipped.is_complete
    assert between(taken(rulebook, "nights=few")) == (3, 4)
    assert between(taken(rulebook, "nights=few&people=old")) == (3, 3)
    assert between(taken(rulebook, "people=sick")) == (2, 4)


def test_a_question_comes_with_those_that_decide_whether_it_is_asked(small: Rulebook) -> None:
    def named(*names: str) -> list[str]:
        return [question.id for question in with_routing(small, names)]

    assert named("people") == ["nights", "people"]
    assert named("first", "nights") == ["nights", "first"]
    assert named("first") == ["first"]
    assert named() == []


def test_a_later_answer_does_not_count_before_its_question_is_reached(small: Rulebook) -> None:
    assert set(taken(small, "people=young&first=sleep").counted) == {"first"}


@given(answers_to(IR))
def test_what_counts_takes_the_same_route_again(answers: Answers) -> None:
    found = route(IR, answers)
    again = route(IR, found.counted)
    assert again == found
    assert found.is_complete
    assert found.fewest == found.most == len(found.asked)
