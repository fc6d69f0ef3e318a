"""The pages that put summaries side by side: from pasted links to an address that holds them all."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from urllib.parse import urljoin, urlsplit

from flask import Blueprint, Response, abort, redirect, url_for

from quiz.answers import (
    LINKS,
    MOST_SUMMARIES,
    UNSENT,
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
from quiz.web.pages.rendering import render_of, switches_to
from quiz.web.pages.shelf import the_shelf

comparing = Blueprint("comparing", __name__)

MOST_SHOWN = 10
"""Pasted links that are told what is wrong with them; what comes after them is not read."""

MOST_WORDS = 1000
"""Words of a pasted text that are read: many more than there may be links."""

LONGEST_PRINTED = 1200
"""Characters of an address that are worth their ink."""


@comparing.get("/<name>/compare")
def compare(name: str) -> Page:
    """The summaries in the address side by side; or the form that takes their links."""
    rulebook = _rulebook(name)
    given = parameters(rulebook)
    pasted = given.get(LINKS)
    if pasted is not None:
        if UNSENT in given:
            return _form(rulebook, [], pasted)
        return _take(rulebook, pasted)
    usable, refused = _parted(read_columns(rulebook, given.items(multi=True)))
    summaries = [_links(rulebook, each).summary for each in usable]
    if refused:
        return _form(rulebook, usable, _listed(summaries), [str(each) for each in refused]), 400
    if len(usable) < 2:
        return _form(rulebook, usable, _listed(summaries))
    address = compared(rulebook, usable, external=True)
    return render_of(
        "compare.html",
        rulebook,
        links=Links(route(rulebook, {})),
        comparison=_comparison(rulebook, usable),
        summaries=summaries,
        address=address,
        printed=len(address) <= LONGEST_PRINTED,
        code=qr_code(address, rulebook.speech.say("Code that opens this comparison")),
        as_json=f"{url_for('comparing.compare_json', name=rulebook.address)}?{urlsplit(address).query}",
        pasted=_listed(summaries),
        parameter=LINKS,
        switches=switches_to("comparing.compare", rulebook),
    )


@comparing.get("/<name>/compare.json")
def compare_json(name: str) -> Page:
    """The same comparison as data."""
    rulebook = _rulebook(name)
    usable, refused = _parted(read_columns(rulebook, parameters(rulebook).items(multi=True)))
    if refused or len(usable) < 2:
        return {"refused": [asdict(each) for each in refused], "summaries": len(usable)}, 400
    return Response(comparison_as_json(_comparison(rulebook, usable)), mimetype="application/json")


def _rulebook(name: str) -> Rulebook:
    return the_shelf().get(name) or abort(404)


def _comparison(rulebook: Rulebook, usable: list[SummaryLink]) -> Comparison:
    return compare_answers(rulebook, [each.route for each in usable], [each.edition for each in usable])


def _take(rulebook: Rulebook, pasted: str) -> Page:
    """On to the comparison if every link can be used, else the form again, with what is wrong with each."""
    end = next(islice(re.finditer(r"\s+", pasted), MOST_WORDS, None), None)
    usable, refused = _first(rulebook, read_pasted(rulebook, pasted[: end.start()] if end else pasted), end is None)
    if not refused and len(usable) >= 2:
        return redirect(compared(rulebook, usable), code=303)
    errors = [str(each) for each in refused]
    if not errors:
        errors = [rulebook.speech.say("Paste the links or codes of two or more summaries, each on a line of its own.")]
    return _form(rulebook, usable, pasted, errors), 422


def _form(rulebook: Rulebook, usable: list[SummaryLink], pasted: str, errors: list[str] | None = None) -> str:
    return render_of(
        "compare_form.html",
        rulebook,
        links=Links(route(rulebook, {})),
        pasted=pasted,
        parameter=LINKS,
        unsent=UNSENT,
        switches=switches_to("comparing.compare", rulebook),
        errors=errors or [],
        count=len(usable),
        onward=compared(rulebook, usable) if len(usable) >= 2 else None,
    )


def _first(
    rulebook: Rulebook, read: Iterator[SummaryLink | RejectedLink], is_all: bool
) -> tuple[list[SummaryLink], list[RejectedLink]]:
    """What can be used, and what cannot, as far as there is room for either; the rest is not read, and that is said."""
    usable: list[SummaryLink] = []
    refused: list[RejectedLink] = []
    for each in read:
        if isinstance(each, RejectedLink):
            refused.append(each)
        elif len(usable) < MOST_SUMMARIES:
            usable.append(each)
        else:
            return usable, [*refused, without_room(rulebook)]
        if len(refused) == MOST_SHOWN:
            is_all = False
            break
    return usable, refused if is_all else [
        *refused,
        RejectedLink("…", (rulebook.speech.say("The rest was not read."),)),
    ]


def _parted(read: tuple[SummaryLink | RejectedLink, ...]) -> tuple[list[SummaryLink], list[RejectedLink]]:
    usable = [each for each in read if isinstance(each, SummaryLink)]
    return usable, [each for each in read if isinstance(each, RejectedLink)]


def _listed(summaries: list[str]) -> str:
    """The addresses of the summaries as somebody would paste them."""
    here = url_for("pages.index", _external=True)
    return "\n".join(urljoin(here, each) for each in summaries)


def _links(rulebook: Rulebook, of: SummaryLink) -> Links:
    """The addresses of one of the summaries, under the edition that it was made under."""
    return Links(of.route, other_edition=OtherEdition(of.edition) if of.edition != rulebook.edition else None)
