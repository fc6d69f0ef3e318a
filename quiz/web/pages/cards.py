"""What messengers and search engines show of an address: a title, a description and a picture.

Of a page that was made from answers, they get a fixed text and nothing else.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, Response, abort, request, url_for

from quiz.answers import LANGUAGE
from quiz.output import drawing_of
from quiz.rulebook import Rulebook
from quiz.summary import sources_of
from quiz.web.pages.links import address_of
from quiz.web.pages.parameters import parameters
from quiz.web.pages.shelf import in_other_languages, the_shelf
from quiz.words import Speech, as_plain

cards = Blueprint("cards", __name__)

AN_HOUR = 3600

FOUND = ("pages.start", "about.page")
"""The pages that search engines are to find, in each language."""


@dataclass(frozen=True)
class Card:
    """What is shown of an address.

    A page that search engines may list also has its `address`, and where there are several languages, the `alternates`.
    A start page has `data`: what a quiz is in the vocabulary of schema.org.
    """

    title: str
    text: str
    image: str
    address: str | None = None
    alternates: tuple[tuple[str, str], ...] = ()
    data: dict[str, Any] | None = field(default=None, hash=False)


def card_of(rulebook: Rulebook) -> Card:
    """The card of the page that is being answered."""
    speech, image = rulebook.speech, address_of("cards.picture", rulebook.id)
    if any(name != LANGUAGE for name in parameters(rulebook)):
        text = speech.say("A page of this quiz that was made from answers. Whoever has its address can read them.")
        return Card(rulebook.title, text, image)
    text = f"{as_plain(rulebook.decision)} {speech.say('Nothing you answer is stored. No account, no cookies.')}"
    if request.endpoint not in FOUND:
        return Card(rulebook.title, text, image)
    here = address_of(request.endpoint, rulebook.address)
    data = _data(rulebook, text, image, here) if request.endpoint == "pages.start" else None
    return Card(rulebook.title, text, image, here, tuple(_alternates(rulebook)), data)


def _alternates(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """The page in each language, and for all others as it was written: a start page then follows the browser."""
    versions = (rulebook, *in_other_languages(rulebook))
    if len(versions) > 1:
        for each in versions:
            yield each.language, address_of(request.endpoint or "", each.address)
        written = min(versions, key=lambda each: bool(each.translated_from))
        yield "x-default", address_of(request.endpoint or "", written.address)


def front_card(speech: Speech, first: Rulebook) -> Card:
    """The card of the page that lists all quizzes, with the picture of the first."""
    text = speech.say(
        "Short quizzes on decisions: what speaks for and against each option, given your answers. They name no winner."
    )
    image = address_of("cards.picture", first.id)
    return Card(speech.say("Which decision are you weighing?"), text, image, url_for("pages.index", _external=True))


def _data(rulebook: Rulebook, text: str, image: str, address: str) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "WebApplication",
        "applicationCategory": "EducationalApplication",
        "name": rulebook.title,
        "description": text,
        "url": address,
        "image": image,
        "inLanguage": rulebook.language,
        "dateModified": rulebook.edition.isoformat(),
        "isAccessibleForFree": True,
        "audience": {"@type": "Audience", "audienceType": as_plain(rulebook.audience)},
        "isBasedOn": [{"@type": "CreativeWork", "name": each.title} for each in sources_of(rulebook)],
    }


@cards.get("/<name>/picture.png")
def picture(name: str) -> Response:
    """The drawing of a quiz; other sites may show it."""
    rulebook = the_shelf().get(name) or abort(404)
    response = Response(drawing_of(rulebook), mimetype="image/png")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.cache_control.public = True
    response.cache_control.max_age = AN_HOUR
    return response
