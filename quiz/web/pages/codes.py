"""Codes that are typed to open a summary."""

from dataclasses import dataclass

from quiz.answers import FoundCode, RejectedCode, find_code, read_code
from quiz.rulebook import Rulebook
from quiz.web.pages.links import path_to_code
from quiz.web.pages.shelf import the_shelf
from quiz.words import Speech


@dataclass(frozen=True)
class TypedCode:
    """What was typed, and why it opens no summary here."""

    text: str
    rejected: RejectedCode
    speech: Speech

    @property
    def elsewhere(self) -> tuple[Rulebook, str] | None:
        """The quiz that has this code, and where it opens there; None where none here has."""
        other = self.rejected.other
        book = _book_of(other, self.speech) if other else None
        return (book, path_to_code(book, other.text)) if book and other else None


def opened_by(typed: str, speech: Speech) -> str | RejectedCode:
    """The path of the summary that a code opens, whichever quiz it is of; in the wanted language, if it has that."""
    shelf = the_shelf()
    found = find_code(next((book.code_ranges for book in shelf.values()), ()), typed, speech)
    if isinstance(found, RejectedCode):
        return found
    book = _book_of(found, speech)
    if book is None:
        return RejectedCode(speech.say("It belongs to a quiz that is not offered here."))
    read = read_code(book, found.text)
    return read if isinstance(read, RejectedCode) else path_to_code(book, read.text)


def _book_of(found: FoundCode, speech: Speech) -> Rulebook | None:
    """The quiz that a code is of, in the wanted language if it has that; None if it is not served."""
    books = [book for book in the_shelf().values() if book.id == found.range.rulebook]
    return next((book for book in books if book.language == speech.language), next(iter(books), None))
