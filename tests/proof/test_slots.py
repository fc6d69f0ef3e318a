"""Headlines and key points: one for everybody, none for too many."""

import random
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given

from quiz.proof.diagrams import TooLarge
from quiz.proof.slots import one_missing
from quiz.proof.space import Space
from quiz.rulebook.conditions import NOT_SURE, AllOf, Answers, AnyOf, Condition, Picked, Truth, judge
from quiz.rulebook.model import Rulebook
from tests.support.answering import all_answers, cost
from tests.support.books import PROVED, a_question, book, changed
from tests.support.proving import applying, assert_shortest, findings_of
from tests.support.random_books import random_books

POINT = "      - {id: work_point, when: always, text: Days are full of people., claims: [r1-days]}\n"
UNSURE = {"nights": frozenset({NOT_SURE}), "people": frozenset({NOT_SURE})}
FEW = {"nights": frozenset({"few"}), "people": frozenset({NOT_SURE})}


def slots_of(rulebook: Rulebook) -> list[tuple[str, str, set[str], int | None]]:
    """The headlines and each slot: kind, name in findings, ids, bound."""
    bounds = rulebook.at_most_one_in
    points = [
        ("key-point", f"key point of `{slot.id}`", {point.id for point in slot.points}, bounds.key_point)
        for slot in rulebook.key_points
    ]
    return [("headline", "headline", {each.id for each in rulebook.headlines}, bounds.headline), *points]


@given(random_books())
def test_slots_are_judged_as_by_trying_every_student(rulebook: Rulebook) -> None:
    everybody = [(answers, applying(rulebook, answers)) for answers in all_answers(rulebook)]
    findings = findings_of(rulebook)
    for kind, name, ids, _ in slots_of(rulebook):
        without = [answers for answers, got in everybody if not got & ids]
        missing = [each for each in findings.get(f"{kind}-missing", []) if each.what == f"no {name} applies."]
        assert len(missing) == bool(without)
        for finding in missing:
            assert_shortest(finding, without)
        pairs = [set(pair) for pair in combinations(sorted(ids), 2) if any(set(pair) <= got for _, got in everybody)]
        overlaps = [each for each in findings.get(f"{kind}-overlap", []) if set(each.what.split("`")[1:4:2]) <= ids]
        assert len(overlaps) == len(pairs)
        for finding in overlaps:
            pair = set(finding.what.split("`")[1:4:2])
            assert_shortest(finding, [answers for answers, got in everybody if pair <= got])


@given(random_books())
def test_shares_are_counted_as_by_trying_every_student(rulebook: Rulebook) -> None:
    everybody = [applying(rulebook, answers) for answers in all_answers(rulebook)]
    too_large = {
        f"`{rule}` applies to {count:,} of {len(everybody):,} answer sets: more than one in {bound}."
        for _, _, ids, bound in slots_of(rulebook)
        for rule in ids
        if bound and (count := sum(rule in got for got in everybody)) > len(everybody) / bound
    }
    assert {finding.what for finding in findings_of(rulebook).get("share-too-large", [])} == too_large


@pytest.mark.parametrize(
    ("check", "whole", "broken", "shown_by"),
    [
        (
            "headline-missing",
            "{nights: none}, title",
            "{nights: none, people: young}, title",
            {"nights": frozenset({"none"})},
        ),
        ("headline-overlap", "{nights: not_sure}, title", "{nights: [few, not_sure]}, title", FEW),
        ("key-point-missing", "when: always, text", "when: {nights: {at_least: few}}, text", UNSURE),
        (
            "key-point-overlap",
            POINT,
            POINT + POINT.replace("work_point, when: always", "few, when: {nights: few}"),
            FEW,
        ),
    ],
)
def test_a_planted_defect_is_shown_by_its_shortest_answers(
    tmp_path: Path, check: str, whole: str, broken: str, shown_by: Answers
) -> None:
    (finding,) = findings_of(book(tmp_path, changed(whole, broken, PROVED)))[check]
    assert finding.answers == shown_by
    assert ("Being unsure is an answer, too: `not_sure`." in str(finding)) == (shown_by == UNSURE)


def test_a_share_may_reach_its_bound_and_not_pass_it(tmp_path: Path) -> None:
    def found(bounds: str) -> list[str]:
        text = changed("options:\n", f"at_most_one_in: {bounds}\noptions:\n", PROVED)
        return [str(each) for each in findings_of(book(tmp_path, text)).get("share-too-large", [])]

    # Of 25 answer sets, 16 take nights; the only key point holds for all.
    assert found("{headline: 1, key_point: 1}") == []
    for bounds, what, mend in (
        (
            "{headline: 2}",
            "`nights_yes` applies to 16 of 25 answer sets: more than one in 2.",
            "remove `headline` from",
        ),
        (
            "{key_point: 2}",
            "`work_point` applies to 25 of 25 answer sets: more than one in 2.",
            "remove `key_point` from",
        ),
    ):
        assert found(bounds) == [f"{what} Split it, so that it says more to each, or {mend} `at_most_one_in`."]
    assert "more than one in 9. Split it, so that it says more to each, or write 3 for `headline` of" in str(
        found("{headline: 9}")[1:]
    )


def unrelated_conditions(count: int, seed: int) -> list[Condition]:
    rng = random.Random(seed)
    names, choices = [f"q{n}" for n in range(20)], [f"c{n}" for n in range(5)]
    return [
        AllOf(
            tuple(
                Picked(name, frozenset(rng.sample(choices, rng.randint(1, 3))))
                for name in rng.sample(names, rng.randint(2, 4))
            )
        )
        for _ in range(count)
    ]


def with_headlines(conditions: list[Condition], small: Rulebook) -> Rulebook:
    """A rulebook with a headline for each of `conditions`, and one for whoever is unsure of anything."""
    questions = tuple(a_question(f"q{n}") for n in range(20))
    unsure = AnyOf(tuple(Picked(each.id, frozenset({NOT_SURE})) for each in questions))
    headlines = tuple(
        small.headlines[0].model_copy(update={"id": f"h{n}", "when": when})
        for n, when in enumerate([*conditions, unsure])
    )
    return small.model_copy(update={"questions": questions, "headlines": headlines, "advice": (), "tensions": ()})


def test_whom_headlines_of_unrelated_conditions_leave_out_is_shown(small: Rulebook) -> None:
    conditions = unrelated_conditions(10, seed=5)
    large = with_headlines(conditions, small)
    (step,) = one_missing(large, Space(large), "headline")
    finding = step()
    assert finding is not None
    assert finding.answers is not None
    assert not any(judge(when, finding.answers).truth is Truth.HOLDS for when in conditions)
    # Whoever is unsure of anything has a headline, so no shorter answer shows it.
    assert cost(finding.answers) == 20


def test_with_headlines_of_too_many_unrelated_conditions_nothing_is_claimed(small: Rulebook) -> None:
    large = with_headlines(unrelated_conditions(400, seed=5), small)
    (step,) = one_missing(large, Space(large, nodes=50_000), "headline")
    with pytest.raises(TooLarge):
        step()
