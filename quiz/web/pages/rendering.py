"""Pages from templates, each in its language."""

from collections.abc import Callable, Iterator, MutableMapping
from datetime import date
from functools import partial
from typing import Any

from flask import Flask, current_app, request
from flask.templating import Environment as FlaskEnvironment
from jinja2 import Environment
from jinja2.runtime import Context

from quiz.output import prepare
from quiz.rulebook import Rulebook
from quiz.web.pages.assets import arriving_style, asset_address
from quiz.web.pages.cards import card_of
from quiz.web.pages.explaining import Explaining
from quiz.web.pages.languages import start_marks
from quiz.web.pages.links import front_address, path_to, path_to_code
from quiz.web.pages.parameters import query_string
from quiz.web.pages.shelf import in_other_languages
from quiz.words import Speech

_ENVIRONMENTS = "quiz.environments"

PREVIEW = "quiz.preview"
"""The extension of the application that templates know as `preview`; only the one for authors has it."""

FOLDER = "quiz.folder"
"""The extension of the application that templates know as `folder`; only the one that makes such pages has it."""


class PageContext(Context):
    """Jinja2's context. No function of ours takes it; to find out whether one does takes longer than most calls."""

    def call(self, called: Callable[..., Any], /, *given: Any, **named: Any) -> Any:
        """What a function or a macro gives."""
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        return called(*given, **named)


class PageEnvironment(FlaskEnvironment):
    """Flask's environment. Templates have no globals of their own, for which Jinja2 would look at each import."""

    context_class = PageContext

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template."""
        return self.globals if not d else super().make_globals(d)


def render(template: str, speech: Speech, **context: Any) -> str:
    """The page that a template makes of `context`, with the program's own words in `speech`."""
    return environment_of(speech).get_template(template).render(context)


def render_of(template: str, rulebook: Rulebook, **context: Any) -> str:
    """A page of `rulebook`, which templates know as `book`, in the rulebook's language.

    `card` is what messengers show of it, `others` are the addresses of the same page in the rulebook's other languages,
    `today` is the day, and `explaining` marks words that the glossary explains.
    """
    shared = {
        "book": rulebook,
        "card": card_of(rulebook),
        "others": _in_other_languages(rulebook),
        "today": today(),
        "explaining": partial(Explaining, rulebook),
    }
    return render(template, rulebook.speech, **shared, **context)


def _in_other_languages(rulebook: Rulebook) -> Iterator[tuple[Speech, str]]:
    """The other languages of the page that is being answered, each with its address; worked out if a template asks."""
    code = (request.view_args or {}).get("code")
    is_start = request.endpoint == "pages.start"
    for other in in_other_languages(rulebook):
        path = path_to_code(other, code) if code else path_to(request.endpoint or "", other.address)
        yield other.speech, path + query_string(rulebook, start_marks(other) if is_start else ())


def switches_to(endpoint: str, rulebook: Rulebook) -> list[tuple[Speech, str]]:
    """The other languages of a page with a form, each with where to send the form to go on in it."""
    return [(other.speech, path_to(endpoint, other.address)) for other in in_other_languages(rulebook)]


def today() -> date:
    """The day; for a folder, none on which anything is overdue: its pages look at the calendar when they are read."""
    return date.min if FOLDER in current_app.extensions else date.today()


def environment_of(speech: Speech) -> Environment:
    """The application's environment of one language, created at its first use."""
    environments: dict[str, Environment] = current_app.extensions.setdefault(_ENVIRONMENTS, {})
    if speech.tag not in environments:
        environment = prepare(current_app.create_jinja_environment(), speech)
        preview = current_app.extensions.get(PREVIEW)
        environment.globals |= {"asset": asset_address, "front_address": front_address, "preview": preview}
        environment.globals["arriving_style"] = arriving_style
        environment.globals["folder"] = current_app.extensions.get(FOLDER)
        environments[speech.tag] = environment
    return environments[speech.tag]


def forget_templates(app: Flask) -> None:
    """Lets every page be made from the templates as they are now; jinja alone keeps what was imported from others."""
    app.extensions.pop(_ENVIRONMENTS, None)
