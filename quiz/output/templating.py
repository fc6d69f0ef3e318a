"""What all templates rely on, whoever renders them."""

from collections.abc import Iterator
from functools import lru_cache, partial

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from quiz.output import phrases
from quiz.output.notice import told_since
from quiz.words import Speech, as_html, direction_of

ROOM = 1024
"""How many pieces of pages are remembered for each macro, in each language."""


def prepare(environment: Environment, speech: Speech) -> Environment:
    """The environment, made to speak `speech`: `_`, `ngettext` and `trans`, `speech` itself, and filters.

    The filters are `day`, `direction_of`, `prose`, `told_since`, those of `phrases`, and `remembered`: a macro that
    makes each piece once, for macros that look at nothing but their arguments.
    """
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.policies["ext.i18n.trimmed"] = True
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_translations(speech.catalogue, newstyle=True)  # type: ignore[attr-defined]
    environment.add_extension(SaidOnce)
    environment.filters["remembered"] = lru_cache(maxsize=ROOM)
    environment.filters["day"] = lru_cache(maxsize=ROOM)(speech.day)
    environment.filters["prose"] = as_html
    for phrase in (phrases.answered, phrases.places, phrases.would_change, phrases.kind_of_difference):
        environment.filters[phrase.__name__] = partial(phrase, speech=speech)
    environment.filters["drawn_from"] = lru_cache(maxsize=ROOM)(partial(phrases.drawn_from, speech=speech))
    environment.filters["overdue"] = partial(phrases.overdue, speech=speech)
    environment.filters["sign"] = phrases.SIGNS.__getitem__
    environment.filters["told_since"] = partial(told_since, speech=speech)
    environment.filters["direction_of"] = direction_of
    environment.globals["speech"] = speech
    return environment


class SaidOnce(Extension):
    """Says `_("…")` when a template is compiled, so that it is plain text when a page is made."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The template, with each text that needs no filling in as it is said in the environment's language."""
        tokens = list(stream)
        place = 0
        while place < len(tokens):
            found = tokens[place : place + 4]
            if found[0].value == "_" and [each.type for each in found] == ["name", "lparen", "string", "rparen"]:
                yield from self._said(found[2], stream.name)
                place += 4
            else:
                yield found[0]
                place += 1

    def _said(self, text: Token, template: str | None) -> Iterator[Token]:
        speech: Speech = self.environment.globals["speech"]  # type: ignore[assignment]
        said = Token(text.lineno, "string", speech.say(text.value) % {})
        escapes = self.environment.autoescape
        if escapes(template) if callable(escapes) else escapes:
            # As gettext has it: what the program says is trusted.
            safe = (("lparen", "("), said, ("pipe", "|"), ("name", "safe"), ("rparen", ")"))
            yield from (each if isinstance(each, Token) else Token(text.lineno, *each) for each in safe)
        else:
            yield said
