"""Where answers pull apart, and where replies differ: decided over all answers to our own quiz, not sampled."""

from collections.abc import Iterator

import pytest
from hypothesis import given

from quiz.answers.routing import route
from quiz.proof.diagrams import EMPTY
from quiz.proof.space import Space, Students
from quiz.rulebook.conditions import AllOf, Answers, Picked
from quiz.summary.engine import summarize
from quiz.summary.model import CitedClaim, Summary
from tests.support.answering import answers_to
from tests.support.own_books import IR

SPACE = Space(IR, 2_000_000, 60)
TENSIONS = {tension.id: tension for tension in IR.tensions}

READING = ["ir_without_images", "patients_in_reading_years"]
PULL_APART = {
    "a clinic, but little contact": (
        {"patient_contact": ["little"], "clinic_building": ["join", "build"]},
        ["clinic_without_patients"],
    ),
    "much contact, but no clinic": (
        {"patient_contact": ["much"], "clinic_building": ["avoid"]},
        ["patients_without_clinic"],
    ),
    "regular hours, but much contact": (
        {"hours": ["regular"], "patient_contact": ["much"]},
        ["lifestyle_or_care"],
    ),
    "regular hours, but a clinic to build": (
        {"hours": ["regular"], "clinic_building": ["build"]},
        ["lifestyle_or_care"],
    ),
    "procedures of any kind, but no reading room": (
        {"procedures": ["small", "high_end", "surgical"], "reading_room": ["avoid"]},
        READING,
    ),
    "a clinic, but no reading room": (
        {"clinic_building": ["join", "build"], "reading_room": ["avoid"]},
        READING,
    ),
    "emergencies, but no reading room": (
        {"emergencies": ["seek"], "reading_room": ["avoid"]},
        READING,
    ),
    "patients early, but years of images": (
        {"early_clinic": ["early"], "reading_room": ["avoid", "tolerate"]},
        ["patients_in_reading_years"],
    ),
    "emergencies, but no call": (
        {"emergencies": ["seek"], "call_tolerance": ["low"]},
        ["emergencies_and_time"],
    ),
    "emergencies, but regular hours": (
        {"emergencies": ["seek"], "hours": ["regular"]},
        ["emergencies_and_time"],
    ),
}


def students(answers: dict[str, list[str]]) -> Students:
    """Everybody who picks one of these choices of each of these questions."""
    picks = tuple(Picked(question, frozenset(choices)) for question, choices in answers.items())
    return SPACE.within(SPACE.holding(AllOf(picks)))


@pytest.mark.parametrize("answers", PULL_APART)
def test_whoever_answers_so_is_told_that_it_pulls_apart(answers: str) -> None:
    written, tensions = PULL_APART[answers]
    concerned = students(written)
    assert concerned != EMPTY
    untold = concerned
    for tension in tensions:
        untold = SPACE.diagrams.intersection(untold, SPACE.diagrams.complement(SPACE.holding(TENSIONS[tension].when)))
    assert SPACE.shortest(untold) is None


def test_no_two_tensions_on_one_pull_come_together() -> None:
    for first, second in (READING, ["clinic_without_patients", "patients_without_clinic"]):
        both = SPACE.diagrams.intersection(SPACE.holding(TENSIONS[first].when), SPACE.holding(TENSIONS[second].when))
        assert SPACE.shortest(both) is None


@pytest.mark.parametrize("tension", TENSIONS)
def test_nobody_is_told_of_a_pull_whose_answers_are_not_sure(tension: str) -> None:
    pulled = SPACE.within(SPACE.holding(TENSIONS[tension].when))
    for alike in (answers for answers, told in PULL_APART.values() if tension in told):
        pulled = SPACE.diagrams.intersection(pulled, SPACE.diagrams.complement(students(alike)))
    assert SPACE.shortest(pulled) is None, "whoever is told of it has given one of the pairs of answers above"


def test_every_tension_is_asked_for_above() -> None:
    assert {tension for _, tensions in PULL_APART.values() for tension in tensions} == set(TENSIONS)


def test_both_sides_of_a_tension_say_something_and_rest_on_different_claims() -> None:
    for tension in IR.tensions:
        first, second = tension.sides
        assert first.text != second.text
        assert set(first.claims).isdisjoint(second.claims), tension.id


DIFFERENCES = {
    "which-years-diagnostic": ("conflict", "r1-first-years-diagnostic", "r3-middle-years-diagnostic"),
    "medical-management-gap": ("gap", "r2-service-line-medicine", "r1-medicines-not-stressed"),
    "clinic-gain-and-burden": ("two_sides", "r1-clinic-better-care", "r1-clinic-headaches"),
    "how-heavy-call-is": ("weight", "r1-easier-than-surgery", "r2-call-grows"),
}


@pytest.mark.parametrize("name", DIFFERENCES)
def test_what_the_replies_differ_on_is_registered_by_kind_and_from_both_sides(name: str) -> None:
    register = IR.evidence_base
    kind, one, other = DIFFERENCES[name]
    assert other in register.disagreeing_with(one)
    assert one in register.disagreeing_with(other)
    difference = next(each for each in register.differences if each.id == name)
    assert difference.kind == kind
    assert {one, other} <= difference.claims


def cited(made: Summary) -> Iterator[CitedClaim]:
    """Every claim that a summary shows because of its rulebook, wherever it does."""
    for part in (made.headline, *made.key_points, *made.statements, *made.asks, *made.besides):
        yield from part.claims
    for sides in (*made.tensions, *made.differences):
        yield from (claim for side in sides.sides for claim in side.claims)
    yield from (claim for post in made.sources for claim in post.claims)


@given(answers_to(IR))
def test_whatever_differs_stands_beside_its_other_sides_wherever_it_is_shown(answers: Answers) -> None:
    made = summarize(route(IR, answers))
    shown = {claim.id for claim in cited(made)}
    beside = {each.id: {claim.id for side in each.sides for claim in side.claims} for each in made.differences}
    for difference in IR.evidence_base.differences:
        if not shown.isdisjoint(difference.claims):
            assert beside[difference.id] == difference.claims


@given(answers_to(IR))
def test_every_claim_that_is_shown_can_be_looked_up_in_the_sources(answers: Answers) -> None:
    made = summarize(route(IR, answers))
    sources = {claim.id for post in made.sources for claim in post.claims}
    assert {claim.id for claim in cited(made)} <= sources
