"""An application with two rulebooks: our own, and the small one with ids that were renamed."""

from quiz.rulebook.model import Rulebook
from quiz.web.app import app_for
from tests.support.books import SMALL, load_text
from tests.support.own_books import IR_TEXT

RENAMED = SMALL.replace("- id: nights\n", "- id: nights\n    was: [night_work]\n", 1).replace(
    "{id: few, label: A few}", "{id: few, was: [some], label: A few}"
)

TEXTS = {"integrated-ir": IR_TEXT, "small": RENAMED}

BOOKS: dict[str, Rulebook] = {name: load_text(text) for name, text in TEXTS.items()}

APP = app_for(BOOKS)
