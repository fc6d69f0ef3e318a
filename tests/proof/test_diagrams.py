"""The set of all answer sets, against counting them one by one."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.proof.diagrams import EMPTY, FULL, TooLarge
from quiz.proof.space import Space
from quiz.rulebook.conditions import NOT_SURE, AllOf, Always, AnyOf, Condition, Not, Picked, Truth, judge
from quiz.rulebook.model import Rulebook
from quiz.rulebook.questions import Question
from tests.support.answering import all_answers, cost
from tests.support.books import HEAD, SMALL, a_question, book
from tests.support.random_books import conditions_on, random_books


def test_the_small_quiz_has_as_many_answer_sets_as_can_be_listed(tmp_path: Path) -> None:
    rulebook = book(tmp_path)
    # No nights: one. A few, many or not sure: 3 alone, 3 pairs, nobody, not sure.
    assert Space(rulebook).count(FULL) == len(all_answers(rulebook)) == 1 + 3 * 8


@given(random_books(), st.data())
def test_a_condition_holds_and_fails_for_just_those_for_whom_it_does(rulebook: Rulebook, data: st.DataObject) -> None:
    condition: Condition = data.draw(conditions_on(rulebook.questions))
    space = Space(rulebook)
    everybody = all_answers(rulebook)
    truths = [judge(condition, answers).truth for answers in everybody]
    assert space.count(FULL) == len(everybody)
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
    sets = space.diagrams
    a, b = (space.holding(data.draw(conditions_on(rulebook.questions))) for _ in range(2))
    assert sets.intersection(a, b) == sets.intersection(b, a)
    assert sets.complement(sets.complement(a)) == a
    assert sets.intersection(a, sets.complement(a)) == EMPTY
    assert sets.union(a, sets.complement(a)) == FULL
    assert space.count(a) + space.count(b) == space.count(sets.union(a, b)) + space.count(sets.intersection(a, b))
    assert sets.symmetric_difference(a, b) == sets.intersection(
        sets.union(a, b), sets.complement(sets.intersection(a, b))
    )


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
    assert space.count(FULL) == 5**60


def test_of_equally_short_answers_the_one_that_says_least_is_taken(small: Rulebook) -> None:
    space = Space(small)
    some = space.holding(Picked("nights", frozenset({"many", "few"})))
    unsure = frozenset({NOT_SURE})
    assert space.shortest(some) == {"nights": frozenset({"few"}), "people": unsure}
    assert space.shortest(FULL) == {"nights": unsure, "people": unsure}
    assert space.shortest(EMPTY) is None


def test_one_pick_is_shorter_than_two_whichever_question_comes_first(small: Rulebook) -> None:
    space = Space(small)
    young_and_old = AllOf((Picked("people", frozenset({"young"})), Picked("people", frozenset({"old"}))))
    unsure_of_nights = AllOf((Picked("nights", frozenset({NOT_SURE})), young_and_old))
    some = space.holding(AnyOf((Picked("nights", frozenset({"many"})), unsure_of_nights)))
    assert space.shortest(some) == {"nights": frozenset({"many"}), "people": frozenset({NOT_SURE})}


def test_what_always_holds_holds_for_everybody_and_fails_for_nobody(small: Rulebook) -> None:
    space = Space(small)
    assert (space.holding(Always()), space.failing(Always())) == (FULL, EMPTY)
    assert (space.holding(Not(Always())), space.failing(Not(Always()))) == (EMPTY, FULL)


def test_who_picks_a_choice_is_told_of_every_kind_of_question(small: Rulebook) -> None:
    space = Space(small)
    for question in small.deciding_questions:
        for choice in question.choice_ids:
            found = space.count(space.picking(question.id, choice))
            assert found == sum(choice in answers.get(question.id, ()) for answers in all_answers(small))


def test_one_pick_put_in_the_place_of_another_changes_nothing_else(small: Rulebook) -> None:
    space = Space(small)
    few, old = space.picking("nights", "few"), space.picking("people", "old")
    young_and_old = space.diagrams.intersection(old, space.picking("people", "young"))
    assert space.substitute(few, "nights", "many", "few") == FULL
    assert space.substitute(few, "nights", "few", "many") == EMPTY
    assert space.substitute(space.diagrams.intersection(few, old), "nights", "many", "few") == old
    assert space.substitute(old, "people", "young", "old") == FULL
    assert space.substitute(old, "people", "old", "young") == EMPTY
    assert space.substitute(old, "people", "old", None) == EMPTY
    assert space.substitute(old, "people", "young", None) == old
    assert space.substitute(young_and_old, "people", "sick", "young") == old
    assert space.substitute(few, "people", "old", "young") == few
    skipped = space.diagrams.complement(space.diagrams.union(few, space.picking("nights", "many")))
    assert space.substitute(skipped, "nights", "few", "none") == FULL


def test_work_ends_with_its_time(small: Rulebook) -> None:
    space = Space(small, seconds=-1)
    with pytest.raises(TooLarge):
        space.diagrams.check_bounds()
    Space(small).diagrams.check_bounds()


def with_questions(tmp_path: Path, *questions: Question) -> Rulebook:
    """The small quiz with these questions, and no advice on them."""
    return book(tmp_path).model_copy(update={"questions": questions, "headlines": (), "advice": (), "tensions": ()})


def same(first: str, second: str) -> Condition:
    parts = (AllOf((Picked(first, frozenset({f"c{n}"})), Picked(second, frozenset({f"c{n}"})))) for n in range(5))
    return AnyOf(tuple(parts))


def test_more_variables_than_calls_can_nest_are_counted_exactly(tmp_path: Path) -> None:
    questions = [a_question(f"q{n}", "several", most=2) for n in range(210)]
    assert sum(len(question.choices) for question in questions) > sys.getrecursionlimit()
    space = Space(with_questions(tmp_path, *questions), seconds=600)
    picked = AllOf(tuple(Picked(each.id, frozenset({"c4"})) for each in questions))
    assert space.count(FULL) == (5 + 10 + 1) ** 210
    assert space.count(space.holding(picked)) == 5**210
    assert space.count(space.holding(Not(picked))) == 16**210 - 5**210 - (6**210 - 5**210)
    shortest = space.shortest(space.holding(picked))
    assert shortest == {each.id: frozenset({"c4"}) for each in questions}


def test_choices_that_stand_alone_go_with_no_other(tmp_path: Path) -> None:
    listed = [{"id": f"c{n}", "label": f"C{n}", "alone": n in (1, 3)} for n in range(5)]
    rulebook = with_questions(tmp_path, a_question("q0", "several", choices=listed, most=2))
    assert Space(rulebook).count(FULL) == len(all_answers(rulebook)) == 3 + 3 + 2 + 1


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
        space.diagrams.intersection(*sets)
