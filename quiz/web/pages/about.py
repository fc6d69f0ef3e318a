"""The page on the quiz itself, and the same as data."""

from flask import Blueprint, Response

from quiz.web.pages.quiz import Page, Visit, on_visit
from quiz.web.pages.rendering import render_of, today

pages = Blueprint("about", __name__)


@pages.get("/<name>/about")
@on_visit
def page(visit: Visit) -> Page:
    """Who made the quiz, what it rests on, and how it stands by the standards for decision aids."""
    from quiz.about import about

    said = about(visit.rulebook, today())
    return render_of("about.html", visit.rulebook, links=visit.links, answers=visit.answers, said=said)


@pages.get("/<name>/about.json")
@on_visit
def data(visit: Visit) -> Page:
    """The same as data."""
    from quiz.about import about, as_json

    return Response(as_json(about(visit.rulebook, today())), mimetype="application/json")
