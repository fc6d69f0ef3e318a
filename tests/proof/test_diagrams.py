"""The set of all answer sets, against counting them one by one."""

from contextlib import suppress
from functools import reduce
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.proof.diagrams import EVERYBODY, NOBODY, Space, TooLarge
from quiz.rulebook.conditions import NOT_SURE, AllOf, Always, AnyOf, Condition, Not, Picked, Truth, judge
from quiz.rulebook.model import Rulebook
from quiz.rulebook.questions import Question
from tests.support.answering import all_answers, cost
from tests.support.books import HEAD, SMALL, a_question, book
from tests.support.random_books import conditions_on, random_books


def test_the_small_quiz_has_as_many_answer_sets_as_can_be_listed(tmp_path: Path) -> None:
    rulebook = book(tmp_path)
    # No nights: one. A few, many or not sure: 3 alone, 3 pairs, nobody, not sure.
    assert Space(rulebook).count(EVERYBODY) == len(all_answers(rulebook)) == 1 + 3 * 8


@given(random_books(), st.data())
def test_a_condition_holds_and_fails_for_just_those_for_whom_it_does(rulebook: Rulebook, data: st.DataObject) -> None:
    condition: Condition = data.draw(conditions_on(rulebook.questions))
    space = Space(rulebook)
    everybody = all_answers(rulebook)
    truths = [judge(condition, answers).truth for answers in everybody]
    assert space.count(EVERYBODY) == len(everybody)
    assert space.count(space.holding(condition)) == truths.count(Truth.HOLDS)
    assert space.count(space.failing(condition)) == truths.count(Truth.FAILS)


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


@given(random_books(), st.data())
def test_sets_combine_as_sets_do(rulebook: Rulebook, data: st.DataObject) -> None:
    space = Space(rulebook)
    a, b = (space.holding(data.draw(conditions_on(rulebook.questions))) for _ in range(2))
    assert space.both(a, b) == space.both(b, a)
    assert space.other_than(space.other_than(a)) == a
    assert space.both(a, space.other_than(a)) == NOBODY
    assert space.either(a, space.other_than(a)) == EVERYBODY
    assert space.count(a) + space.count(b) == space.count(space.either(a, b)) + space.count(space.both(a, b))
    assert space.differing(a, b) == space.both(space.either(a, b), space.other_than(space.both(a, b)))


@given(random_books(), st.data())
def test_looking_for_one_member_finds_as_short_a_one_as_building_the_set(
    rulebook: Rulebook, data: st.DataObject
) -> None:
    space = Space(rulebook)
    conditions: list[Condition] = [data.draw(conditions_on(rulebook.questions)) for _ in range(3)]
    sets = [space.holding(condition) for condition in conditions]
    built = space.shortest(reduce(space.both, sets))
    found = space.nearest(sets)
    assert found.is_sure
    assert (found.answers is None) == (built is None)
    if built is not None and found.answers is not None:
        assert cost(found.answers) == cost(built)
        assert found.answers in all_answers(rulebook)
        assert all(judge(condition, found.answers).truth is Truth.HOLDS for condition in conditions)


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
    rules = SMALL[SMALL.index("headlines:") :].replace("{nights: {at_least: few}}", "{q0: a}")
    rules = rules.replace("{nights: none}", "{q0: [b, c, d]}").replace("nights: not_sure", "q0: not_sure")
    rules = rules.replace("{nights: [none, few]}", "{q1: a}").replace("{people: [young, old, sick]}", "{q2: a}")
    rules = rules.replace("{nights: few, people: [young, old]}", "{q3: a, q4: b}")
    space = Space(book(tmp_path, HEAD + questions + rules))
    assert space.count(EVERYBODY) == 5**60


def test_of_equally_short_answers_the_one_that_says_least_is_taken(small: Rulebook) -> None:
    space = Space(small)
    some = space.holding(Picked("nights", frozenset({"many", "few"})))
    unsure = frozenset({NOT_SURE})
    for found in (space.shortest(some), space.nearest([some]).answers):
        assert found == {"nights": frozenset({"few"}), "people": unsure}
    assert space.shortest(EVERYBODY) == space.nearest([]).answers == {"nights": unsure, "people": unsure}
    assert space.shortest(NOBODY) is space.nearest([NOBODY]).answers is None


def test_one_pick_is_shorter_than_two_whichever_question_comes_first(small: Rulebook) -> None:
    space = Space(small)
    young_and_old = AllOf((Picked("people", frozenset({"young"})), Picked("people", frozenset({"old"}))))
    unsure_of_nights = AllOf((Picked("nights", frozenset({NOT_SURE})), young_and_old))
    some = space.holding(AnyOf((Picked("nights", frozenset({"many"})), unsure_of_nights)))
    for found in (space.shortest(some), space.nearest([some]).answers):
        assert found == {"nights": frozenset({"many"}), "people": frozenset({NOT_SURE})}


def test_what_always_holds_holds_for_everybody_and_fails_for_nobody(small: Rulebook) -> None:
    space = Space(small)
    assert (space.holding(Always()), space.failing(Always())) == (EVERYBODY, NOBODY)
    assert (space.holding(Not(Always())), space.failing(Not(Always()))) == (NOBODY, EVERYBODY)


def test_who_picks_a_choice_is_told_of_every_kind_of_question(small: Rulebook) -> None:
    space = Space(small)
    for question in small.deciding_questions:
        for choice in question.choice_ids:
            found = space.count(space.picking(question.id, choice))
            assert found == sum(choice in answers.get(question.id, ()) for answers in all_answers(small))


