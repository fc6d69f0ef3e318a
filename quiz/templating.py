"""What all templates rely on, whoever renders them."""

from functools import partial

from jinja2 import Environment

from quiz import phrases
from quiz.notice import told_since
from quiz.speech import Speech, direction_of


def prepare(environment: Environment, speech: Speech) -> Environment:
    """The environment, made to speak `speech`: `_`, `ngettext` and `trans`, `speech` itself, and filters.

    The filters are `day`, `direction_of`, `told_since` and the functions of `quiz.phrases`.
    """
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.policies["ext.i18n.trimmed"] = True
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_translations(speech.catalogue, newstyle=True)  # type: ignore[attr-defined]
    environment.filters["day"] = speech.day
    for phrase in (phrases.answered, phrases.places, phrases.may_speak, phrases.speaking, phrases.turned):
        environment.filters[phrase.__name__] = partial(phrase, speech=speech)
    environment.filters["drawn_from"] = partial(phrases.drawn_from, speech=speech)
    environment.filters["told_since"] = partial(told_since, speech=speech)
    environment.filters["direction_of"] = direction_of
    environment.globals["speech"] = speech
    return environment
