"""Dates that nobody can mean are errors, whatever day it is when the tests run."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from quiz.proof.dates import WRITTEN, check_dates
from quiz.rulebook.model import Rulebook
from tests.support.books import PROVED, book, write_files
from tests.support.commands import quiz

DAY = date(2030, 5, 6)


@pytest.mark.parametrize(
    ("edition", "today", "is_told"),
    [
        (DAY, DAY, False),
        (DAY + timedelta(days=1), DAY, False),
        (DAY + timedelta(days=2), DAY, True),
        (WRITTEN, date(1970, 1, 1), False),
        (date(2024, 2, 3), DAY, False),
    ],
)
def test_an_edition_is_at_most_a_day_ahead(small: Rulebook, edition: date, today: date, is_told: bool) -> None:
    found = list(check_dates(small.model_copy(update={"edition": edition}), today))
    assert [str(each.trail[0]) for each in found] == ["edition"] * is_told


EVALUATIONS = """\
evaluations:
  - of: review_by_experts
    date: {day}
    text: They read it.
    signed: {{by: A reader, edition: {signed}, language: en, hash: 3-0000000000000000}}
"""


@pytest.mark.parametrize(
    ("day", "signed", "told"),
    [
        (DAY, date(2024, 2, 3), []),
        (DAY + timedelta(days=2), date(2024, 2, 3), ["date"]),
        (DAY, date(2024, 2, 4), ["edition"]),
    ],
)
def test_nothing_was_done_or_signed_that_is_yet_to_come(
    tmp_path: Path, day: date, signed: date, told: list[str]
) -> None:
    rulebook = book(tmp_path, PROVED + EVALUATIONS.format(day=day, signed=signed))
    assert [str(each.trail[-1]) for each in check_dates(rulebook, DAY)] == told


def test_check_names_the_line_of_an_edition_in_the_future(tmp_path: Path) -> None:
    later = date.today().replace(year=date.today().year + 70, day=1)
    text = PROVED.replace("edition: 2024-02-03", f"edition: {later}").replace("2099-01-01", "2999-01-01")
    done = quiz("check", str(write_files(tmp_path, text)))
    assert done.returncode == 1
    assert f"small.yaml:8:10: the edition of {later} is in the future. Write the day on which" in done.stderr
