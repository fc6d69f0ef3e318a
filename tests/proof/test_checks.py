"""The proof, against trying every student; and each kind of defect, found and mended."""

from pathlib import Path

import pytest
from hypothesis import given

from quiz.answers.query import read_query, write_query
from quiz.answers.routing import route
from quiz.proof.checks import CHECKS, ENOUGH, prove
from quiz.rulebook.conditions import NOT_SURE
from quiz.rulebook.model import Rulebook
from tests.support.answering import all_answers, picks_of
from tests.support.books import PROVED, book
from tests.support.proving import applying, findings_of
from tests.support.random_books import random_books


@given(random_books())
def test_reach_is_judged_as_by_trying_every_student(rulebook: Rulebook) -> None:
    somebody = {name for answers in all_answers(rulebook) for name in applying(rulebook, answers)}
    never = {rule.id for rule in rulebook.rules} - somebody
    assert {finding.what.split("`")[1] for finding in findings_of(rulebook).get("unreachable", [])} == never


def test_the_small_quiz_is_proved(tmp_path: Path) -> None:
    proof = prove(book(tmp_path, PROVED))
    assert proof.findings == ()
    assert proof.is_clean
    assert proof.answer_sets == 25


EXTRA_ADVICE = "advice:\n  - {id: more, title: More, text: More., claims: [r1-days], "

DEFECTS = {
    "headline-missing": ("{nights: none}, title", "{nights: none, people: young}, title"),
    "headline-overlap": ("{nights: not_sure}, title", "{nights: [few, not_sure]}, title"),
    "unreachable": ("advice:\n", EXTRA_ADVICE + "when: {nights: none, people: young}}\n"),
    "question-never-asked": (
        "{nights: {at_least: few}}\n    most",
        "{not: {nights: [none, few, many, not_sure]}}\n    most",
    ),
    "question-always-asked": ("{nights: {at_least: few}}\n    most", "{nights: [none, few, many, not_sure]}\n    most"),
    "choice-idle": ("{id: old, label: The old}", "{id: old, label: The old}\n      - {id: rich, label: The rich}"),
    "group-overlap": (
        "advice:\n",
        EXTRA_ADVICE + "when: {nights: few}, group: g}\n"
        "  - {id: much, title: Much, text: Much., claims: [r1-days], when: {people: old}, group: g}\n",
    ),
    "group-of-one": ("title: Nights wear people down\n", "title: Nights wear people down\n    group: g\n"),
    "title-repeated": (
        "advice:\n",
        EXTRA_ADVICE + "when: {nights: few}}\n  - {id: much, title: More, claims: [r1-days], when: {people: old}}\n",
    ),
    "sides-alike": ("{text: Nights are hard., claims: [r1-nights]}", "{text: Hard., claims: [r1-nights, r1-days]}"),
    "opposites-joined": ("when: {nights: none}\n", "when: {any: [{nights: none}, {not: {nights: none}}]}\n"),
    "option-one-sided": ("    against: {leave: people are here}\n", ""),
    "contradiction-untold": ("when: {nights: none}\n", "when: {nights: few}\n"),
    "unsure-weighs": ("when: {nights: none}\n", "when: {nights: [none, not_sure]}\n"),
}


@pytest.mark.parametrize("check", DEFECTS)
def test_a_quiz_with_just_one_defect_is_found_out(tmp_path: Path, check: str) -> None:
    whole, broken = DEFECTS[check]
    assert PROVED.count(whole) == 1, whole
    findings = prove(book(tmp_path, PROVED.replace(whole, broken))).findings
    assert check in {finding.check for finding in findings}
    for finding in findings:
        assert finding.what
        assert finding.mend


def test_a_counterexample_can_be_walked(tmp_path: Path) -> None:
    whole, broken = DEFECTS["contradiction-untold"]
    rulebook = book(tmp_path, PROVED.replace(whole, broken))
    finding = next(each for each in prove(rulebook).findings if each.check == "contradiction-untold")
    assert finding.answers is not None
    reading = read_query(rulebook, write_query(rulebook, finding.answers))
    assert not reading.dropped
    taken = route(rulebook, reading.answers)
    assert [question.id for question in taken.unanswered] == ["first"]


def test_beyond_the_bound_a_check_is_undecided_and_never_proved(tmp_path: Path) -> None:
    for nodes in (3, 12, 20):
        proof = prove(book(tmp_path, PROVED), nodes=nodes)
        assert proof.undecided
        assert not proof.is_clean


def test_progress_is_told_from_the_first_step_to_the_last(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    prove(book(tmp_path), progress=lambda done, total, what: told.append((done, total, what)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1]


def test_every_check_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "authors" / "proof.md").read_text()
    for name in CHECKS:
        assert f"`{name}`" in text


def test_not_sure_is_a_pick_that_costs_nothing(tmp_path: Path) -> None:
    whole, broken = DEFECTS["headline-overlap"]
    finding = next(
        f for f in prove(book(tmp_path, PROVED.replace(whole, broken))).findings if f.check == "headline-overlap"
    )
    assert finding.answers == {"nights": frozenset({"few"}), "people": frozenset({NOT_SURE})}
    assert frozenset({NOT_SURE}) in picks_of(book(tmp_path).questions[1])


FIRST = "text: What matters most to you?\n"


@pytest.mark.parametrize(
    ("ask_when", "check"),
    [
        ("{all: [{nights: few}, {nights: none}, {not: {nights: not_sure}}]}", "question-never-asked"),
        ("{nights: [none, few, many, not_sure]}", "question-always-asked"),
        ("{nights: few}", None),
    ],
)
def test_when_the_priority_question_is_asked_is_proved_too(tmp_path: Path, ask_when: str, check: str | None) -> None:
    findings = prove(book(tmp_path, PROVED.replace(FIRST, f"{FIRST}    ask_when: {ask_when}\n"))).findings
    assert [finding.check for finding in findings] == ([check] if check else [])


def test_once_the_time_is_up_what_is_left_is_undecided(tmp_path: Path) -> None:
    proof = prove(book(tmp_path, PROVED), seconds=0)
    nothing_to_decide = {"group-overlap", "group-of-one", "share-too-large", "title-repeated"}
    assert {each.check for each in proof.undecided} == set(CHECKS) - nothing_to_decide
    assert not proof.is_clean


def test_a_check_is_ended_when_it_has_found_enough_and_says_so(tmp_path: Path) -> None:
    twins = "".join(
        f"  - {{id: twin{n}, title: T, text: T., claims: [r1-days], when: {{nights: few}}, group: g}}\n"
        for n in range(20)
    )
    findings = findings_of(book(tmp_path, PROVED.replace("advice:\n", "advice:\n" + twins)))["group-overlap"]
    assert len(findings) == ENOUGH < 20 * 19 / 2
    assert [finding for finding in findings if any("There may be more" in detail for detail in finding.details)]
