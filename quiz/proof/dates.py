"""Dates that nobody can mean."""

from collections.abc import Iterator
from datetime import date, timedelta

from quiz.problems import Diagnostic
from quiz.rulebook import Rulebook

WRITTEN = date(2026, 11, 26)
"""When this check was written: a clock that shows an earlier day is wrong, and says nothing of an edition."""


def check_dates(book: Rulebook, today: date) -> Iterator[Diagnostic]:
    """An edition that is later than tomorrow, which it may be where another time zone has that day already."""
    if book.edition > max(today, WRITTEN) + timedelta(days=1):
        mend = "Write the day on which this text is published."
        yield Diagnostic(f"the edition of {book.edition} is in the future.", mend, ("edition",))
