"""Links to summaries as people paste them: each read on its own, and used whole or refused with a word that says why.

Addresses of any host, paths and bare query strings are taken, alone on a line or amid words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import SplitResult, parse_qsl, urlsplit

from quiz.answers.parameters import NO_ANSWERS
from quiz.answers.query import read_pairs
from quiz.answers.routing import Route, route
from quiz.rulebook import Rulebook
from quiz.words import Speech

COMPARISON = "compare"
"""The page that shows several summaries; it is none itself."""

AROUND = "<>()[]{}«»“”„‘’\"'`*"
"""What stands around a link in a text, and after it."""

BETWEEN = re.compile(r"\s+|[,;|](?=https?://)", re.IGNORECASE)
START = re.compile(r"https?://", re.IGNORECASE)

LONGEST_SHOWN = 70
"""Characters of a link that are shown where it is refused."""


@dataclass(frozen=True)
class SummaryLink:
    """A link that holds a whole summary: its text, cut to a readable length, its route, and its edition.

    Only answers that count are on the route. A link that names no edition counts as one of today's.
    """

    text: str
    route: Route
    edition: date


@dataclass(frozen=True)
class RejectedLink:
    """A link, or a line without one, that cannot be used, and all that is wrong with it."""

    text: str
    why: tuple[str, ...]

    def __str__(self) -> str:
        return f"“{self.text}”: {' '.join(self.why)}"


def read_pasted(rulebook: Rulebook, text: str) -> tuple[SummaryLink | RejectedLink, ...]:
    """Every link in a pasted text, in its order; a line without any is refused as one."""
    return tuple(_read(rulebook, found) for line in text.splitlines() if line.strip() for found in _links_in(line))


def read_answers(rulebook: Rulebook, text: str, pairs: Iterable[tuple[str, str]]) -> SummaryLink | RejectedLink:
    """The names and values that `text` stands for: usable if nothing of them is unknown and no question is left out."""
    speech = rulebook.speech
    reading = read_pairs(rulebook, pairs)
    if reading.dropped:
        return RejectedLink(text, tuple(each.why if each.part == text else str(each) for each in reading.dropped))
    other_edition = reading.other_edition
    if other_edition and other_edition.pairs:
        lapsed = ", ".join(f"{name}={value}" for name, value in other_edition.pairs)
        why = speech.say(
            "It is of the edition of %(day)s, and holds answers that are no longer offered: %(answers)s. "
            "Open it, answer anew, and paste the new link.",
            day=speech.day(other_edition.edition),
            answers=lapsed,
        )
        return RejectedLink(text, (why,))
    if not reading.answers:
        return RejectedLink(text, (speech.say("There are no answers in it."),))
    taken = route(rulebook, reading.answers)
    if taken.unanswered:
        missing = ", ".join(question.label for question in taken.unanswered)
        return RejectedLink(text, (speech.say("It is not finished. Not answered: %(questions)s.", questions=missing),))
    return SummaryLink(text, taken.with_counted_only, other_edition.edition if other_edition else rulebook.edition)


def readable(text: str) -> str:
    """A text cut to a readable length, with a sign for what cannot be printed."""
    shown = "".join(character if character.isprintable() else "�" for character in text[: LONGEST_SHOWN + 1])
    return shown if len(text) <= LONGEST_SHOWN else shown[: LONGEST_SHOWN - 1] + "…"


def _links_in(line: str) -> Iterator[str]:
    """The parts of a line that look like links; the whole line where none does."""
    words = (word.strip(AROUND).rstrip(".,;:!" + AROUND) for word in BETWEEN.split(line))
    found = [_from_its_start(word) for word in words if "://" in word or "=" in word]
    yield from found or [line.strip()]


def _from_its_start(word: str) -> str:
    """A link without what is written right before it, as Markdown does."""
    start = START.search(word)
    return word[start.start() :] if start else word


def _read(rulebook: Rulebook, link: str) -> SummaryLink | RejectedLink:
    shown, speech = readable(link), rulebook.speech
    try:
        parts = _unwrapped(urlsplit(link.replace("&amp;", "&")))
    except ValueError:
        return RejectedLink(shown, (_no_link(speech),))
    query = parts.query
    if not query and "=" in parts.path and "/" not in parts.path:
        parts, query = SplitResult("", "", "", "", ""), parts.path
    if not query and not parts.netloc and "/" not in parts.path:
        return RejectedLink(shown, (_no_link(speech),))
    *before, page = parts.path.split("/")
    quiz = next((name for name in reversed(before) if name), rulebook.id)
    if quiz != rulebook.id and not quiz.startswith(f"{rulebook.id}."):
        return RejectedLink(shown, (speech.say("It does not lead to this quiz."),))
    if page.partition(".")[0] == COMPARISON:
        return RejectedLink(shown, (speech.say("It leads to a comparison. Paste the links of the summaries."),))
    pairs = parse_qsl(query, keep_blank_values=True, errors="replace")
    return read_answers(rulebook, shown, [(name, value) for name, value in pairs if name not in NO_ANSWERS])


def _no_link(speech: Speech) -> str:
    return speech.say("This is no link. Paste the address of a summary.")


def _unwrapped(parts: SplitResult) -> SplitResult:
    """The link inside one that a mail program put around it to check it on the way."""
    inside = (value for _, value in parse_qsl(parts.query) if value.startswith(("http://", "https://")))
    return next((urlsplit(value) for value in inside), parts)
