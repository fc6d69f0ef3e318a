"""What speaks for options and against them: both sides, each with its reason, and no option without a stain."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given

from quiz.proof.checks import prove
from quiz.proof.evenhandedness import SPOTLESS
from quiz.rulebook.conditions import questions_of
from quiz.rulebook.model import Rulebook
from tests.support.answering import all_answers, cost
from tests.support.books import PROVED, book, changed
from tests.support.proving import all_marks, applying, assert_shortest, findings_of, is_sure
from tests.support.random_books import random_books

AGAINST_LEAVE = "    against: {leave: people are here}\n"
PAY = """\
  - id: pay
    kind: one
    label: Pay
    text: How much would you earn?
    choices: [{id: little, label: Little}, {id: enough, label: Enough}]
    if_not_sure: Ask.
"""
TWO_MORE = """\
advice:
  - {id: many, when: {nights: many}, title: Many, claims: [r1-days], SIDE: {OPTION: nights pay}}
  - {id: paid, when: {pay: enough}, title: Paid, claims: [r1-days], SIDE: {OPTION: it pays}}
"""


def spotless_with(side: str, option: str) -> str:
    """A rulebook in which three answers can speak on one side of an option, and then none does on the other."""
    text = changed("  - id: first\n", f"{PAY}  - id: first\n", PROVED)
    return changed("advice:\n", TWO_MORE.replace("SIDE", side).replace("OPTION", option), text)


@given(random_books())
def test_spotless_options_are_found_as_by_trying_every_student(rulebook: Rulebook) -> None:
    everybody = all_marks(rulebook)
    found = {each.what: each for each in findings_of(rulebook).get("spotless", [])}
    for option in rulebook.options:
        for side, other in (("for", "against"), ("against", "for")):
            defective = [
                answers
                for answers, marks in everybody
                if is_sure(answers) and len(marks[option.id, side]) >= SPOTLESS and not marks[option.id, other]
            ]
            what = f"{SPOTLESS} answers or more can speak {side} `{option.id}`, and none {other} it."
            assert (what in found) == bool(defective and other not in option.unargued)
            if what in found:
                assert_shortest(found.pop(what), defective)
    assert not found


@given(random_books())
def test_marks_are_judged_as_by_reading_every_one(rulebook: Rulebook) -> None:
    findings = findings_of(rulebook)
    marks = [
        (advice, option, side, why)
        for advice in rulebook.advice
        for side, reasons in (("for", advice.speaks_for), ("against", advice.speaks_against))
        for option, why in reasons.items()
    ]
    reasonless = {(advice.id, side, option) for advice, option, side, why in marks if why in (None, advice.title)}
    places = [finding.trail for finding in findings.get("mark-without-reason", [])]
    assert {(rulebook.advice[int(place)].id, side, option) for _, place, side, option in places} == reasonless
    one_sided = {
        option.id
        for option in rulebook.options
        for wanted in ("for", "against")
        if (wanted in option.unargued) == any((option.id, wanted) == (each[1], each[2]) for each in marks)
    }
    places = [finding.trail for finding in findings.get("option-one-sided", [])]
    assert {rulebook.options[int(place[1])].id for place in places} == one_sided


@given(random_books())
def test_groups_and_contradictions_are_judged_as_by_trying_every_student(rulebook: Rulebook) -> None:
    everybody = [(answers, applying(rulebook, answers)) for answers in all_answers(rulebook)]
    findings = findings_of(rulebook)
    grouped = [pair for pair in combinations(rulebook.advice, 2) if pair[0].group and pair[0].group == pair[1].group]
    clashing = [pair for pair in grouped if any({pair[0].id, pair[1].id} <= got for _, got in everybody)]
    assert len(findings.get("group-overlap", [])) == len(clashing)

    untold = 0
    for first, second in combinations(rulebook.advice, 2):
        opposed = set(first.speaks_for) & set(second.speaks_against) and set(first.speaks_against) & set(
            second.speaks_for
        )
        disputed = any(
            other in second.claims for claim in first.claims for other in rulebook.evidence_base.disagreeing_with(claim)
        )
        telling = {
            tension.id
            for tension in rulebook.tensions
            if questions_of(tension.when) & questions_of(first.when)
            and questions_of(tension.when) & questions_of(second.when)
        }
        students = [answers for answers, got in everybody if {first.id, second.id} <= got and not got & telling]
        untold += bool(opposed and not disputed and students)
    assert len(findings.get("contradiction-untold", [])) == untold


@pytest.mark.parametrize(("side", "other", "option"), [("for", "against", "stay"), ("against", "for", "leave")])
def test_three_marks_on_one_side_and_none_on_the_other_are_too_even(
    tmp_path: Path, side: str, other: str, option: str
) -> None:
    (finding,) = findings_of(book(tmp_path, spotless_with(side, option)))["spotless"]
    assert finding.what == f"3 answers or more can speak {side} `{option}`, and none {other} it."
    assert finding.answers is not None
    assert (finding.answers["nights"], finding.answers["pay"]) == ({"many"}, {"enough"})
    # Whom they like to work with makes no difference to this, but "not sure yet" would leave it open.
    assert (cost(finding.answers), is_sure(finding.answers)) == (3, True)


def test_what_mends_a_spotless_option_does_not_call_for_what_another_check_refuses(tmp_path: Path) -> None:
    """Nobody argues for `leave` cannot be said where some advice does."""
    (finding,) = findings_of(book(tmp_path, spotless_with("against", "leave")))["spotless"]
    assert str(finding.mend) == "Add advice with `for: {leave: …}` for these answers, or remove a mark."
    text = changed("    against: {stay: nights are hard}\n", "", spotless_with("for", "stay"))
    (finding,) = findings_of(book(tmp_path, text))["spotless"]
    assert str(finding.mend) == "Say what speaks against it, or why nobody argues that: `unargued: {against: …}`."


def test_an_option_may_be_spotless_if_it_says_why(tmp_path: Path) -> None:
    said = changed("label: Stay, ", "label: Stay, unargued: {against: Nobody minds.}, ", spotless_with("for", "stay"))
    assert "spotless" not in findings_of(book(tmp_path, said))
    other_side = said.replace("unargued: {against", "unargued: {for")
    assert "spotless" in findings_of(book(tmp_path, other_side))


def test_two_marks_or_three_only_for_the_unsure_leave_no_option_spotless(tmp_path: Path) -> None:
    two_rows = spotless_with("for", "stay").replace("title: Paid", "about: nights, title: Paid")
    assert "spotless" not in findings_of(book(tmp_path, two_rows))
    unsure = spotless_with("for", "stay").replace("{pay: enough}", "{pay: enough, people: not_sure}")
    assert "spotless" not in findings_of(book(tmp_path, unsure))


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("", "does not say why"),
        ("x", "does not say why"),
        ("Nights wear people down", "only repeats its title as the reason"),
        ("nights wear people down.", "only repeats its title as the reason"),
    ],
)
def test_every_mark_says_why_and_not_just_its_title(tmp_path: Path, reason: str, said: str) -> None:
    text = changed("for: {leave: nights are hard}", f"for: {{leave: {reason}}}", PROVED)
    (finding,) = prove(book(tmp_path, text)).findings
    assert finding.check == "mark-without-reason"
    assert finding.what == f"`hard_nights` speaks for `leave`, and {said}."
    assert finding.trail == ("advice", 1, "for", "leave")


@pytest.mark.parametrize(
    ("unargued", "blamed", "found"),
    [
        (None, "", ["nothing in the whole rulebook speaks against `leave`."]),
        ("against", "", []),
        ("for", AGAINST_LEAVE, ["`leave` says that nobody argues for it, but advice does."]),
        ("against", AGAINST_LEAVE, ["`leave` says that nobody argues against it, but advice does."]),
        (
            "for: Nobody., against",
            AGAINST_LEAVE,
            [f"`leave` says that nobody argues {side} it, but advice does." for side in ("for", "against")],
        ),
    ],
)
def test_an_option_may_say_that_nobody_argues_one_side_only_if_so(
    tmp_path: Path, unargued: str | None, blamed: str, found: list[str]
) -> None:
    said = f"unargued: {{{unargued}: Nobody does.}}, " if unargued else ""
    text = changed("label: Leave, ", f"label: Leave, {said}", PROVED)
    text = changed(AGAINST_LEAVE, blamed, text)
    findings = findings_of(book(tmp_path, text)).get("option-one-sided", [])
    assert [each.what for each in findings] == found
