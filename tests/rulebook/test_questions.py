"""A kind of question is a type: a new one changes no other module."""

from collections.abc import Collection
from itertools import pairwise, product
from typing import Any, ClassVar, Literal

import pytest
from flask.testing import FlaskClient

from quiz.answers.query import read_query
from quiz.answers.routing import route
from quiz.output.openapi import openapi
from quiz.proof.checks import prove
from quiz.proof.diagrams import FULL
from quiz.proof.space import Space
from quiz.rulebook.conditions import NOT_SURE
from quiz.rulebook.model import Rulebook
from quiz.rulebook.questions import NOT_PICKED, Question
from quiz.summary.changes import what_would_change
from quiz.summary.engine import summarize
from quiz.web.app import app_for
from quiz.words.speech import Speech, speech_for
from tests.support.answering import picks_of

ENGLISH = speech_for("en")
WRONG = "Pick one, or two that stand side by side."


class Span(Question):
    """A kind of this test's own: one choice, or two that stand side by side."""

    kind: Literal["span"]
    takes_several: ClassVar[bool] = True

    @property
    def at_most(self) -> int | None:
        return 2

    def clash(self, picks: Collection[str], speech: Speech = ENGLISH) -> str | None:
        fits = not picks or frozenset(picks) in self.answers
        return None if fits else WRONG

    @property
    def answers(self) -> list[frozenset[str]]:
        own = self.choice_ids[:-1]
        pairs = (frozenset(pair) for pair in pairwise(own))
        return [*(frozenset({choice}) for choice in own), *pairs, frozenset({NOT_SURE})]

    def neighbors(self, picked: frozenset[str]) -> list[frozenset[str]]:
        return [answer for answer in self.answers if answer not in (picked, {NOT_SURE})]

    def goes_with_others(self, choice: str) -> bool:
        return choice != NOT_SURE

    @property
    def variables(self) -> tuple[tuple[str, ...], ...]:
        return tuple((NOT_PICKED, choice) for choice in self.choice_ids)

    def state_after(self, state: int, pick: str) -> int | None:
        # The place of the one choice picked so far, from 1; -1 once no further one can be picked.
        place = self.choice_ids.index(pick) + 1
        if state == 0:
            return -1 if pick == NOT_SURE else place
        return -1 if place == state + 1 and pick != NOT_SURE else None

    def json_schema_of_answer(self) -> dict[str, Any]:
        return {"enum": [sorted(answer) for answer in self.answers]}


@pytest.fixture
def spanning(small: Rulebook) -> Rulebook:
    """The small quiz, with a question of that kind."""
    nights, people, first = small.questions
    fields = {name: getattr(people, name) for name in Question.model_fields}
    span = Span.model_construct(**fields | {"kind": "span"})
    return small.model_copy(update={"questions": (nights, span, first)})


@pytest.fixture
def client(spanning: Rulebook) -> FlaskClient:
    return app_for({"small": spanning}).test_client()


def test_answers_of_a_new_kind_are_read_and_summarized(spanning: Rulebook) -> None:
    reading = read_query(spanning, "nights=few&people=young&people=old&first=sleep")
    assert reading.answers["people"] == {"young", "old"}
    summary = summarize(route(spanning, reading.answers))
    assert [statement.id for statement in summary.answers[1].statements] == ["with_people"]
    dropped = read_query(spanning, "people=young&people=sick").dropped
    assert [each.why for each in dropped] == [WRONG, WRONG]


def test_small_changes_of_a_new_kind_are_answers_that_can_be_given(spanning: Rulebook) -> None:
    taken = route(spanning, read_query(spanning, "nights=few&people=young&people=old&first=sleep").answers)
    swaps = [change.swap for change in what_would_change(taken) if change.swap.question == "people"]
    assert swaps
    assert all(frozenset(swap.choices) in picks_of(spanning.questions[1]) for swap in swaps)


def test_the_proof_covers_the_answers_of_a_new_kind(spanning: Rulebook) -> None:
    ways = product(*(picks_of(question) for question in spanning.deciding_questions))
    names = [question.id for question in spanning.deciding_questions]
    allowed = {frozenset(route(spanning, dict(zip(names, way, strict=True))).counted.items()) for way in ways}
    assert Space(spanning).count(FULL) == len(allowed)
    proof = prove(spanning)
    assert not proof.undecided
    assert "picking `nobody` of `people` changes nothing for anybody." in [finding.what for finding in proof.findings]


def test_a_new_kind_is_asked_and_described(client: FlaskClient, spanning: Rulebook) -> None:
    page = client.get("/small/ask?nights=few").text
    assert page.count('type="checkbox"') == 5
    refused = client.get("/small/answer?nights=few&_at=people&people=young&people=sick")
    assert refused.status_code == 422
    assert WRONG in refused.text
    taken = client.get("/small/answer?nights=few&_at=people&people=old&people=sick")
    assert taken.status_code == 200
    assert "What matters most to you?" in taken.text
    (operation,) = (path["get"] for path in openapi([spanning])["paths"].values())
    schemas = {parameter["name"]: parameter["schema"] for parameter in operation["parameters"]}
    assert ["old", "sick"] in schemas["people"]["enum"]
