"""The language of the pages that follow the browser: the front page, start pages, and errors.

A choice by hand comes before it, and travels in the address. Every other page has its language in its path.
"""

from collections.abc import Iterable
from functools import lru_cache

from flask import request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from quiz.answers import LANGUAGE
from quiz.rulebook import Rulebook
from quiz.web.pages.caches import depends_on
from quiz.web.pages.shelf import in_other_languages, the_shelf
from quiz.words import Speech, languages, speech_for


def in_wanted_language(rulebook: Rulebook) -> Rulebook:
    """The rulebook in the language that the address names, or else the browser asks for, of those that it has."""
    versions = _versions(rulebook)
    if named := versions.get(request.args.get(LANGUAGE, "")):
        return named
    # The address of a translation says by itself which language is wanted.
    return rulebook if rulebook.translated_from else versions[_language_of_browser(versions)]


def wanted_speech() -> Speech:
    """The language that the address names, or else the browser asks for, of those that the program speaks."""
    named = request.args.get(LANGUAGE)
    return speech_for(named if named in languages() else _language_of_browser(languages()))


def spoken_beside(speech: Speech) -> list[Speech]:
    """The other languages of the quizzes that the program speaks."""
    quizzes = {rulebook.language for rulebook in the_shelf().values()}
    return [speech_for(tag) for tag in languages() if tag != speech.language and tag in quizzes]


def start_marks(rulebook: Rulebook) -> list[tuple[str, str]]:
    """The parameters by which a start page is in the language of `rulebook`; none where it is so without them."""
    versions = _versions(rulebook)
    return [] if rulebook.translated_from or len(versions) == 1 else _mark(rulebook.language, versions)


def front_marks(speech: Speech) -> list[tuple[str, str]]:
    """The parameters by which the front page is in the language of `speech`; none where it is so without them."""
    return _mark(speech.language, languages())


def _mark(language: str, known: Iterable[str]) -> list[tuple[str, str]]:
    return [] if _language_of_browser(known) == language else [(LANGUAGE, language)]


def _versions(rulebook: Rulebook) -> dict[str, Rulebook]:
    """The rulebook by language, that in which it was written first."""
    others = in_other_languages(rulebook)
    return {each.language: each for each in sorted((rulebook, *others), key=lambda each: bool(each.translated_from))}


def _language_of_browser(known: Iterable[str]) -> str:
    """The one of `known` that the browser asks for most; the first, if it asks for none of them.

    A tag stands for its language, too: `es-MX` asks for `es`, and `pt` is content with `pt-BR` (RFC 4647, 3.4).
    """
    depends_on("Accept-Language")
    return _most_wanted(request.headers.get("Accept-Language", ""), tuple(known))


@lru_cache(maxsize=256)
def _most_wanted(accepted: str, known: tuple[str, ...]) -> str:
    for asked, quality in parse_accept_header(accepted, LanguageAccept):  # Those that are wanted most come first.
        near = [tag for tag in known if quality > 0 and _language_alone(tag) == _language_alone(asked)]
        if near:
            return next((tag for tag in near if tag.lower() == asked.lower()), near[0])
    return known[0]


def _language_alone(tag: str) -> str:
    return tag.partition("-")[0].lower()
