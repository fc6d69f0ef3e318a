"""Which questions are asked."""

from quiz.answers import read_query
from quiz.routing import Route, route
from quiz.rulebook import Rulebook


def taken(rulebook: Rulebook, query: str) -> Route:
    return route(rulebook, read_query(rulebook, query).answers)


def ids(route: Route) -> list[str]:
    return [question.id for question in route.asked]


def test_a_question_whose_condition_fails_is_skipped_and_its_answer_does_not_count(small: Rulebook) -> None:
    found = taken(small, "nights=none&people=young&first=sleep")
    assert ids(found) == ["nights", "first"]
    assert "people" not in found.counted
    assert found.is_complete


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
