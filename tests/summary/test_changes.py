"""What would change a summary, and why something applies or does not."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.answers.query import read_query
from quiz.answers.routing import route
from quiz.rulebook.conditions import Truth, judge, questions_of
from quiz.rulebook.model import Advice, Headline, Rulebook
from quiz.summary.changes import Change, Moved, Swap, completed, what_would_change
from quiz.summary.explain import explanation, telling
from quiz.summary.why import AT_MOST, why
from tests.support.answering import answers_to, picks_of
from tests.support.books import HEAD, SMALL, book, changed
from tests.support.own_books import IR
from tests.support.random_books import random_books


def test_a_search_without_end_ends_and_says_that_it_was_cut(tmp_path: Path) -> None:
    choices = "".join(f"      - {{id: c{number}, label: Choice {number}}}\n" for number in range(57))
    asked = "  - id: much\n    kind: several\n    label: Much\n    text: What\n    if_not_sure: Try\n    choices:\n"
    picked = ", ".join(f"{{much: c{number}}}" for number in range(30))
    text = changed("  - id: first\n", f"{asked}{choices}  - id: first\n")
    rulebook = book(tmp_path, text.replace("when: {nights: [none, few]}", f"when: {{all: [{picked}]}}"))
    rule = next(each for each in rulebook.rules if "much" in questions_of(each.when))
    said = explanation(route(rulebook, {"nights": frozenset({"few"})}), rule)
    assert "None of the changes that were tried, 20,000 at most, brings it up; there are more.\n" in said


@pytest.mark.parametrize(
    ("others", "said"), [(1000, "No change of up to 3 answers brings it up.\n"), (1001, "; there are more.\n")]
)
def test_more_changes_are_told_of_only_where_there_are_more(tmp_path: Path, others: int, said: str) -> None:
    ids = [f"c{number}" for number in range(others)]
    choices = "".join(f"      - {{id: {name}, label: Choice {name}}}\n" for name in ids)
    asked = "  - id: much\n    kind: one\n    label: Much\n    text: What\n    if_not_sure: Try\n    choices:\n"
    never = f"when: {{not: {{much: [{', '.join(ids)}, not_sure]}}}}"
    text = changed("  - id: first\n", f"{asked}{choices}  - id: first\n")
    rulebook = book(tmp_path, text.replace("when: {nights: [none, few]}", never))
    rule = next(each for each in rulebook.rules if "much" in questions_of(each.when))
    assert explanation(route(rulebook, {"much": frozenset({"c0"})}), rule).endswith(said)


def test_what_is_missing_is_completed_with_not_sure(tmp_path: Path) -> None:
    rulebook = book(tmp_path)
    counted = completed(route(rulebook, {"nights": frozenset({"few"})})).counted
    assert counted["people"] == counted["first"] == frozenset({"not_sure"})
    assert "people" not in completed(route(rulebook, {"nights": frozenset({"none"})})).counted


@given(random_books(), st.data())
def test_the_change_that_brings_something_up_does_so_and_none_is_smaller(
    rulebook: Rulebook, data: st.DataObject
) -> None:
    answers = data.draw(answers_to(rulebook))
    rule = data.draw(st.sampled_from([*rulebook.headlines, *rulebook.advice]))
    found = why(route(rulebook, answers), rule)
    assert found.judgment == judge(rule.when, answers)
    sizes = []
    for given_picks in product(*(picks_of(question) for question in rulebook.questions)):
        other = route(rulebook, dict(zip((q.id for q in rulebook.questions), given_picks, strict=True))).counted
        if judge(rule.when, other).truth is Truth.HOLDS:
            # A question that only the change brings up costs nothing while it is left unsure.
            unsure = frozenset({"not_sure"})
            sizes.append(sum(answers.get(name, unsure) != picked for name, picked in other.items()))
    smallest = min(sizes, default=None)
    if smallest == 0 or found.change == ():
        assert found.change == ()
        assert smallest == 0
    elif smallest is None or smallest > AT_MOST:
        assert found.change is None
    else:
        assert found.change is not None
        assert len(found.change) == smallest
        swapped = {swap.question: frozenset(swap.choices) for swap in found.change}
        assert judge(rule.when, completed(route(rulebook, {**answers, **swapped})).counted).truth is Truth.HOLDS


@given(answers_to(IR))
def test_each_change_on_the_page_does_what_it_says(answers: dict[str, frozenset[str]]) -> None:
    def holding(given_answers: dict[str, frozenset[str]]) -> set[str]:
        counted = completed(route(IR, given_answers)).counted
        return {rule.id for rule in IR.rules if judge(rule.when, counted).truth is Truth.HOLDS}

    before = holding(answers)
    changes = what_would_change(route(IR, answers))
    told = [change.swap.question for change in changes]
    assert told == [question.id for question in IR.deciding_questions if question.id in told], "each once, in order"
    for change in changes:
        after = holding({**answers, change.swap.question: frozenset(change.swap.choices)})
        assert {advice.id for advice in change.adds} == (after - before) & SPEAKING
        assert {advice.id for advice in change.removes} == (before - after) & SPEAKING
        new = [headline.title for headline in IR.headlines if headline.id in after - before]
        assert new == ([change.headline] if change.headline else [])


SPEAKING = {advice.id for advice in IR.advice if advice.speaks_for or advice.speaks_against}


@given(answers_to(IR))
def test_the_headline_can_always_be_changed(answers: dict[str, frozenset[str]]) -> None:
    assert any(change.headline for change in what_would_change(route(IR, answers)))


PEOPLE = Moved("with_people", "People are there day and night", ("Stay",), ("Leave",))
NIGHTS = Moved("hard_nights", "Nights wear people down", ("Leave",), ("Stay",))


def test_a_change_says_what_is_swapped_and_what_comes_and_goes(tmp_path: Path) -> None:
    rulebook = book(tmp_path)
    answers = read_query(rulebook, "nights=few&people=young&people=old&first=sleep").answers
    assert what_would_change(route(rulebook, answers)) == (
        Change(
            Swap("nights", "Nights", ("none",), ("No nights",), ("A few",)),
            "You take no nights",
            adds=(),
            removes=(PEOPLE,),
        ),
        Change(
            Swap("people", "People", ("nobody",), ("Nobody",), ("The young", "The old")),
            None,
            adds=(),
            removes=(PEOPLE,),
        ),
    )


def test_a_question_whose_other_answers_change_nothing_is_left_out(tmp_path: Path) -> None:
    rulebook = book(tmp_path, SMALL.replace("{people: [young, old, sick]}", "{nights: few, people: [young, old]}"))
    answers = read_query(rulebook, "nights=many&people=young&first=sleep").answers
    assert [change.swap.question for change in what_would_change(route(rulebook, answers))] == ["nights"]


def test_an_open_answer_is_swapped_for_one_that_decides(tmp_path: Path) -> None:
    rulebook = book(tmp_path)
    answers = read_query(rulebook, "nights=not_sure&people=not_sure&first=not_sure").answers
    changes = what_would_change(route(rulebook, answers))
    assert [(change.headline, change.adds, change.removes) for change in changes] == [
        ("You take no nights", (NIGHTS,), ()),
        (None, (PEOPLE,), ()),
    ]


def test_the_nearest_answers_are_tried_first(tmp_path: Path) -> None:
    rulebook = book(tmp_path)
    rules = {rule.id: rule for rule in rulebook.rules}
    unsure = read_query(rulebook, "nights=not_sure&people=not_sure&first=not_sure").answers
    change = why(route(rulebook, unsure), rules["nights_or_people"]).change
    assert change == (
        Swap("nights", "Nights", ("few",), ("A few",), ("Not sure yet",)),
        Swap("people", "People", ("young",), ("The young",), ("Not sure yet",)),
    )
    none = read_query(rulebook, "nights=none&first=sleep").answers
    change = why(route(rulebook, none), rules["with_people"]).change
    assert change is not None
    assert [(swap.question, swap.choices, swap.instead_of) for swap in change] == [
        ("nights", ("few",), ("No nights",)),
        ("people", ("young",), ()),
    ]


def test_of_several_picks_as_many_as_can_be_are_kept(tmp_path: Path) -> None:
    rulebook = book(tmp_path, SMALL.replace("{people: [young, old, sick]}", "{people: sick}"))
    rule = next(rule for rule in rulebook.rules if rule.id == "with_people")
    answers = read_query(rulebook, "nights=few&people=young&people=old&first=sleep").answers
    assert why(route(rulebook, answers), rule).change == (
        Swap("people", "People", ("young", "sick"), ("The young", "The sick"), ("The young", "The old")),
    )


def test_no_explanation_is_given_of_what_no_small_change_brings_up(tmp_path: Path) -> None:
    rulebook = book(
        tmp_path,
        SMALL.replace(
            "when: {nights: not_sure}, text: Is", "when: {not: {nights: [none, few, many, not_sure]}}, text: Is"
        ),
    )
    rule = next(rule for rule in rulebook.rules if rule.id == "worth_it")
    answers = read_query(rulebook, "nights=few&people=young&first=sleep").answers
    assert explanation(route(rulebook, answers), rule) == (
        "`worth_it` does not apply, because nights is “A few”.\nNo change of up to 3 answers brings it up.\n"
    )


FOUR = "{a: done, b: done, c: done, d: done}"
OF_FOUR = (
    HEAD
    + "questions:\n"
    + "".join(
        f"  - {{id: {name}, kind: one, label: {name.upper()}, text: Really?, if_not_sure: Try.,\n"
        "     choices: [{id: done, label: Done}, {id: left, label: Left}]}\n"
        for name in "abcd"
    )
    + f"""\
