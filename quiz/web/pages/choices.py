"""The choices of a question as a part of its page.

They are the same for everybody who picked the same, so they are cached: a fifth of a question page's time.
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
"""The most that are cached for a rulebook."""


def fieldset(rulebook: Rulebook, question: Question, answers: Answers) -> Markup:
    """The choices of `question`, with those that were picked before."""
    cached = _cached_fieldset(rulebook)
    return cached(environment_of(rulebook.speech), question.id, answers.get(question.id, frozenset()))


def field_of(rulebook: Rulebook, question: Question, field: Field) -> Markup:
    """The choices of `question` as a submitted form has them, with its errors. This is not cached."""
    return Markup(render("partials/field.html", rulebook.speech, question=question, field=field))


@once_per_rulebook
def _cached_fieldset(rulebook: Rulebook) -> Callable[[Environment, str, frozenset[str]], Markup]:
    # The environment is a part of the key: the preview makes a new one for edited templates.
    @lru_cache(maxsize=ROOM)
    def fieldset_for(_: Environment, name: str, picked: frozenset[str]) -> Markup:
        question = rulebook.question_by_id[name]
        form = fill(form_for(rulebook, question), question, picked)
        return field_of(rulebook, question, form[name])

    return fieldset_for
