"""The preview's own pages: a list that leads to every page and every error state, and what the script asks for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NoReturn
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, current_app, jsonify, url_for
from markupsafe import Markup

from quiz.about import ITEMS, NO, YES
from quiz.answers import AT, LINKS, READY, OtherEdition, Route, SummaryLink, route, write_columns, write_pairs
from quiz.rulebook import NOT_SURE, Answers, Question, Rulebook
from quiz.summary import NoSingleRule, completed
from quiz.web.pages.errors import UntrustedHost
from quiz.web.pages.links import Links, compared
from quiz.web.pages.rendering import PREVIEW
from quiz.web.pages.shelf import the_shelf
from quiz.web.preview.state import Preview

preview_pages = Blueprint("preview", __name__, url_prefix="/_preview")

STATES: Mapping[str, tuple[str, Callable[[], NoReturn]]] = {
    "no-such-page": ("There is no such page (404)", lambda: abort(404)),
    "not-a-link": ("A form was sent instead of a link (405)", lambda: abort(405)),
    "too-long": ("The link is too long (414)", lambda: abort(414)),
    "failed": ("Something went wrong (500)", lambda: abort(500)),
    "unfinished": ("The rules do not agree on a headline (500)", lambda: _raise(NoSingleRule("headlines", (), ""))),
    "untrusted": ("An untrusted host (400)", lambda: _raise(UntrustedHost(None))),
    "untrusted-with-address": (
        "An untrusted host, where the address of the quiz is set (400)",
        lambda: _raise(UntrustedHost("https://quiz.example.org")),
    ),
}
"""Error states that no link within a quiz leads to."""

_LED_TO = ("pages.", "comparing.", "preview.", "assets.", "cards.")
"""The blueprints whose pages need no lead, or get more than one."""


@dataclass(frozen=True)
class Lead:
    """A link to a page of a quiz."""

    says: str
    address: str


@dataclass(frozen=True)
class Leads:
    """All that a rulebook can show."""

    book: Rulebook
    pages: tuple[Lead, ...]
    questions: tuple[Lead, ...]
    examples: tuple[Lead, ...]
    errors: tuple[Lead, ...]


def the_preview() -> Preview:
    """The preview that is being served."""
    preview: Preview = current_app.extensions[PREVIEW]
    return preview


@preview_pages.get("/")
def everything() -> str:
    """Links to every page and every error state."""
    leads = [_leads(book) for book in the_shelf().values()]
    states = [Lead(says, url_for("preview.state", name=name)) for name, (says, _) in STATES.items()]
    return the_preview().page("everything.html", leads=leads, states=states)


@preview_pages.get("/state/<name>")
def state(name: str) -> str:
    """A page that says that something went wrong, as students would see it."""
    if name not in STATES:
        abort(404)
    STATES[name][1]()


def _raise(error: Exception) -> NoReturn:
    raise error


@preview_pages.get("/versions")
def versions() -> Response:
    """What tells the page and the bar from those shown before, for the script."""
    response = jsonify(the_preview().versions())
    response.cache_control.no_store = True
    return response


@preview_pages.get("/bar")
def bar() -> Markup:
    """The bar alone, for the script."""
    return the_preview().bar()


def _leads(book: Rulebook) -> Leads:
    nothing = route(book, {})
    unsure = completed(nothing)
    example: Answers = max((each.answers for each in book.examples), key=len, default={})
    full = completed(route(book, example))
    begun = route(book, dict(list(full.answers.items())[:1]))
    links, started = Links(full), Links(begun)
    pages = [
        Lead("Start", Links(nothing).start),
        Lead("Start, come back to", started.start),
        Lead("First question", Links(nothing).next),
        Lead("Answers, begun", started.check),
        Lead("Answers, complete", links.check),
        Lead("Summary", links.summary),
        Lead("Summary, sure of nothing", Links(unsure).summary),
        Lead("Summary as text", links.summary_text),
        Lead("Summary as JSON", links.summary_json),
        *_of_other_editions(book, full),
        *_of_several(book, full, unsure),
        *_others(book, full.query),
        Lead("ready, answered", f"{links.ready}&{_sure_of(NO)}"),
    ]
    examples = (Lead(each.name, Links(completed(route(book, each.answers))).summary) for each in book.examples)
    return Leads(book, tuple(pages), tuple(_questions(book)), tuple(examples), tuple(_errors(book, begun, full)))


def _of_other_editions(book: Rulebook, full: Route) -> Iterator[Lead]:
    """The summary with what has changed since each earlier edition, and since one that is not kept."""
    for edition in (kept.edition for kept in book.kept if kept.edition and kept.edition != book.edition):
        yield Lead(f"Summary, of the edition of {edition}", Links(full, other_edition=OtherEdition(edition)).summary)
    yield Lead(
        "Summary, of an edition that is not kept", Links(full, other_edition=OtherEdition(date(1999, 1, 1))).summary
    )


def _of_several(book: Rulebook, *several: Route) -> Iterator[Lead]:
    """The pages that put summaries side by side."""
    usable = [SummaryLink("", each, book.edition) for each in several]
    yield Lead("Comparison, form", compared(book, []))
    yield Lead("Comparison, form with one", compared(book, usable[:1]))
    yield Lead("Comparison", compared(book, usable))
    yield Lead("Comparison as JSON", compared(book, usable, "compare_json"))


def _sure_of(said: str) -> str:
    return urlencode([(READY, YES), *((item.name, said) for item in ITEMS)])


def _others(book: Rulebook, query: str) -> Iterator[Lead]:
    """The pages of a rulebook that are in blueprints of their own."""
    for rule in current_app.url_map.iter_rules():
        if rule.arguments == {"name"} and not rule.endpoint.startswith(_LED_TO):
            yield Lead(rule.rule.partition(">")[2].strip("/"), f"{url_for(rule.endpoint, name=book.address)}?{query}")


def _questions(book: Rulebook) -> Iterator[Lead]:
    for question in book.questions:
        answers = _leading_to(book, question)
        if answers is not None:
            yield Lead(question.id, Links(route(book, answers)).ask(question.id))


def _leading_to(book: Rulebook, question: Question) -> Answers | None:
    """Answers under which `question` is asked, without one to it; None where no example leads to it."""
    for answers in ({}, *(each.answers for each in book.examples)):
        counted = completed(route(book, answers)).counted
        if question.id in counted:
            return {name: picked for name, picked in counted.items() if name != question.id}
    return None


def _errors(book: Rulebook, begun: Route, full: Route) -> Iterator[Lead]:
    here, start = Links(begun).here, Links(begun).anew
    first = book.questions[0]
    yield Lead("Nothing was picked (422)", f"{here}?{urlencode({AT: first.id})}")
    for question in book.questions:
        answers = _leading_to(book, question)
        if answers is not None and question.goes_with_others(question.choices[0].id):
            picked = [(question.id, question.choices[0].id), (question.id, NOT_SURE)]
            clash = urlencode([*write_pairs(book, answers), (AT, question.id), *picked])
            yield Lead(f"Picks that do not go together: {question.id} (422)", f"{here}?{clash}")
            break
    yield Lead("A link that can be used in part (400)", f"{start}ask?{begun.query}&no_such_question=1")
    yield Lead("A link of which nothing is left (400)", f"{start}ask?{first.id}=no_such_choice")
    yield Lead("The same, as text (400)", f"{start}summary.txt?{first.id}=no_such_choice")
    yield Lead("The same, as JSON (400)", f"{start}summary.json?{first.id}=no_such_choice")
    two = write_columns(book, [full.counted, full.counted])
    yield Lead("ready: nothing was picked (422)", f"{Links(full).ready}&{READY}={YES}")
    yield Lead("Comparison: a link that cannot be used (422)", f"{start}compare?{urlencode({LINKS: 'hello'})}")
    yield Lead("Comparison: an address that cannot be used whole (400)", f"{start}compare?{two}&no_such_question=1")
    yield Lead("The same, as JSON (400)", f"{start}compare.json?{two}&no_such_question=1")
