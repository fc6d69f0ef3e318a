"""Characters that readers do not see, or that turn the order of those they do: found, and named.

They come along with copied text, or to mislead whoever reviews it. Found are the characters that Unicode calls default
ignorable (DerivedCoreProperties.txt), controls, line separators, annotations and what is no character; those that a
script needs are allowed where it needs them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, partial

from quiz.problems.diagnostic import Diagnostic

_ENDS_OF_PLANES = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
"""With U+FDD0 to U+FDEF, what is no character and never will be."""

_UNSEEN = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    f"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff{_ENDS_OF_PLANES}]"
)

_NON_JOINER, _JOINER = "\u200c\u200d"
_DIRECTION_MARKS = "\u061c\u200e\u200f"
_VARIATION_SELECTORS = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_INFORMATION = "\u2139"
"""The one emoji that Unicode counts as a letter of Latin."""

_VIRAMA = 9
"""The combining class of signs that take the vowel from a letter of an Indic script."""


def unseen_in(text: str) -> Iterator[tuple[int, Diagnostic]]:
    """The index of each character in `text` that no reader sees and no script needs there, and what is wrong.

    Takes time with the length of the text.
    """
    runs_leftward = cache(partial(_has_letters_that_run_leftward, text))
    for found in _UNSEEN.finditer(text):
        if not _is_needed(text, found.start(), runs_leftward):
            name, code = unicodedata.name(found[0], ""), f"U+{ord(found[0]):04X}"
            what = f"there is a character here that readers do not see: {f'{name} ({code})' if name else code}."
            yield found.start(), Diagnostic(what, "Delete it, or retype the words around it.")


def seen(text: str) -> tuple[str, list[Diagnostic]]:
    """The text without the characters that `unseen_in` finds, and what is wrong with each."""
    found = dict(unseen_in(text))
    if not found:
        return text, []
    return "".join(character for place, character in enumerate(text) if place not in found), [*found.values()]


def _has_letters_that_run_leftward(text: str) -> bool:
    # The marks themselves have the direction that they give.
    return any(unicodedata.bidirectional(each) in ("R", "AL") for each in text if each not in _DIRECTION_MARKS)


def _is_needed(text: str, place: int, runs_leftward: Callable[[], bool]) -> bool:
    """Whether the character at an index does what its script needs there.

    Joiners: RFC 5892, appendix A, made wider to either neighbor, as Bengali and voweled Arabic need; and between emoji.
    """
    before, character, after = text[place - 1 : place] or " ", text[place], text[place + 1 : place + 2] or " "
    if _VARIATION_SELECTORS.match(character):
        return (
            unicodedata.category(before)[0] in "SPN" or unicodedata.category(before) == "Lo" or before == _INFORMATION
        )
    if character in _DIRECTION_MARKS:
        return runs_leftward()
    if character not in (_NON_JOINER, _JOINER):
        return False
    if character == _JOINER and unicodedata.category(after) in ("So", "Sm"):
        return unicodedata.category(before) in ("So", "Sk", "Mn")
    either = (before, after)
    return any(unicodedata.bidirectional(each) == "AL" or unicodedata.combining(each) == _VIRAMA for each in either)
