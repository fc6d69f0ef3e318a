"""The rulebooks that the application serves."""

from flask import current_app

from quiz.rulebook import Rulebook


def the_shelf() -> dict[str, Rulebook]:
    """The rulebooks by address."""
    shelf: dict[str, Rulebook] = current_app.extensions["quiz"]
    return shelf


def to_choose_from() -> tuple[Rulebook, ...]:
    """Every rulebook once, in the language in which it was written."""
    return tuple(each for each in the_shelf().values() if not each.translated_from)


def in_other_languages(rulebook: Rulebook) -> tuple[Rulebook, ...]:
    """The same rulebook in every other language it has."""
    return tuple(each for each in the_shelf().values() if each.id == rulebook.id and each is not rulebook)
