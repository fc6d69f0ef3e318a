"""What all templates rely on, whoever renders them."""

from jinja2 import Environment

from quiz.speech import Speech


def prepare(environment: Environment, speech: Speech) -> Environment:
    """The environment, made to speak `speech`: `_`, `ngettext` and `trans`, the filter `day`, and `speech` itself."""
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.policies["ext.i18n.trimmed"] = True
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_translations(speech.catalogue, newstyle=True)  # type: ignore[attr-defined]
    environment.filters["day"] = speech.day
    environment.globals["speech"] = speech
    return environment
