"""Which questions are asked."""

from pathlib import Path

from hypothesis import given

from quiz.answers.query import read_query
from quiz.answers.routing import Route, route, with_routing
from quiz.rulebook.conditions import Answers
from quiz.rulebook.model import Rulebook
from tests.support.answering import answers_to
from tests.support.books import SMALL, book
from tests.support.own_books import IR


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


def test_the_total_is_sure_once_nothing_can_change_it(small: Rulebook) -> None:
    assert not taken(small, "").total_is_sure
    assert taken(small, "nights=none").total_is_sure
    assert taken(small, "nights=few").total_is_sure


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
    assert not taken(rulebook, "nights=few").total_is_sure
    assert taken(rulebook, "nights=few&people=old").total_is_sure
    assert not taken(rulebook, "people=sick").total_is_sure


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
    assert found.total_is_sure
