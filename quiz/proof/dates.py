"""Dates that nobody can mean."""

from collections.abc import Iterator
from datetime import date, timedelta

from quiz.problems import Diagnostic
from quiz.rulebook import Rulebook

WRITTEN = date(2026, 11, 26)
"""When this check was written: a clock that shows an earlier day is wrong, and says nothing of an edition."""


def check_dates(book: Rulebook, today: date) -> Iterator[Diagnostic]:
    """An edition or an evaluation later than tomorrow, which another time zone may have already; and what is signed."""
    latest = max(today, WRITTEN) + timedelta(days=1)
    if book.edition > latest:
        mend = "Write the day on which this text is published."
        yield Diagnostic(f"the edition of {book.edition} is in the future.", mend, ("edition",))
    for place, each in enumerate(book.evaluations):
        if each.date > latest:
            what, mend = f"{each.date} is in the future.", "Write the day on which this was done."
            yield Diagnostic(what, mend, ("evaluations", place, "date"))
        if each.signed and each.signed.edition > book.edition:
            what = f"the edition of {each.signed.edition} is later than this one."
            mend = "Copy the date of the edition from the document that was signed."
            yield Diagnostic(what, mend, ("evaluations", place, "signed", "edition"))
