"""The examples of a rulebook are tests of it."""

from pathlib import Path

import pytest

from quiz.examples import advice_without_example, check_examples
from quiz.problems import FileProblems
from tests.books import SMALL, book
from tests.test_own_rulebook import IR

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
        "“Ana” does not get what is said.",
        "- must get nights_no: it does not apply, because nights is “A few”",
        "- must get with_people: it is open, because people is “Not sure yet”",
        "+ must not get hard_nights: it applies, because nights is “A few”",
        "+ must not get everyone: it applies",
    )


def test_an_answer_to_a_question_that_is_not_asked_is_a_finding(tmp_path: Path) -> None:
    assert with_example(tmp_path, "{nights: none, people: young}", "[everyone]") == ("“Ana” is never asked `people`.",)


def test_answers_that_do_not_go_together_are_a_finding(tmp_path: Path) -> None:
    (told,) = with_example(tmp_path, "{nights: few, people: [young, nobody]}", "[everyone]")
    assert "cannot be picked together" in told


@pytest.mark.parametrize(
    ("answers", "gets", "said"),
    [
        ("{nihgts: few}", "[everyone]", "`nihgts` is no question. Did you mean `nights`?"),
        ("{nights: fwe}", "[everyone]", "`fwe` is no choice of `nights`. Did you mean `few`?"),
        ("{nights: few}", "[evryone]", "`evryone` is no rule. Did you mean `everyone`?"),
        ("[nights]", "[everyone]", "must be a mapping."),
        ("{nights: few}", "[]", "`gets` has 0; it needs at least 1."),
        ("{nights: []}", "[everyone]", "names no choice of `nights`."),
    ],
)
def test_names_in_an_example_are_checked_where_they_stand(tmp_path: Path, answers: str, gets: str, said: str) -> None:
    with pytest.raises(FileProblems) as caught:
        with_example(tmp_path, answers, gets)
    (problem,) = caught.value.problems
    assert said in str(problem)
    assert problem.line > SMALL.count("\n")


def test_our_own_examples_hold_and_reach_every_advice() -> None:
    assert len(IR.examples) >= 10
    assert check_examples(IR) == ()
    assert advice_without_example(IR) == ()
