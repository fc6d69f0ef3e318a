"""Whether being unsure weighs, against trying every student."""

from pathlib import Path

import pytest
from hypothesis import given

from quiz.rulebook.conditions import NOT_SURE, Answers, Truth, judge
from quiz.rulebook.model import Advice, Rulebook
from tests.support.answering import all_answers, picks_of
from tests.support.books import PROVED, book
from tests.support.proving import assert_shortest, findings_of
from tests.support.random_books import random_books


@given(random_books())
def test_advice_that_not_sure_calls_up_is_found_as_by_trying_every_student(rulebook: Rulebook) -> None:
    everybody = all_answers(rulebook)
    findings = {str(f.what.split("`")[1]): f for f in findings_of(rulebook).get("unsure-weighs", [])}
    for advice in rulebook.advice:
        weighed = [answers for answers in everybody if weighs(rulebook, advice, answers)]
        assert bool(weighed) is (advice.id in findings), advice.id
        if weighed:
            assert_shortest(findings[advice.id], weighed)


def weighs(rulebook: Rulebook, advice: Advice, answers: Answers) -> bool:
    """Whether marked advice applies, and would not with some other answer in the place of a "not sure yet"."""
    if not (advice.speaks_for or advice.speaks_against) or not holds(advice, answers):
        return False
    return any(
        not holds(advice, {**answers, question.id: pick})
        for question in rulebook.questions
        if NOT_SURE in answers.get(question.id, ())
        for pick in picks_of(question)
        if NOT_SURE not in pick
    )


def holds(advice: Advice, answers: Answers) -> bool:
    return judge(advice.when, answers).truth is Truth.HOLDS


@pytest.mark.parametrize(
    ("when", "weighing"),
    [
        ("{nights: [none, not_sure]}", "nights"),
        ("{any: [{nights: none}, {people: not_sure, nights: not_sure}]}", "nights, people"),
        ("{not: {nights: [few, many]}, people: not_sure}", None),
        ("{not: {nights: not_sure}}", None),
        ("{not: {not: {nights: not_sure}}}", "nights"),
        ("{nights: [none, few, many, not_sure]}", None),
        ("{all: [{nights: [none, not_sure]}, {not: {nights: not_sure}}]}", None),
    ],
)
def test_what_being_unsure_calls_up_and_what_applies_all_the_same(
    tmp_path: Path, when: str, weighing: str | None
) -> None:
    text = PROVED.replace("when: {nights: none}\n", f"when: {when}\n")
    findings = findings_of(book(tmp_path, text)).get("unsure-weighs", [])
    named = [finding.what.partition(" on ")[2].replace("`", "").rstrip(".") for finding in findings]
    assert named == ([weighing] if weighing else [])
