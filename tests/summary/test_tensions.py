"""Where answers pull apart, and where replies disagree: decided over all answers to our own quiz, not sampled."""

from collections.abc import Iterator

import pytest
from hypothesis import given

from quiz.answers.routing import route
from quiz.proof.diagrams import EMPTY
from quiz.proof.space import Space, Students
from quiz.rulebook.conditions import AllOf, Answers, Picked
from quiz.summary.engine import summarize
from quiz.summary.model import Cited, Summary
from tests.support.answering import answers_to
from tests.support.own_books import IR

SPACE = Space(IR, 2_000_000, 60)
TENSIONS = {tension.id: tension for tension in IR.tensions}

ANY_FIELD = ["bones", "cancer", "mens_health", "womens_health", "pain", "arteries"]
PULL_APART = {
    "a clinic, but no patients": (
        {"patient_contact": ["little"], "clinic_building": ["join", "build"]},
        ["clinic_without_patients"],
    ),
    "clinics that attract, but no patients": (
        {"patient_contact": ["little"], "clinic_fields": ANY_FIELD},
        ["clinic_without_patients"],
    ),
    "demanding procedures, but no call": (
        {"procedures": ["high_end", "surgical"], "call_tolerance": ["low"]},
        ["demanding_without_call"],
    ),
    "emergencies, but no call": (
        {"emergencies": ["seek"], "call_tolerance": ["low"]},
        ["emergencies_without_call", "demanding_without_call"],
    ),
    "procedures of any kind, but no reading room": (
        {"procedures": ["small", "high_end", "surgical"], "reading_room": ["avoid"]},
        ["procedures_without_images", "ir_without_images"],
    ),
    "a clinic, but no reading room": (
        {"clinic_building": ["join", "build"], "reading_room": ["avoid"]},
        ["procedures_without_images", "ir_without_images"],
    ),
    "clinics that attract, but no reading room": (
        {"clinic_fields": ANY_FIELD, "reading_room": ["avoid"]},
        ["procedures_without_images", "ir_without_images"],
    ),
    "emergencies, but no reading room": (
        {"emergencies": ["seek"], "reading_room": ["avoid"]},
        ["procedures_without_images", "ir_without_images"],
    ),
    "patients early, but years of images": (
        {"early_clinic": ["early"], "reading_room": ["avoid", "tolerate"]},
        ["patients_in_reading_years"],
    ),
    "a clinic to build, but no medicines": (
        {"clinic_building": ["build"], "medicines": ["leave"]},
        ["service_without_medicines"],
    ),
    "artery patients, but no medicines": (
        {"clinic_fields": ["arteries"], "medicines": ["leave"]},
        ["service_without_medicines"],
    ),
    "regular hours, but emergencies": (
        {"hours": ["regular"], "emergencies": ["seek"]},
        ["regular_hours_and_emergencies"],
    ),
    "regular hours, but a clinic to build": (
        {"hours": ["regular"], "clinic_building": ["build"]},
        ["regular_hours_and_clinic"],
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
    for first, second in (
        ("emergencies_without_call", "demanding_without_call"),
        ("procedures_without_images", "ir_without_images"),
    ):
        both = SPACE.diagrams.intersection(SPACE.holding(TENSIONS[first].when), SPACE.holding(TENSIONS[second].when))
        assert SPACE.shortest(both) is None


def test_every_tension_is_asked_for_above() -> None:
    assert {tension for _, tensions in PULL_APART.values() for tension in tensions} == set(TENSIONS)


def test_both_sides_of_a_tension_say_something_and_rest_on_different_claims() -> None:
    for tension in IR.tensions:
        first, second = tension.sides
        assert first.text != second.text
        assert set(first.claims).isdisjoint(second.claims), tension.id


DISPUTED = {
    "which-years-diagnostic": ("r1-first-years-diagnostic", "r3-middle-years-diagnostic"),
    "how-heavy-call-is": ("r1-easier-than-surgery", "r2-call-grows"),
    "clinic-gain-or-burden": ("r1-clinic-better-care", "r1-clinic-headaches"),
    "patient-contact": ("r1-avoids-patients", "r2-more-clinical"),
    "medicines": ("r1-medicines-not-stressed", "r2-service-line-medicine"),
}


@pytest.mark.parametrize("name", DISPUTED)
def test_what_the_replies_disagree_on_is_registered_from_both_sides(name: str) -> None:
    register = IR.evidence_register
    one, other = DISPUTED[name]
    assert other in register.disagreeing_with(one)
    assert one in register.disagreeing_with(other)
    disagreement = next(each for each in register.disagreements if each.id == name)
    assert {one, other} <= disagreement.claims


def cited(made: Summary) -> Iterator[Cited]:
    """Every claim that a summary shows, wherever it does."""
    lines = [made.headline, *(line for section in made.sections for line in section.lines)]
    lines += [line for option in made.options for line in (*option.speaks_for, *option.speaks_against)]
    yield from (claim for line in lines for claim in line.claims)
    yield from (claim for tension in made.tensions for side in tension.sides for claim in side.claims)
    yield from (claim for group in made.asks for ask in group.asks for claim in ask.claims)
    yield from (claim for each in made.disagreements for side in each.sides for claim in side.claims)
    yield from (claim for post in made.sources for claim in post.claims)


@given(answers_to(IR))
def test_whatever_is_disputed_stands_beside_its_other_sides_wherever_it_is_shown(answers: Answers) -> None:
    made = summarize(route(IR, answers))
    shown = {claim.id for claim in cited(made)}
    beside = {each.id: {claim.id for side in each.sides for claim in side.claims} for each in made.disagreements}
    for disagreement in IR.evidence_register.disagreements:
        if not shown.isdisjoint(disagreement.claims):
            assert beside[disagreement.id] == disagreement.claims


@given(answers_to(IR))
def test_what_nobody_disputes_is_said_to_have_one_side(answers: Answers) -> None:
    made = summarize(route(IR, answers))
    disputed = {claim for each in IR.evidence_register.disagreements for claim in each.claims}
    lines = [line for section in made.sections for line in section.lines]
    alone = {line.id for line in lines if disputed.isdisjoint(claim.id for claim in line.claims)}
    assert {each.id for each in made.one_sided} == alone
    assert alone