def test_one_pick_put_in_the_place_of_another_changes_nothing_else(small: Rulebook) -> None:
    space = Space(small)
    few, old = space.picking("nights", "few"), space.picking("people", "old")
    young_and_old = space.both(old, space.picking("people", "young"))
    assert space.had_they_picked(few, "nights", "many", "few") == EVERYBODY
    assert space.had_they_picked(few, "nights", "few", "many") == NOBODY
    assert space.had_they_picked(space.both(few, old), "nights", "many", "few") == old
    assert space.had_they_picked(old, "people", "young", "old") == EVERYBODY
    assert space.had_they_picked(old, "people", "old", "young") == NOBODY
    assert space.had_they_picked(old, "people", "old", None) == NOBODY
    assert space.had_they_picked(old, "people", "young", None) == old
    assert space.had_they_picked(young_and_old, "people", "sick", "young") == old
    assert space.had_they_picked(few, "people", "old", "young") == few
    skipped = space.other_than(space.either(few, space.picking("nights", "many")))
    assert space.had_they_picked(skipped, "nights", "few", "none") == EVERYBODY


def test_work_ends_with_its_time(small: Rulebook) -> None:
    space = Space(small, seconds=-1)
    with pytest.raises(TooLarge):
        space.keep_to_bounds()
    with pytest.raises(TooLarge):
        space.nearest([EVERYBODY])
    Space(small).keep_to_bounds()


def test_room_for_a_trial_is_given_back(small: Rulebook) -> None:
    space = Space(small)
    before = space.count(EVERYBODY)
    with pytest.raises(TooLarge), space.trial(nodes=0):
        space.both(space.picking("people", "old"), space.picking("nights", "few"))
    with space.trial(nodes=1000):
        both = space.both(space.picking("people", "old"), space.picking("nights", "few"))
    assert space.count(both) == sum(
        {"old"} <= answers.get("people", set()) and answers["nights"] == {"few"} for answers in all_answers(small)
    )
    assert space.count(EVERYBODY) == before


@given(random_books(), st.data())
def test_fewer_tries_never_find_less_than_they_say(rulebook: Rulebook, data: st.DataObject) -> None:
    space = Space(rulebook)
    sets = [space.holding(data.draw(conditions_on(rulebook.questions))) for _ in range(2)]
    most = space.nearest(sets)
    assert most.is_sure
    for tries in range(12):
        try:
            found = space.nearest(sets, tries)
        except TooLarge:
            continue
        assert tries > 0
        if found.is_sure:
            assert found == most
        else:
            assert most.answers is not None
            assert found.answers in all_answers(rulebook)
            assert cost(found.answers or {}) >= cost(most.answers)


def with_questions(tmp_path: Path, *questions: Question) -> Rulebook:
    """The small quiz with these questions, and no advice on them."""
    return book(tmp_path).model_copy(update={"questions": questions, "headlines": (), "advice": (), "tensions": ()})


def same(first: str, second: str) -> Condition:
    parts = (AllOf((Picked(first, frozenset({f"c{n}"})), Picked(second, frozenset({f"c{n}"})))) for n in range(5))
    return AnyOf(tuple(parts))


def test_more_variables_than_calls_can_nest_are_counted_exactly(tmp_path: Path) -> None:
    questions = [a_question(f"q{n}", "several", most=2) for n in range(300)]
    space = Space(with_questions(tmp_path, *questions), seconds=600)
    ticked = AllOf(tuple(Picked(each.id, frozenset({"c4"})) for each in questions))
    assert space.count(EVERYBODY) == (5 + 10 + 1) ** 300
    assert space.count(space.holding(ticked)) == 5**300
    assert space.count(space.holding(Not(ticked))) == 16**300 - 5**300 - (6**300 - 5**300)
    shortest = space.shortest(space.holding(ticked))
    assert shortest == space.nearest([space.holding(ticked)]).answers
    assert shortest == {each.id: frozenset({"c4"}) for each in questions}


def test_choices_that_stand_alone_go_with_no_other(tmp_path: Path) -> None:
    listed = [{"id": f"c{n}", "label": f"C{n}", "alone": n in (1, 3)} for n in range(5)]
    rulebook = with_questions(tmp_path, a_question("q0", "several", choices=listed, most=2))
    assert Space(rulebook).count(EVERYBODY) == len(all_answers(rulebook)) == 3 + 3 + 2 + 1


def test_an_intersection_keeps_to_its_bound_even_where_it_makes_no_node(tmp_path: Path) -> None:
    names = [f"q{n}" for n in range(17)]
    space = Space(with_questions(tmp_path, *map(a_question, names)), nodes=60_000)
    # Each is about other questions than the other; they part only at the last question.
    even, odd = (
        AllOf(
            (
                *(same(names[n + first], names[n + first + 8]) for n in (0, 2, 4, 6)),
                Picked(names[-1], frozenset({choice})),
            )
        )
        for first, choice in ((0, "c0"), (1, "c1"))
    )
    sets = space.holding(even), space.holding(odd)
    with pytest.raises(TooLarge):
        space.both(*sets)


def test_a_search_that_is_cut_short_never_says_there_is_nobody(tmp_path: Path) -> None:
    names = [f"q{n}" for n in range(6)]
    space = Space(with_questions(tmp_path, *map(a_question, names)))
    # Six answers to five choices: two of them are the same, or somebody is unsure.
    sets = [space.failing(same(names[a], names[b])) for b in range(6) for a in range(b)]
    assert space.nearest(sets).answers is None
    with pytest.raises(TooLarge):
        space.nearest(sets, tries=5)
