"""What all templates rely on, whoever renders them."""

import re
from functools import lru_cache, partial
from typing import Any

from jinja2 import Environment
from jinja2.ext import Extension
from markupsafe import Markup, escape

from quiz.output import phrases
from quiz.output.notice import told_since
from quiz.output.outline import outline
from quiz.words import Speech, as_html, direction_of

ROOM = 1024
"""The most results that are cached for each macro, in each language."""

_SAID = re.compile(r"""\{\{ _\((["'])([^"'{}\\]+)\1\) \}\}""")
"""Where a template says the same on every page."""


class SaidOnce(Extension):
    """Puts the program's words into a template when it is read, where they need nothing else: `{{ _("Back") }}`."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template with the words in place of the calls for them."""
        say: Any = self.environment.globals["_"]
        return _SAID.sub(lambda call: say(call[2]), source)


def prepare(environment: Environment, speech: Speech) -> Environment:
    """The environment, made to speak `speech`: `_` and `ngettext`, `speech` itself, and filters.

    The filters are `day`, `number`, `direction_of`, `prose`, `told_since`, those of `phrases`, and `cached`, for macros
    that depend on nothing but their arguments.
    """
    environment.trim_blocks = environment.lstrip_blocks = True
    text_type, as_text = (Markup, escape) if environment.autoescape else (str, str)

    def filled(message: str, values: dict[str, Any]) -> str:
        # What Markup does with `%`, too, in twice the time.
        return text_type(message % {name: as_text(value) for name, value in values.items()})

    def say(text: str, **values: Any) -> str:
        """`text` in this language; it is trusted, the values are escaped."""
        message = speech.catalog.gettext(text)
        return filled(message, values) if values or "%" in message else text_type(message)

    def say_number(one: str, many: str, num: int, **values: Any) -> str:
        """`one` or `many`, as this language counts `num`."""
        return filled(speech.catalog.ngettext(one, many, num), {"num": num, **values})

    environment.globals |= {"_": say, "ngettext": say_number, "speech": speech}
    environment.add_extension(SaidOnce)
    for phrase in (
        phrases.deadline,
        phrases.confidence_in,
        phrases.dated,
        phrases.drawn_from,
        phrases.kind_of_difference,
        phrases.overdue,
        phrases.places,
        phrases.words_of,
        phrases.would_change,
        outline,
        told_since,
    ):
        environment.filters[phrase.__name__] = partial(phrase, speech=speech)
    environment.filters |= {
        "cached": lru_cache(maxsize=ROOM),
        "day": speech.day,
        "number": speech.number,
        "direction_of": direction_of,
        "prose": as_html,
        "sign": phrases.SIGNS.__getitem__,
    }
    return environment
