"""What the program itself says to students, in their language.

The texts stand in the code and the templates, in English; catalogs in `quiz/words/locale/` hold their
translations, in the format of GNU gettext. A rulebook brings its own words (`quiz.files.translation`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from gettext import GNUTranslations, NullTranslations, c2py
from io import BytesIO
from math import log10
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

CATALOGS = Path(__file__).parent / "locale"
OWN = "en"
"""The language in which the texts are written."""

_NUMBERS = 200
"""So many numbers, from 0 on, take every form that a language has."""

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def N_(text: str) -> str:
    """Marks a text for the catalogs that is translated where it is shown."""
    return text


@dataclass(frozen=True)
class Speech:
    """The program's words beside text in one language.

    `tag` is that language, `direction` how it runs (`ltr` or `rtl`), and `language` the one in which
    the program speaks: the same, or English where there is no catalog for it.
    """

    tag: str
    language: str
    direction: str
    locale: Locale

    @cached_property
    def catalog(self) -> NullTranslations:
        """The program's words in `language`: read when the first of them is asked for."""
        if self.language == OWN:
            return NullTranslations()
        compiled = BytesIO()
        with (CATALOGS / self.language / "LC_MESSAGES" / "messages.po").open("rb") as file:
            write_mo(compiled, read_po(file))
        compiled.seek(0)
        return GNUTranslations(compiled)

    def say(self, text: str, **values: Any) -> str:
        """`text` in this language, with `values` for its `%(names)s`."""
        said = self.catalog.gettext(text)
        return said % values if values else said

    def say_number(self, one: str, many: str, number: int, **values: Any) -> str:
        """`one` or `many`, as this language counts `number`; with `%(number)s` and `values` filled in."""
        return self.catalog.ngettext(one, many, number) % {"number": number, **values}

    @cached_property
    def plural_rule(self) -> str:
        """Which form of a message the number `n` takes, counted from 0: an expression as C and JavaScript know it."""
        header = self.catalog.info().get("plural-forms", "nplurals=2; plural=n != 1")
        return header.partition("plural=")[2].rstrip("; ")

    def forms(self, one: str, many: str) -> tuple[str, ...]:
        """The forms of a message that counts, in the order of `plural_rule`."""
        form_of = c2py(self.plural_rule)
        number_of = {form_of(number): number for number in range(_NUMBERS)}
        return tuple(self.catalog.ngettext(one, many, number_of[form]) for form in sorted(number_of))

    @cached_property
    def name(self) -> str:
        """What the language of the text calls itself."""
        named = Locale.parse(self.tag, sep="-").get_display_name() or self.tag
        return named[:1].upper() + named[1:]

    def day(self, day: date) -> str:
        """A date, written out."""
        return _written_out(day, self.locale)

    def listed(self, texts: Iterable[str], *, either: bool = False) -> str:
        """The texts in a row, with this language's "and" before the last, or its "or" where it is `either`."""
        return format_list(list(texts), style="or" if either else "standard", locale=self.locale)

    def number(self, number: float) -> str:
        """A number, as this language writes it; or, of 16 digits or more, the power of ten that it reaches."""
        if number >= 10**15:  # Sixty questions have more answer sets than Babel can write.
            power = int(log10(number))
            power -= 10**power > number  # The logarithm is rounded.
            return f"≥ 10{str(power).translate(_RAISED)}"
        return format_decimal(number, locale=self.locale)


@lru_cache(maxsize=1024)
def _written_out(day: date, locale: Locale) -> str:
    return format_date(day, format="long", locale=locale)


def languages() -> tuple[str, ...]:
    """The language tags of which the program speaks, its own first."""
    return (OWN, *sorted(path.parent.parent.name for path in CATALOGS.glob("*/LC_MESSAGES/messages.po")))


@cache
def speech_for(language: str) -> Speech:
    """The speech of a language tag such as `es` or `es-MX`; English where there is no catalog for it."""
    known = languages()
    spoken = next((tag for tag in (language, language.partition("-")[0]) if tag in known), OWN)
    return Speech(language, spoken, direction_of(language), Locale.parse(spoken, sep="-"))


def direction_of(language: str) -> str:
    """The direction in which text in a language runs: `ltr` or `rtl`."""
    try:
        return Locale.parse(language, sep="-").text_direction
    except (UnknownLocaleError, ValueError):
        return "ltr"