headlines:
  - {{id: all, when: {FOUR}, title: All of it, claims: [r1-days]}}
  - {{id: some, when: {{not: {FOUR}}}, title: Not all of it, claims: [r1-days]}}
advice:
  - {{id: also, when: {FOUR}, title: Days are full, text: So., claims: [q-asks, r1-nights, r2-nights]}}
"""
)


def test_three_answers_at_most_are_changed_to_bring_something_up_and_one_to_change_the_summary(tmp_path: Path) -> None:
    rulebook = book(tmp_path, OF_FOUR)
    (also,) = rulebook.advice
    one_done = read_query(rulebook, "a=done&b=left&c=left&d=left").answers
    change = why(route(rulebook, one_done), also).change
    assert change is not None
    assert [swap.question for swap in change] == ["b", "c", "d"]
    assert what_would_change(route(rulebook, one_done)) == ()
    three_done = read_query(rulebook, "a=done&b=left&c=done&d=done").answers
    (turn,) = what_would_change(route(rulebook, three_done))
    assert (turn.headline, turn.swap.question, turn.swap.answers) == ("All of it", "b", ("Done",))
    none_done = {**one_done, "a": frozenset({"left"})}
    assert why(route(rulebook, none_done), also).change is None


def test_an_explanation_names_the_part_that_held_or_the_way_to_bring_it_up(tmp_path: Path) -> None:
    rulebook = book(tmp_path)
    rules = {rule.id: rule for rule in rulebook.rules}
    taken = route(rulebook, read_query(rulebook, "nights=few&people=young&first=sleep").answers)
    assert explanation(taken, rules["hard_nights"]) == "`hard_nights` applies, because nights is “A few”.\n"
    assert explanation(taken, rules["everyone"]) == "`everyone` applies to everybody.\n"
    assert explanation(taken, rules["nights_no"]) == (
        "`nights_no` does not apply, because nights is “A few”.\nIt would apply with nights=none.\n"
    )
    assert explanation(taken, rules["nights_or_people"]) == (
        "`nights_or_people` applies, because nights is “A few” and people is “The young”.\n"
    )
    unsure = read_query(rulebook, "nights=not_sure&people=young&first=sleep").answers
    assert explanation(route(rulebook, unsure), rules["nights_or_people"]) == (
        "`nights_or_people` is open, because nights is “Not sure yet”.\nIt would apply with nights=few.\n"
    )


def test_a_change_is_told_with_what_comes_and_goes(tmp_path: Path) -> None:
    rulebook = book(tmp_path)
    answers = read_query(rulebook, "nights=few&people=young&first=sleep").answers
    told = telling(what_would_change(route(rulebook, answers))[0])
    assert told == (
        "With nights=none:\n  the headline would be “You take no nights”\n"
        "  - with_people: People are there day and night"
    )
    kept = telling(what_would_change(route(rulebook, answers))[1])
    assert kept == "With people=nobody:\n  - with_people: People are there day and night"
    unsure = read_query(rulebook, "nights=not_sure&people=not_sure&first=sleep").answers
    assert telling(what_would_change(route(rulebook, unsure))[1]) == (
        "With people=young:\n  + with_people: People are there day and night"
    )


def headline_and_speaking(rulebook: Rulebook, answers: dict[str, frozenset[str]]) -> tuple[str | None, set[str]]:
    """The headline, and the advice that speaks for or against an option, judged one by one."""

    def holding(rules: tuple[Headline, ...] | tuple[Advice, ...]) -> list[str]:
        return [rule.id for rule in rules if judge(rule.when, answers).truth is Truth.HOLDS]

    speaking = tuple(advice for advice in rulebook.advice if advice.speaks_for or advice.speaks_against)
    return next(iter(holding(rulebook.headlines)), None), set(holding(speaking))


@given(random_books(), st.data())
def test_of_each_question_the_change_that_tells_most_is_found(rulebook: Rulebook, data: st.DataObject) -> None:
    answers = data.draw(answers_to(rulebook))
    headline, speaking = headline_and_speaking(rulebook, answers)
    most: dict[str, tuple[bool, int]] = {}
    for question in rulebook.deciding_questions:
        before = answers.get(question.id, frozenset())
        for pick in picks_of(question):
            one_step = len(pick) == 1 or (question.takes_several and len(pick ^ before) == 1)
            if pick == before or "not_sure" in pick or not one_step:
                continue
            other = completed(route(rulebook, {**answers, question.id: pick})).counted
            if question.id not in other:
                continue
            new, after = headline_and_speaking(rulebook, other)
            telling = (new is None or new == headline, -len(after ^ speaking))
            if telling != (True, 0):
                most[question.id] = min(most.get(question.id, telling), telling)
    found = {
        change.swap.question: (change.headline is None, -len(change.adds) - len(change.removes))
        for change in what_would_change(route(rulebook, answers))
    }
    assert found == most


def test_several_picks_and_several_questions_are_told_one_after_another(tmp_path: Path) -> None:
    rulebook = book(tmp_path, SMALL.replace("{nights: few, people: [young, old]}", "{nights: few, people: sick}"))
    rules = {rule.id: rule for rule in rulebook.rules}
    taken = route(rulebook, read_query(rulebook, "nights=many&people=young&people=old&first=sleep").answers)
    assert explanation(taken, rules["with_people"]) == (
        "`with_people` applies, because people is “The young”, “The old”.\n"
    )
    assert explanation(taken, rules["nights_or_people"]).endswith(
        "\nIt would apply with nights=few and people=young,sick.\n"
    )
    skipped = read_query(rulebook, "nights=none&first=sleep").answers
    assert explanation(route(rulebook, skipped), rules["with_people"]).startswith(
        "`with_people` does not apply, because people is not asked.\n"
    )


def test_a_pick_more_is_one_small_change(tmp_path: Path) -> None:
    rulebook = book(tmp_path, SMALL.replace("{people: [young, old, sick]}", "{all: [{people: young}, {people: old}]}"))
    taken = route(rulebook, read_query(rulebook, "nights=few&people=young&first=sleep").answers)
    swaps = [each.swap.choices for each in what_would_change(taken) if each.swap.question == "people"]
    assert swaps == [("young", "old")]
