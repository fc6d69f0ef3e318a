"""Which numbers the codes of each kept edition stand for: `rules/editions/codes.json`, to which `quiz keep` adds.

No two editions of a folder share a code, and no code is ever given to another edition: an entry stays, even where the
edition itself is gone.
"""

import json
import logging
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from hashlib import sha256
from itertools import combinations
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from quiz.answers import LONGEST, PRIME, count_of_numbers, fingerprint_of
from quiz.files import report_read_errors, write_file
from quiz.problems import InvalidFiles
from quiz.rulebook import CodeRange, Rulebook

FILE = "codes.json"
VERSION = 1
RESTORE = "Restore it as `quiz keep` wrote it."

LENGTHS = range(6, LONGEST + 1)
"""In characters: fewer would look like words, and leave too few codes that are nobody's."""

EDITIONS = 40
"""For how many editions of its size a code must have room to be offered at its length."""

log = logging.getLogger("quiz")

_adapter = TypeAdapter(tuple[CodeRange, ...])


def read_ranges(editions: Path) -> tuple[CodeRange, ...]:
    """The ranges that have been given to editions in a folder. Raises InvalidFiles."""
    path = editions / FILE

    def refused(what: str, mend: str = RESTORE) -> InvalidFiles:
        return InvalidFiles.for_file(path, what, mend)

    try:
        with report_read_errors(path):
            if not path.exists():
                return ()
            data = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        raise refused("is no JSON.") from None
    if not isinstance(data, dict) or type(data.get("version")) is not int:
        raise refused("is not a list of codes: it has no version.")
    if data["version"] > VERSION:
        raise refused(f"has the version {data['version']}; {VERSION} is the latest known here.", "Update the program.")
    try:
        ranges = _adapter.validate_python(data.get("ranges"))
    except ValidationError as error:
        raise refused(f"is not a list of codes: {error.errors()[0]['msg']}.") from None
    for each in ranges:
        if each.length not in LENGTHS or not 0 <= each.first < each.first + each.size <= PRIME ** (each.length - 1):
            raise refused(f"gives {each.rulebook} of {each.edition} numbers that no code has.")
    for one, other in combinations(ranges, 2):
        if one.overlaps(other) or (one.rulebook, one.edition) == (other.rulebook, other.edition):
            names = f"{one.rulebook} of {one.edition} and {other.rulebook} of {other.edition}"
            raise refused(f"gives the same codes to two editions, or two ranges to one: {names}.")
    return ranges


def usable_ranges(editions: Path) -> tuple[CodeRange, ...]:
    """The same; none where the file is wrong, and the log says so: then the long links serve."""
    try:
        return read_ranges(editions)
    except InvalidFiles as error:
        log.warning("Codes cannot be used.", extra={"fields": {"problem": str(error.problems[0])}})
        return ()


def add_ranges(editions: Path, kept: Iterable[Rulebook]) -> None:
    """Gives a range to each edition of `kept` that has none. Raises InvalidFiles where that cannot be written."""
    before = read_ranges(editions)
    ranges = list(before)
    for book in kept:
        if all((each.rulebook, each.edition) != (book.id, book.edition) for each in ranges):
            ranges += filter(None, [free_range(book, ranges)])
    if len(ranges) > len(before):
        lines = ",\n  ".join(json.dumps(asdict(each), default=str) for each in ranges)
        text = f'{{"version": {VERSION}, "ranges": [\n  {lines}\n]}}\n'
        write_file(editions / FILE, text, making_its_folder=True)


def free_range(book: Rulebook, taken: Sequence[CodeRange]) -> CodeRange | None:
    """A range for an edition that no other has, for the shortest codes with room; None if they would be too long.

    The search begins at a place derived from the quiz and its date. So on another machine, the same edition nearly
    always gets the same codes, and another quiz or edition hardly ever does.
    """
    size, name = count_of_numbers(book), f"{book.id} {book.edition}"
    begin = int.from_bytes(sha256(name.encode()).digest())
    for length in LENGTHS:
        places = PRIME ** (length - 1) // size
        if places < EDITIONS:
            continue
        others = [each for each in taken if each.length == length]
        # If any place is free, then one at the start, or right after another range.
        behind = (-(-(each.first + each.size) // size) for each in others)
        for place in sorted({begin % places, 0, *behind}, key=lambda place: (place - begin) % places):
            found = CodeRange(book.id, book.edition, length, place * size, size, fingerprint_of(book))
            if place < places and not any(found.overlaps(other) for other in others):
                return found
    return None
