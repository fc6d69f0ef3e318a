"""Pages that say what went wrong, and what to do. They are shown whatever else fails."""

import logging

from flask import Response, redirect, request
from markupsafe import Markup
from werkzeug.exceptions import BadRequest, HTTPException, MethodNotAllowed, NotFound
from werkzeug.wrappers import Response as AnyResponse

from quiz.output import unfinished
from quiz.summary import NoSingleRule
from quiz.web.pages.languages import wanted_speech
from quiz.web.pages.links import front_address
from quiz.web.pages.paths import meant_address
from quiz.web.pages.rendering import render
from quiz.web.pages.shelf import the_shelf
from quiz.words import N_, Speech

log = logging.getLogger("quiz")


_WORDS = {
    404: (N_("There is no such page"), N_("The address may be mistyped, or the page may have moved.")),
    405: (N_("This page only takes plain links"), N_("Nothing here can be changed by sending a form.")),
    414: (N_("This link is too long"), N_("Open the quiz and answer it again, or shorten the link.")),
    500: (
        N_("Something went wrong here"),
        N_("Your answers are in the address bar: reload, or try again later."),
    ),
}
_BARE = Markup(
    "<!DOCTYPE html>\n"
    '<html lang="{language}"><meta charset="utf-8"><title>{title}</title><h1>{title}</h1><p>{text}</p></html>\n'
)
_UNTRUSTED = N_("The quiz is not found under this name")
_TO_TRUST = N_("Whoever runs it can add the name to QUIZ_TRUSTED_HOSTS, or to the option --trusted-hosts.")
_FOUND_AT = N_("It is at %(address)s.")


class UntrustedHost(BadRequest):
    """Raised for a request under a host that nobody said is ours; `address` is where the quiz is found, if set."""

    def __init__(self, address: str | None) -> None:
        super().__init__()
        self.address = address


def error_page(error: HTTPException) -> tuple[str, int] | AnyResponse:
    """The page for an HTTP error. Flask asks for none where another answer is raised, such as a redirect."""
    if isinstance(error, UntrustedHost):
        return _untrusted_page(error), 400
    if isinstance(error, NotFound) and (meant := meant_address()):
        return redirect(meant)
    allowed = {"Allow": ", ".join(sorted(error.valid_methods or ()))} if isinstance(error, MethodNotAllowed) else {}
    code, speech = error.code or 500, _speech()
    title, text = _WORDS.get(code, (error.name, error.description or ""))
    return Response(_page(speech, speech.say(title), speech.say(text), front_address(speech)), code, allowed)


def unfinished_page(error: NoSingleRule) -> tuple[str, int]:
    """The page for answers that a rulebook has no headline for, or several."""
    speech = _speech()
    return _page(speech, *unfinished(speech), front_address(speech)), 500


def _page(speech: Speech, title: str, text: str, start: str | None) -> str:
    try:
        return render("error.html", speech, title=title, text=text, start=start)
    except Exception:  # What made a page fail may reach this one, too: a bare page needs nothing.
        log.exception("The page for an error failed.")
        return _BARE.format(title=title, text=text, language=speech.tag)


def _untrusted_page(error: UntrustedHost) -> str:
    speech = wanted_speech()
    text = speech.say(_FOUND_AT, address=error.address) if error.address else speech.say(_TO_TRUST)
    return _page(speech, speech.say(_UNTRUSTED), text, error.address)


def _speech() -> Speech:
    """The language of the quiz that the address names; else the one that the browser asks for."""
    named = the_shelf().get(request.path.strip("/").partition("/")[0])
    return named.speech if named else wanted_speech()
