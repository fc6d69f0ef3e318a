"""Pairs of conditions that may hold together: none that does is missed."""

from itertools import combinations

from hypothesis import given

from quiz.proof.overlaps import Overlaps
from quiz.proof.space import Space
from quiz.rulebook.conditions import NOT_SURE, AllOf, Always, Not, Picked, Truth, judge
from quiz.rulebook.model import Rulebook
from tests.support.answering import all_answers
from tests.support.random_books import random_books


@given(random_books())
def test_all_pairs_that_hold_together_for_somebody_are_among_them(rulebook: Rulebook) -> None:
    conditions = [rule.when for rule in rulebook.rules]
    holding = [
        [place for place, when in enumerate(conditions) if judge(when, answers).truth is Truth.HOLDS]
        for answers in all_answers(rulebook)
    ]
    together = {pair for places in holding for pair in combinations(places, 2)}
    pairs = list(Overlaps(Space(rulebook), conditions).pairs())
    assert len(pairs) == len(set(pairs))
    assert together <= set(pairs)
    assert all(earlier < later for earlier, later in pairs)


def test_conditions_that_leave_a_question_no_common_answer_are_no_pair(small: Rulebook) -> None:
    few, none, any_night, unsure = (
        Picked("nights", frozenset(choices)) for choices in (["few"], ["none"], ["few", "none"], [NOT_SURE])
    )
    conditions = [few, none, any_night, Not(any_night), AllOf((few, unsure)), Always()]
    assert set(Overlaps(Space(small), conditions).pairs()) == {(0, 2), (0, 5), (1, 2), (1, 5), (2, 5), (3, 5)}


def test_only_pairs_of_interest_are_looked_for(small: Rulebook) -> None:
    assert list(Overlaps(Space(small), [Always()] * 4).pairs(lambda place: 0b1001)) == [(0, 3), (1, 3), (2, 3)]
