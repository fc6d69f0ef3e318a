"""The examples of a rulebook are tests of it."""

from pathlib import Path

import pytest

from quiz.problems import Diagnostic, InvalidFiles
from quiz.proof.examples import check_examples
from tests.support.books import SMALL, book

EXAMPLE = "examples:\n  - name: Ana\n    answers: {answers}\n    gets: {gets}\n    never: {never}\n"


def with_example(tmp_path: Path, answers: str, gets: str, never: str = "[]") -> tuple[str, ...]:
    text = EXAMPLE.format(answers=answers, gets=gets, never=never)
    findings = check_examples(book(tmp_path, SMALL + text))
    return tuple(line for finding in findings for line in (finding.what, *finding.details))


def test_an_example_that_gets_what_it_must_is_silent(tmp_path: Path) -> None:
    assert with_example(tmp_path, "{nights: few}", "[nights_yes, hard_nights, how_many]", "[nights_no]") == ()


def test_a_failing_example_shows_what_is_missing_and_what_is_too_much_and_why(tmp_path: Path) -> None:
    told = with_example(tmp_path, "{nights: few}", "[nights_no, with_people]", "[hard_nights, everyone]")
    assert told == (
        "“Ana” does not get what the example says.",
        "- must get nights_no: it does not apply, because nights is “A few”",
        "- must get with_people: it is open, because people is “Not sure yet”",
        "+ must not get hard_nights: it applies, because nights is “A few”",
        "+ must not get everyone: it applies",
    )


def test_an_answer_to_a_question_that_is_not_asked_is_a_finding(tmp_path: Path) -> None:
    assert with_example(tmp_path, "{nights: none, people: young}", "[everyone]") == ("“Ana” is never asked `people`.",)


@pytest.mark.parametrize(
    ("answers", "trail", "what", "mend"),
    [
        (
            "{nights: none, people: young}",
            ("examples", 1, "answers", "people"),
            "“Ben” is never asked `people`.",
            "Delete the answer, or change an earlier one.",
        ),
        (
            "{nights: few, people: [young, nobody]}",
            ("examples", 1, "answers", "people"),
            "“Nobody” cannot be picked together with other answers.",
            "Pick what goes together.",
        ),
        (
            "{nights: [few, many]}",
            ("examples", 1, "answers", "nights"),
            "`nights` has room for one answer.",
            "Pick what goes together.",
        ),
    ],
)
def test_a_finding_stands_at_the_answer_that_is_wrong_and_says_what_to_do(
    tmp_path: Path, answers: str, trail: tuple[str | int, ...], what: str, mend: str
) -> None:
    first = EXAMPLE.format(answers="{nights: few}", gets="[everyone]", never="[]")
    second = f"  - {{name: Ben, answers: {answers}, gets: [everyone]}}\n"
    assert check_examples(book(tmp_path, SMALL + first + second)) == (Diagnostic(what, mend, trail, check="example"),)


@pytest.mark.parametrize(
    ("gets", "never", "details"),
    [
        ("[nights_no]", "[]", ("- must get nights_no: it does not apply, because nights is “A few”",)),
        ("[everyone]", "[nights_yes]", ("+ must not get nights_yes: it applies, because nights is “A few”",)),
    ],
)
def test_one_thing_missing_or_too_much_is_a_finding_with_the_answers_that_decide(
    tmp_path: Path, gets: str, never: str, details: tuple[str, ...]
) -> None:
    text = EXAMPLE.format(answers="{nights: few, first: sleep}", gets=gets, never=never)
    assert check_examples(book(tmp_path, SMALL + text)) == (
        Diagnostic(
            "“Ana” does not get what the example says.",
            "Fix the rules, or the example if the rules are right.",
            ("examples", 0),
            check="example",
            answers={"nights": frozenset({"few"}), "people": frozenset({"not_sure"})},
            details=details,
        ),
    )


def test_answers_that_do_not_go_together_are_a_finding(tmp_path: Path) -> None:
    (told,) = with_example(tmp_path, "{nights: few, people: [young, nobody]}", "[everyone]")
    assert "cannot be picked together" in told


@pytest.mark.parametrize(
    ("answers", "gets", "said"),
    [
        ("{nihgts: few}", "[everyone]", "`nihgts` is not a known question. Did you mean `nights`?"),
        ("{nights: fwe}", "[everyone]", "`fwe` is not a choice of `nights`. Did you mean `few`?"),
        ("{nights: few}", "[evryone]", "`evryone` is not a known rule. Did you mean `everyone`?"),
        ("[nights]", "[everyone]", "must be a mapping."),
        ("{nights: few}", "[]", "`gets` has 0; it needs at least 1."),
        ("{nights: []}", "[everyone]", "names no choice of `nights`."),
    ],
)
def test_names_in_an_example_are_checked_where_they_stand(tmp_path: Path, answers: str, gets: str, said: str) -> None:
    with pytest.raises(InvalidFiles) as caught:
        with_example(tmp_path, answers, gets)
    (problem,) = caught.value.problems
    assert said in str(problem)
    assert problem.line > SMALL.count("\n")


def test_an_example_may_say_which_marks_its_picture_has_and_has_not(tmp_path: Path) -> None:
    marks = "    marks: {leave: {for: [nights], against: [people]}}\n    no_marks: {stay: {against: [nights]}}\n"
    assert with_example(tmp_path, "{nights: few}", "[everyone]", f"[]\n{marks}".rstrip("\n")) == (
        "“Ana” does not get what the example says.",
        "- must have a mark against leave in the row of people",
        "+ must not have a mark against stay in the row of nights",
    )
