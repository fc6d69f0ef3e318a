"""Codes of summaries: complete answers under a kept edition, in a few characters. Nothing is stored: they hold all."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from quiz.answers.numbering import answers_of, fingerprint_of, number_of
from quiz.answers.parameters import CODE, EDITION
from quiz.answers.query import write_pairs
from quiz.answers.routing import Route
from quiz.answers.spelling import LONGEST, VALUES, grouped, letters_in, number_in, spell
from quiz.rulebook import CodeRange, Rulebook, once_per_rulebook
from quiz.words import Speech

PAGE = "s"
"""What stands before a code in the path of an address."""

_AFTER = re.compile(r"[?&#]")


@dataclass(frozen=True)
class FoundCode:
    """A code of some edition that is on the shelf, in its usual spelling, and the number that it stands for."""

    text: str
    number: int
    range: CodeRange


@dataclass(frozen=True)
class ReadCode:
    """A code in its usual spelling, and the names and values that a link of its edition would hold."""

    text: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class RejectedCode:
    """What cannot be used as a code, and why; `other` is what it is if another quiz on the shelf has it."""

    why: str
    other: FoundCode | None = None


def code_of(route: Route) -> str | None:
    """The code of complete answers; None where the edition has none, being unkept, or too large for a short one."""
    own = _todays_range(route.rulebook)
    if own is None or not route.is_complete:
        return None
    return spell(own.first + number_of(route.rulebook, route.counted), own.length)


def find_code(ranges: Collection[CodeRange], text: str, speech: Speech) -> FoundCode | RejectedCode:
    """The code that somebody typed, or pasted with the address around it, among those of all `ranges`."""
    behind = text.rpartition(f"/{PAGE}/")[2].rpartition(f"{CODE}=")[2]  # The address of a server, or of a folder.
    letters = letters_in(_AFTER.split(behind, maxsplit=1)[0])
    if not letters:
        return RejectedCode(speech.say("Type the code from a summary."))
    lengths = sorted({each.length for each in ranges})
    if len(letters) not in lengths:
        if not lengths:
            return RejectedCode(speech.say("There are no codes here. Open the link to the summary."))
        said = speech.say_number(
            "It has %(number)s letter or digit; codes here have %(lengths)s.",
            "It has %(number)s letters and digits; codes here have %(lengths)s.",
            len(letters),
            lengths=", ".join(map(str, lengths)),
        )
        return RejectedCode(said)
    foreign = next((letter for letter in letters if letter not in VALUES), None)
    if foreign:
        return RejectedCode(speech.say("It is mistyped: no code has “%(letter)s” in it.", letter=foreign))
    number = number_in(letters)
    if number is None:
        return RejectedCode(speech.say("It is mistyped. Compare it with the summary, character by character."))
    of = next((each for each in ranges if each.holds(number, len(letters))), None)
    if of is None:
        return RejectedCode(speech.say("It belongs to no quiz or edition that is kept here."))
    return FoundCode(spell(number, of.length), number, of)


def read_code(rulebook: Rulebook, text: str) -> ReadCode | RejectedCode:
    """The answers in a code of `rulebook`, in today's edition or an earlier one."""
    speech = rulebook.speech
    found = find_code(rulebook.code_ranges, text, speech)
    if isinstance(found, RejectedCode):
        return found
    if found.range.rulebook != rulebook.id:
        return RejectedCode(speech.say("It belongs to another quiz."), found)
    then = edition_of_range(rulebook, found.range)
    if then is None:
        day = speech.day(found.range.edition)
        return RejectedCode(speech.say("It belongs to the edition of %(day)s, which is not kept here.", day=day))
    answers = answers_of(then, found.number - found.range.first)
    if answers is None:
        return RejectedCode(speech.say("It is mistyped: it stands for no answers."))
    return ReadCode(found.text, (*write_pairs(then, answers), (EDITION, found.range.edition.isoformat())))


def words_of_code(words: Sequence[str], ranges: Collection[CodeRange]) -> int:
    """How many of the `words` that begin a text are a code, whole or in groups; 0 where they are something else.

    Ordinary words are none: amid text, a code has letters and digits, or hyphens where codes have them.
    """
    lengths = sorted({each.length for each in ranges})
    letters = letters_in(words[0])
    if not letters or not lengths or len(letters) > LONGEST:
        return 0
    has_hyphens, is_grouped = "-" in words[0], words[0].upper() == grouped(letters)
    if has_hyphens and is_grouped and _stands_for_answers(letters, ranges):
        return 1
    fits = lengths[0] <= len(letters) <= lengths[-1] + 1 if has_hyphens and is_grouped else len(letters) in lengths
    if _is_mixed(letters) and fits and (is_grouped or not has_hyphens):
        return 1
    for length in lengths:
        groups = [len(group) for group in grouped("0" * length).split("-")]
        begin = words[: len(groups)]
        joined = "".join(begin)
        if [len(word) for word in begin] == groups and _is_mixed(joined) and _stands_for_answers(joined, ranges):
            return len(groups)
    return 0


def is_a_code(text: str, rulebook: Rulebook) -> bool:
    """Whether a text is a code and nothing else; one of letters alone is only where it stands for something."""
    words, ranges = text.split(), rulebook.code_ranges
    return words_of_code(words, ranges) == len(words) or _stands_for_answers(letters_in(text), ranges)


def _is_mixed(letters: str) -> bool:
    return letters.isalnum() and not letters.isalpha() and not letters.isdigit()


def _stands_for_answers(letters: str, ranges: Collection[CodeRange]) -> bool:
    if all(len(letters) != each.length for each in ranges):
        return False
    number = number_in(letters.upper())
    return number is not None and any(each.holds(number, len(letters)) for each in ranges)


def edition_of_range(rulebook: Rulebook, of: CodeRange) -> Rulebook | None:
    """The edition that a range is of; None where it is not kept, or has other questions than when it got its range."""
    is_kept = any(each.edition == of.edition for each in rulebook.kept)
    if is_kept and of.edition == rulebook.edition and fingerprint_of(rulebook) == of.fingerprint:
        return rulebook
    earlier = rulebook.kept_of(of.edition)
    return earlier.rulebook if earlier and fingerprint_of(earlier.rulebook) == of.fingerprint else None


@once_per_rulebook
def _todays_range(rulebook: Rulebook) -> CodeRange | None:
    """The range of the edition that is served, if its codes would be read as its own again."""
    own = (each for each in rulebook.code_ranges if (each.rulebook, each.edition) == (rulebook.id, rulebook.edition))
    return next((each for each in own if edition_of_range(rulebook, each) is rulebook), None)
