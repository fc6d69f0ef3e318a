"""The page after the summary: the four questions of the SURE test, and for each "no" a next step.

The answers to SURE travel in this page's own address, under names that no answer to the quiz can have; no link leads
on with them.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from flask import Blueprint, redirect
from wtforms import RadioField
from wtforms.form import BaseForm
from wtforms.validators import AnyOf, InputRequired

from quiz.about import sure
from quiz.answers import READY, UNSENT
from quiz.summary import summarize, what_would_change
from quiz.web.pages.links import Links
from quiz.web.pages.quiz import Page, Visit, on_visit
from quiz.web.pages.rendering import render_of, switches_to
from quiz.words import Speech

readiness = Blueprint("readiness", __name__)

OWN = frozenset({READY, UNSENT, *(item.name for item in sure.ITEMS)})


def sure_form(speech: Speech) -> BaseForm:
    """An empty form with the four questions."""
    fields: dict[str, Any] = {}
    for number, item in enumerate(sure.ITEMS, start=1):
        nothing = speech.say("Question %(number)s: choose yes or no.", number=number)
        fields[item.name] = RadioField(
            item.text,
            choices=sure.ANSWERS,
            validators=[InputRequired(nothing), AnyOf(list(sure.ANSWERS), nothing)],
            validate_choice=False,
            id=f"sure-{number}",
        )
    return BaseForm(fields)


def _errors(form: BaseForm) -> Iterator[tuple[str, str]]:
    """What is wrong with the form: where the answer belongs, and what to do."""
    for field in form:
        yield from ((f"#{field.id}-0", error) for error in field.errors)


@readiness.get("/<name>/ready")
@partial(on_visit, besides=OWN)
def ready(visit: Visit) -> Page:
    """The four questions, and once they are answered, what could help next."""
    taken = visit.route.with_counted_only
    if not taken.is_complete:
        return redirect(visit.links.next)
    form = sure_form(visit.rulebook.speech)
    sent = READY in visit.given and UNSENT not in visit.given
    form.process(formdata=visit.given)
    accepted = sent and form.validate()
    page = render_of(
        "ready.html",
        visit.rulebook,
        links=Links(taken),
        form=form,
        errors=list(_errors(form)),
        said=form.data if accepted else None,
        conflict=accepted and sure.shows_conflict(form.data),
        sure=sure,
        asked=READY,
        unsent=UNSENT,
        switches=switches_to("readiness.ready", visit.rulebook),
        made=summarize(taken),
        changes=what_would_change(taken) if accepted else (),
        priorities=[question for question in taken.asked if not question.decides],
        answers=taken.answers,
    )
    return page if accepted or not sent else (page, 422)
