"""The set of all answer sets, against counting them one by one."""

from contextlib import suppress
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.conditions import NOT_SURE, Answers, Condition, Truth, judge
from quiz.routing import route
from quiz.rulebook import Rulebook
from quiz.space import EVERYBODY, NOBODY, Space, TooLarge
from tests.answering import picks_of
from tests.books import HEAD, SMALL, book
from tests.random_books import conditions_on, random_books


def all_answers(rulebook: Rulebook) -> list[Answers]:
    """Every complete answer set, found by trying all there is."""
    picks = [[(question.id, pick) for pick in picks_of(question)] for question in rulebook.deciding_questions]
    found = {frozenset(route(rulebook, dict(given)).counted.items()) for given in product(*picks)}
    return [dict(each) for each in found]


def cost(answers: Answers) -> int:
    return sum(len(picked - {NOT_SURE}) for picked in answers.values())


def test_the_small_quiz_has_as_many_answer_sets_as_can_be_listed(tmp_path: Path) -> None:
    rulebook = book(tmp_path)
    # No nights: one. A few, many or not sure: 3 alone, 3 pairs, nobody, not sure.
    assert Space(rulebook).count(EVERYBODY) == len(all_answers(rulebook)) == 1 + 3 * 8


@settings(max_examples=120, deadline=None)
@given(random_books(), st.data())
def test_a_condition_holds_and_fails_for_just_those_for_whom_it_does(rulebook: Rulebook, data: st.DataObject) -> None:
    condition: Condition = data.draw(conditions_on(rulebook.questions))
    space = Space(rulebook)
    everybody = all_answers(rulebook)
    truths = [judge(condition, answers).truth for answers in everybody]
    assert space.count(EVERYBODY) == len(everybody)
    assert space.count(space.holding(condition)) == truths.count(Truth.HOLDS)
    assert space.count(space.failing(condition)) == truths.count(Truth.FAILS)


@settings(max_examples=120, deadline=None)
@given(random_books(), st.data())
def test_the_shortest_member_is_a_member_and_none_is_shorter(rulebook: Rulebook, data: st.DataObject) -> None:
    condition: Condition = data.draw(conditions_on(rulebook.questions))
    space = Space(rulebook)
    members = [answers for answers in all_answers(rulebook) if judge(condition, answers).truth is Truth.HOLDS]
    shortest = space.shortest(space.holding(condition))
    assert (shortest is None) == (not members)
    if shortest is not None:
        assert dict(shortest) in members
        assert cost(shortest) == min(cost(answers) for answers in members)


@settings(max_examples=60, deadline=None)
@given(random_books(), st.data())
def test_sets_combine_as_sets_do(rulebook: Rulebook, data: st.DataObject) -> None:
    space = Space(rulebook)
    a, b = (space.holding(data.draw(conditions_on(rulebook.questions))) for _ in range(2))
    assert space.both(a, b) == space.both(b, a)
    assert space.other_than(space.other_than(a)) == a
    assert space.both(a, space.other_than(a)) == NOBODY
    assert space.either(a, space.other_than(a)) == EVERYBODY
    assert space.count(a) + space.count(b) == space.count(space.either(a, b)) + space.count(space.both(a, b))


@settings(max_examples=120, deadline=None)
@given(random_books(), st.data())
def test_looking_for_one_member_finds_as_short_a_one_as_building_the_set(
    rulebook: Rulebook, data: st.DataObject
) -> None:
    space = Space(rulebook)
    sets = [space.holding(data.draw(conditions_on(rulebook.questions))) for _ in range(2)]
    built = space.shortest(space.both(*sets))
    found = space.nearest(sets, most=20)
    assert (found is None) == (built is None)
    if built is not None and found is not None:
        assert cost(found) == cost(built)
        assert found in all_answers(rulebook)
        assert space.nearest(sets, most=cost(built) - 1) is None


@settings(max_examples=60, deadline=None)
@given(random_books(), st.data())
def test_a_trial_that_goes_too_far_leaves_no_trace(rulebook: Rulebook, data: st.DataObject) -> None:
    first, second = (data.draw(conditions_on(rulebook.questions)) for _ in range(2))
    space, untried = Space(rulebook), Space(rulebook)
    with suppress(TooLarge), space.trial(nodes=2):
        space.count(space.both(space.holding(first), space.holding(second)))
    for condition in (first, second):
        assert space.count(space.holding(condition)) == untried.count(untried.holding(condition))
        assert space.count(space.failing(condition)) == untried.count(untried.failing(condition))


def test_a_bound_that_is_too_small_is_reported_and_nothing_is_claimed(tmp_path: Path) -> None:
    with pytest.raises(TooLarge):
        Space(book(tmp_path), nodes=3)


def test_answers_beyond_enumeration_are_counted_exactly(tmp_path: Path) -> None:
    questions = "questions:\n" + "".join(
        f"  - id: q{n}\n    kind: one\n    label: Q{n}\n    text: Q{n}?\n    if_not_sure: Ask.\n"
        "    choices: [{id: a, label: A}, {id: b, label: B}, {id: c, label: C}, {id: d, label: D}]\n"
        for n in range(60)
    )
    rules = SMALL[SMALL.index("sections:") :].replace("{nights: {at_least: few}}", "{q0: a}")
    rules = rules.replace("{nights: none}", "{q0: [b, c, d]}").replace("nights: not_sure", "q0: not_sure")
    rules = rules.replace("{nights: [none, few]}", "{q1: a}").replace("{people: [young, old, sick]}", "{q2: a}")
    rules = rules.replace("{nights: few, people: [young, old]}", "{q3: a, q4: b}")
    space = Space(book(tmp_path, HEAD + questions + rules))
    assert space.count(EVERYBODY) == 5**60
