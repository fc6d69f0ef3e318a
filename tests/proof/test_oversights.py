"""Repetitions, and conditions and groups that say nothing."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given

from quiz.rulebook.conditions import AllOf, AnyOf, Condition, Not, judge
from quiz.rulebook.model import Rulebook
from tests.support.answering import all_answers
from tests.support.books import PROVED, RICH, book
from tests.support.proving import applying, assert_shortest, findings_of
from tests.support.random_books import random_books


@given(random_books())
def test_titles_groups_and_sides_are_judged_as_by_looking_at_all(rulebook: Rulebook) -> None:
    found = findings_of(rulebook)
    everybody = all_answers(rulebook)
    twins = {}
    for first, second in combinations(rulebook.advice, 2):
        if first.title.lower().strip(".") == second.title.lower().strip("."):
            both = [answers for answers in everybody if {first.id, second.id} <= applying(rulebook, answers)]
            if both:
                twins[first.id, second.id] = both
    told = {(f.what.split("`")[1], f.what.split("`")[3]): f for f in found.get("title-repeated", [])}
    assert set(told) == set(twins)
    for pair, both in twins.items():
        assert_shortest(told[pair], both)
    groups = [advice.group for advice in rulebook.advice]
    alone = [advice.id for advice in rulebook.advice if advice.group and groups.count(advice.group) == 1]
    assert [f.what.split("`")[1] for f in found.get("group-of-one", [])] == alone
    alike = [tension.id for tension in rulebook.tensions if set(tension.sides[0].claims) & set(tension.sides[1].claims)]
    assert [f.what.split("`")[1] for f in found.get("sides-alike", [])] == alike


@given(random_books())
def test_opposites_are_found_as_by_trying_every_student(rulebook: Rulebook) -> None:
    everybody = all_answers(rulebook)

    def seen(condition: Condition) -> list[int]:
        return [judge(condition, answers).truth.value for answers in everybody]

    def joins_opposites(condition: Condition) -> bool:
        if isinstance(condition, Not):
            return joins_opposites(condition.part)
        if not isinstance(condition, AllOf | AnyOf):
            return False
        opposed = any(
            {0, 2} <= {*seen(one)} and seen(one) == [2 - each for each in seen(other)]
            for one, other in combinations(condition.parts, 2)
        )
        return opposed or any(map(joins_opposites, condition.parts))

    conditions = [rule.when for rule in rulebook.rules]
    conditions += [question.ask_when for question in rulebook.questions if question.ask_when]
    found = findings_of(rulebook).get("opposites-joined", [])
    assert bool(found) is any(map(joins_opposites, conditions))
    for finding in found:
        assert joins_opposites(_at(rulebook, finding.trail))


def _at(rulebook: Rulebook, trail: tuple[str | int, ...]) -> Condition:
    here: object = rulebook
    for step in trail:
        here = here[step] if isinstance(here, tuple) and isinstance(step, int) else getattr(here, str(step))
    return here  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("when", "what"),
    [
        ("{any: [{nights: none}, {not: {nights: none}}]}", "`any` joins"),
        ("{any: [{nights: none}, {nights: {at_least: few}}]}", "`any` joins"),
        ("{any: [{people: old}, {all: [{nights: few}, {not: {nights: few}}]}]}", "`all` joins"),
        ("{any: [{nights: none}, {nights: few}]}", None),
        ("{any: [{people: young}, {people: [old, sick, nobody]}]}", None),
    ],
)
def test_a_condition_and_its_opposite_are_told_however_they_are_written(
    tmp_path: Path, when: str, what: str | None
) -> None:
    text = PROVED.replace("when: {nights: none}\n", f"when: {when}\n")
    found = [finding.what[:11] for finding in findings_of(book(tmp_path, text)).get("opposites-joined", [])]
    assert found == ([what] if what else [])


def test_opposites_in_a_condition_with_a_name_are_told_once_where_they_stand(tmp_path: Path) -> None:
    text = RICH.replace("{people: sick}, {nights: many}]", "{people: sick}, {not: {people: sick}}]")
    (finding,) = findings_of(book(tmp_path, text))["opposites-joined"]
    assert finding.trail == ("conditions", 0, "when")
