"""Names and values of links as they were meant, after what other programs do to a link on its way.

They append parameters and punctuation, hide characters in it, and encode it again. All of it can be told from what a
quiz writes: names and values of letters, digits and a few other characters, which end in a letter or a digit. What
cannot be told is left as it is, for the reader of the link to report.
"""

import re
from collections.abc import Container, Iterable, Iterator
from urllib.parse import parse_qsl, unquote

from quiz.answers.appended import is_appended
from quiz.answers.parameters import LINKS

Pair = tuple[str, str]

INVISIBLE = dict.fromkeys(
    [0xAD, 0x61C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
)
"""Soft hyphens, blanks without width, and marks of direction, for `str.translate` to delete."""

ENDINGS = " \t\r\n\xa0.,;:!?…*~_'\"`´‘’‚‛“”„«»‹›()[]{}<>|—–"
"""What stands after a link in a text, and is taken for a part of it. No value ends so."""

MOST_LAYERS = 3
"""How many times too often a link may be encoded to be read."""

LONGEST_PAIR = 32 * 1024
"""Characters of a pair that may turn out to be a query: several times those of sixty summaries side by side."""

_AS_WRITTEN = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*=(?:[A-Za-z0-9_.,:-]*[A-Za-z0-9-])?")
MOST_WITHIN = 200
"""Names and values that a pair may turn out to be; more than any link has."""

_PLAIN = re.compile(r"[A-Za-z0-9_.,:-]*")
_QUERY = re.compile(r"(?:[A-Za-z0-9_-]+=[^&=]*&)*[A-Za-z0-9_-]+=[^&=]*&?")
_AMPERSAND = re.compile(r"&(?:(?:amp|#0*38|#x0*26);)+", re.IGNORECASE)
_SECOND_QUESTION_MARK = re.compile(r"\?(?=[A-Za-z_]+=)")
_BEFORE_NAME = re.compile(r"[?\s]*(?:(?:amp|lt|gt|quot|apos|nbsp|#[0-9]+|#x[0-9a-f]+);)*\s*", re.IGNORECASE)


def mended(pairs: Iterable[Pair], own: Container[str]) -> list[Pair]:
    """The names and values, without what was appended to them; a name in `own` is the quiz's, whoever else uses it.

    Takes time that is linear in their length.
    """

    def is_ours(pair: Pair) -> bool:
        return pair[0] in own or not is_appended(pair[0])

    meant = (each for pair in pairs if is_ours(pair) for each in _meant(*pair))
    return [pair for pair in meant if is_ours(pair) and pair != ("", "")]


def without_ending(text: str) -> str:
    """A text without invisible characters, and without the punctuation after a link."""
    return text.translate(INVISIBLE).rstrip(ENDINGS)


def with_ampersands(text: str) -> str:
    """A text with `&` wherever HTML has `&amp;`, however often it was written as HTML."""
    return _AMPERSAND.sub("&", text)


def _meant(name: str, value: str) -> Iterator[Pair]:
    if name == LINKS or _AS_WRITTEN.fullmatch(f"{name}={value}"):
        yield name, value
        return
    for inner_name, inner_value in _query_in(name, value) or [(name, value)]:
        begun = _BEFORE_NAME.sub("", inner_name.translate(INVISIBLE), count=1)
        ended = without_ending(inner_value)
        yield (
            begun if _PLAIN.fullmatch(begun) else inner_name,
            ended if _PLAIN.fullmatch(ended) else inner_value,
        )


def _query_in(name: str, value: str) -> list[Pair]:
    """The names and values in a pair that is a query which was encoded too often; none if it is no such pair."""
    if _PLAIN.fullmatch(name) and _PLAIN.fullmatch(value):
        return []
    text = f"{name}={value}" if value else name
    if len(text) > LONGEST_PAIR:
        return []
    for _ in range(MOST_LAYERS):
        text = _SECOND_QUESTION_MARK.sub("&", with_ampersands(text))
        if text.count("&") > MOST_WITHIN:
            return []
        if "%" not in text and _QUERY.fullmatch(text):
            return parse_qsl(text, keep_blank_values=True)
        text = unquote(text)
    return []
