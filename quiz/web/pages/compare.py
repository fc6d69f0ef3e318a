"""The pages that put summaries side by side: from pasted links to an address that holds them all."""

from dataclasses import asdict
from urllib.parse import urljoin

from flask import Blueprint, Response, abort, redirect, url_for

from quiz.answers import (
    LINKS,
    MOST_SUMMARIES,
    OtherEdition,
    RejectedLink,
    SummaryLink,
    read_columns,
    read_pasted,
    route,
    without_room,
)
from quiz.output import comparison_as_json
from quiz.rulebook import Rulebook
from quiz.summary import Comparison
from quiz.summary import compare as compare_answers
from quiz.web.pages.links import Links, compared
from quiz.web.pages.parameters import parameters
from quiz.web.pages.qr import qr_code
from quiz.web.pages.quiz import Page
from quiz.web.pages.rendering import render_of
from quiz.web.pages.shelf import the_shelf

comparing = Blueprint("comparing", __name__)

MOST_SHOWN = 100
"""Links that are told what is wrong with them on one page."""

LONGEST_PRINTED = 1200
"""Characters of an address that are worth their ink."""


@comparing.get("/<name>/compare")
def compare(name: str) -> Page:
    """The summaries in the address side by side; or the form that takes their links."""
    rulebook = _rulebook(name)
    given = parameters(rulebook)
    pasted = given.get(LINKS)
    if pasted is not None:
        return _take(rulebook, pasted)
    usable, refused = _parted(read_columns(rulebook, given.items(multi=True)))
    if refused:
        return _form(rulebook, usable, _listed(rulebook, usable), _words(rulebook, refused)), 400
    if len(usable) < 2:
        return _form(rulebook, usable, _listed(rulebook, usable))
    address = compared(rulebook, usable, external=True)
    return render_of(
        "compare.html",
        rulebook,
        links=Links(route(rulebook, {})),
        comparison=_comparison(rulebook, usable),
        summaries=[_links(rulebook, each).summary for each in usable],
        address=address,
        printed=len(address) <= LONGEST_PRINTED,
        code=qr_code(address, rulebook.speech.say("Code that opens this comparison")),
        as_json=compared(rulebook, usable, "compare_json"),
        pasted=_listed(rulebook, usable),
        parameter=LINKS,
    )


@comparing.get("/<name>/compare.json")
def compare_json(name: str) -> Page:
    """The same comparison as data."""
    rulebook = _rulebook(name)
    usable, refused = _parted(read_columns(rulebook, parameters(rulebook).items(multi=True)))
    if refused or len(usable) < 2:
        return {"refused": [asdict(each) for each in refused[:MOST_SHOWN]], "summaries": len(usable)}, 400
    return Response(comparison_as_json(_comparison(rulebook, usable)), mimetype="application/json")


def _rulebook(name: str) -> Rulebook:
    return the_shelf().get(name) or abort(404)


def _comparison(rulebook: Rulebook, usable: list[SummaryLink]) -> Comparison:
    return compare_answers(rulebook, [each.route for each in usable], [each.edition for each in usable])


def _take(rulebook: Rulebook, pasted: str) -> Page:
    """On to the comparison if every link can be used, else the form again, with what is wrong with each."""
    usable, refused = _parted(read_pasted(rulebook, pasted))
    refused += without_room(rulebook, usable[MOST_SUMMARIES:])
    usable = usable[:MOST_SUMMARIES]
    if not refused and len(usable) >= 2:
        return redirect(compared(rulebook, usable), code=303)
    errors = _words(rulebook, refused)
    if not errors:
        errors = [rulebook.speech.say("Paste the links or codes of two summaries or more, each on a line of its own.")]
    return _form(rulebook, usable, pasted, errors), 422


def _form(rulebook: Rulebook, usable: list[SummaryLink], pasted: str, errors: list[str] | None = None) -> str:
    return render_of(
        "compare_form.html",
        rulebook,
        links=Links(route(rulebook, {})),
        pasted=pasted,
        parameter=LINKS,
        errors=errors or [],
        count=len(usable),
        onward=compared(rulebook, usable) if len(usable) >= 2 else None,
    )


def _words(rulebook: Rulebook, refused: list[RejectedLink]) -> list[str]:
    """What is wrong, link by link; of a flood of them, the first."""
    more = [rulebook.speech.say("%(count)s more", count=len(refused) - MOST_SHOWN)] if len(refused) > MOST_SHOWN else []
    return [*(str(each) for each in refused[:MOST_SHOWN]), *more]


def _parted(read: tuple[SummaryLink | RejectedLink, ...]) -> tuple[list[SummaryLink], list[RejectedLink]]:
    usable = [each for each in read if isinstance(each, SummaryLink)]
    return usable, [each for each in read if isinstance(each, RejectedLink)]


def _listed(rulebook: Rulebook, usable: list[SummaryLink]) -> str:
    """The links of the summaries as somebody would paste them."""
    here = url_for("pages.index", _external=True)
    return "\n".join(urljoin(here, _links(rulebook, each).summary) for each in usable)


def _links(rulebook: Rulebook, of: SummaryLink) -> Links:
    """The addresses of one of the summaries, under the edition that it was made under."""
    return Links(of.route, other_edition=OtherEdition(of.edition) if of.edition != rulebook.edition else None)
