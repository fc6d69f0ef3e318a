"""Where a defect found in a rulebook stands in its file, and the page on which its answers can be seen."""

from dataclasses import replace

from quiz.answers import in_short, write_query
from quiz.files import Loaded
from quiz.problems import Diagnostic


def place(loaded: Loaded, diagnostic: Diagnostic, url: str) -> Diagnostic:
    """The diagnostic of a loaded rulebook, placed in its file; `url` is where the quiz is served."""
    placed = loaded.marks.place(diagnostic)
    if placed.answers is None:
        return placed
    book = loaded.rulebook
    link = f"{url.rstrip('/')}/{book.id}/check?{write_query(book, placed.answers)}"
    return replace(placed, picks=in_short(book, placed.answers), link=link)
