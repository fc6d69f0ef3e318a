"""The choices of a question as a part of its page.

They look the same to everybody who picked the same, so each is made once from the same templates.
"""

from collections.abc import Callable
from functools import lru_cache

from jinja2 import Environment
from markupsafe import Markup
from wtforms import Field

from quiz.rulebook import Answers, Question, Rulebook, once_per_rulebook
from quiz.web.pages.forms import fill, form_for
from quiz.web.pages.rendering import environment_of, render

ROOM = 1024
"""How many are kept for a rulebook."""


def fieldset(rulebook: Rulebook, question: Question, answers: Answers) -> Markup:
    """The choices of `question`, with those that were picked before."""
    made = _remembered(rulebook)
    return made(environment_of(rulebook.speech), question.id, answers.get(question.id, frozenset()))


def field_of(rulebook: Rulebook, question: Question, field: Field) -> Markup:
    """The choices of `question` as a form has them that was sent, with what is wrong. Nothing is kept of it."""
    return Markup(render("partials/field.html", rulebook.speech, question=question, field=field))


@once_per_rulebook
def _remembered(rulebook: Rulebook) -> Callable[[Environment, str, frozenset[str]], Markup]:
    @lru_cache(maxsize=ROOM)
    def made(_: Environment, name: str, picked: frozenset[str]) -> Markup:
        question = rulebook.question_by_id[name]
        form = fill(form_for(rulebook, question), question, picked)
        return field_of(rulebook, question, form[name])

    return made
