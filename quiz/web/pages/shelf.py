"""The rulebooks that the application serves."""

from collections.abc import Mapping

from flask import Flask, current_app

from quiz.rulebook import Rulebook
from quiz.shelf import LiveShelf


def live_shelf(app: Flask) -> LiveShelf:
    """What `app` serves, and how the last reading of the files went."""
    live: LiveShelf = app.extensions["quiz"]
    return live


def the_shelf() -> Mapping[str, Rulebook]:
    """The rulebooks by address."""
    return live_shelf(current_app).shelf


def to_choose_from() -> tuple[Rulebook, ...]:
    """Every rulebook once, in the language in which it was written."""
    return tuple(each for each in the_shelf().values() if not each.translated_from)


def in_other_languages(rulebook: Rulebook) -> tuple[Rulebook, ...]:
    """The same rulebook in every other language it has."""
    shelf = the_shelf().values()
    return tuple(each for each in shelf if each.id == rulebook.id and each.address != rulebook.address)
