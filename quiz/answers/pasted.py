"""Links to summaries as people paste them: each read on its own, and used whole or refused with the reason.

Addresses of any host, paths, bare query strings and codes are taken, alone on a line or amid words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from urllib.parse import unquote

from quiz.answers.broken import LINK_START, lines_of, may_hold_link, put_together
from quiz.answers.codes import PAGE as CODE_PAGE
from quiz.answers.codes import RejectedCode, is_a_code, read_code, words_of_code
from quiz.answers.mending import INVISIBLE, Pair, without_ending
from quiz.answers.parameters import CODE, EDITION, NO_ANSWERS, THEN
from quiz.answers.query import MAX_PAIRS, Suggestions, pairs_in, read_pairs, suggestions
from quiz.answers.routing import Route, route
from quiz.answers.spelling import MOST_GROUPS
from quiz.answers.unwrapping import BASE_64_START, unwrapped
from quiz.problems import shortened
from quiz.rulebook import Rulebook
from quiz.words import Speech

COMPARISON = "compare"
"""The page that shows several summaries; it is none itself."""

AROUND = "<>()[]{}«»“”„‘’\"'`*_~"
"""What stands around a link in a text."""

BETWEEN = re.compile(r"\s+|[,;|](?=https?://)", re.IGNORECASE)

ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*:)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*?)(?:#[\w-]*)?)?",
    re.ASCII | re.IGNORECASE | re.DOTALL,
)
"""A host, whichever it is, a path, a query, and what a quiz without a server has behind `#`: answers, and a place."""

MOST_TRIES = 200
"""How often it is tried whether what stands on several lines is one link."""

MOST_REASONS = 10
"""Parts of a link that are told why they cannot be used."""


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


def read_pasted(rulebook: Rulebook, text: str) -> Iterator[SummaryLink | RejectedLink]:
    """Every link and code in a pasted text, in its order, each read when asked for; a line without any is refused."""
    left, tries, whole = suggestions(), iter(range(MOST_TRIES)), dict[str, SummaryLink]()
    lines = put_together(lines_of(text.translate(INVISIBLE)), partial(_is_whole, rulebook, tries, whole))
    links = (found for line in lines if line for found in _links_in(rulebook, line))
    return (whole.get(link) or _read(rulebook, link, left) for link in links)


def read_answers(rulebook: Rulebook, text: str, pairs: Iterable[Pair], left: Suggestions) -> SummaryLink | RejectedLink:
    """The names and values that `text` stands for: usable if nothing of them is unknown and no question is left out."""
    speech = rulebook.speech
    reading = read_pairs(rulebook, pairs, left)
    if reading.dropped:
        told = [each.why if each.part == text else str(each) for each in reading.dropped[:MOST_REASONS]]
        more = len(reading.dropped) - len(told)
        return RejectedLink(text, (*told, *([speech.say("%(count)s more", count=more)] if more else [])))
    other_edition = reading.other_edition
    if other_edition and other_edition.pairs:
        lapsed = ", ".join(f"{name}={value}" for name, value in other_edition.pairs)
        why = speech.say(
            "It belongs to the edition of %(day)s, and has answers that are no longer offered: %(answers)s. "
            "Open it, answer again, and paste the new link.",
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


def _links_in(rulebook: Rulebook, line: str) -> Iterator[str]:
    """The parts of a line that look like links or codes; the whole line where none does."""
    found = _found_in(rulebook, BETWEEN.split(line))
    yield next(found, line)
    yield from found


def _found_in(rulebook: Rulebook, words: Sequence[str]) -> Iterator[str]:
    place = 0
    while place < len(words):
        count = 1
        if may_hold_link(words[place]):
            yield _without_text_around(words[place])
        else:
            plain = [without_ending(word.lstrip(AROUND)) for word in words[place : place + MOST_GROUPS]]
            count = words_of_code(plain, rulebook.code_ranges)
            if count:
                yield " ".join(plain[:count])
        place += count or 1


def _without_text_around(word: str) -> str:
    """A link without what is written right before it, as Markdown does, and right after it."""
    word = without_ending(word.lstrip(AROUND))
    start = LINK_START.search(word)
    return word[start.start() :] if start else word


def _is_whole(rulebook: Rulebook, tries: Iterator[int], whole: dict[str, SummaryLink], word: str) -> bool:
    """Whether a text is one link, with every answer that a summary needs and nothing else; no, after too many tries.

    What was read of it is added to `whole`.
    """
    address, _, query = word.partition("?")
    if (query and "=" in address) or not _may_be_whole(rulebook, word) or next(tries, None) is None:
        return False
    link = _without_text_around(word)
    pairs = _pairs_of(rulebook, link)
    # Names are looked up first, because a refusal with its reasons takes longer, and many texts may be tried.
    if isinstance(pairs, RejectedLink) or any(
        name not in rulebook.question_by_any_id and name not in (EDITION, THEN) for name, _ in pairs
    ):
        return False
    read = read_answers(rulebook, shortened(link), pairs, iter(()))
    if isinstance(read, SummaryLink):
        whole[link] = read
    return isinstance(read, SummaryLink)


def _may_be_whole(rulebook: Rulebook, word: str) -> bool:
    """Whether a text has the names of as many questions as are asked of everybody, or hides them in base 64."""
    written = word.replace("-5F", "_")  # Proofpoint writes `_` so.
    names = sum(name in written for name in rulebook.question_by_any_id)
    return names >= route(rulebook, {}).fewest or BASE_64_START in word


def _read(rulebook: Rulebook, link: str, left: Suggestions) -> SummaryLink | RejectedLink:
    pairs = _pairs_of(rulebook, link)
    return pairs if isinstance(pairs, RejectedLink) else read_answers(rulebook, shortened(link), pairs, left)


def _pairs_of(rulebook: Rulebook, link: str) -> list[Pair] | RejectedLink:
    """The names and values in a link to a summary of this quiz, or why it is not one."""
    shown, speech = shortened(link), rulebook.speech
    if is_a_code(link, rulebook):
        return _pairs_of_code(rulebook, link)
    try:
        parts = ADDRESS.fullmatch(unwrapped(link))
    except ValueError:
        return RejectedLink(shown, (_no_link(speech),))
    assert parts  # Any text has them.
    host, path, query, behind = parts.groups("")
    if not query and "?" in unquote(path):
        path, _, query = unquote(path).partition("?")
    if not query and "=" in behind:
        query = behind  # So a quiz without a server writes its links.
    if not query and "=" in path and "/" not in path:
        path, query = "", path
    if not query and not host and "/" not in path:
        return RejectedLink(shown, (_no_link(speech),))
    *before, page = path.split("/")
    if before and before[-1] == CODE_PAGE:
        return _pairs_of_code(rulebook, page)
    quiz = next((name for name in reversed(before) if name), rulebook.id)
    if quiz != rulebook.id and not quiz.startswith(f"{rulebook.id}."):
        return RejectedLink(shown, (speech.say("It does not lead to this quiz."),))
    if page.partition(".")[0] == COMPARISON:
        return RejectedLink(shown, (speech.say("It leads to a comparison. Paste the links to the summaries."),))
    if query.count("&") >= MAX_PAIRS:
        return RejectedLink(shown, (speech.say("A link has room for %(count)s parts.", count=MAX_PAIRS),))
    pairs = [(name, value) for name, value in pairs_in(rulebook, query) if name not in NO_ANSWERS]
    code = next((value for name, value in pairs if name == CODE), None)
    return pairs if code is None else _pairs_of_code(rulebook, code)  # So a quiz without a server writes its codes.


def _pairs_of_code(rulebook: Rulebook, code: str) -> list[Pair] | RejectedLink:
    read = read_code(rulebook, code)
    return RejectedLink(shortened(code), (read.why,)) if isinstance(read, RejectedCode) else list(read.pairs)


def _no_link(speech: Speech) -> str:
    return speech.say("This is not a link. Paste the address of a summary, or its code.")
