"""Numbers as codes that people can read aloud and type: `7KF3-Q2M2`.

31 characters, a prime number of them, so that one at the end catches every wrong character and every two that are
swapped. `docs/developers/decisions/codes.md` has the definition, for programs in other languages.
"""

import re
from itertools import pairwise
from unicodedata import normalize

CHARACTERS = "0123456789ABCDEFGHJKMNPQRSTVWXY"
"""Those of Crockford's base 32 but Z, which looks like 2 in many a handwriting."""

PRIME = len(CHARACTERS)
VALUES = {character: value for value, character in enumerate(CHARACTERS)} | {"O": 0, "I": 1, "L": 1, "Z": 2}
"""What each character stands for; look-alikes are read as one."""

LONGEST = 24
"""The most characters in a code; above it, a link is no harder to pass on. It must be less than `PRIME`."""

IGNORED = re.compile(r"[\W_]+")
PER_GROUP = 4
MOST_GROUPS = LONGEST // PER_GROUP


def spell(number: int, length: int) -> str:
    """The code of `length` characters for a number below `PRIME ** (length - 1)`, in groups."""
    values = []
    for _ in range(length - 1):
        number, value = divmod(number, PRIME)
        values.append(value)
    check = -sum(weight * value for weight, value in enumerate(values, start=2)) % PRIME
    return grouped("".join(CHARACTERS[value] for value in (*values[::-1], check)))


def letters_in(text: str) -> str:
    """The letters and digits of a code as somebody wrote it; blanks, hyphens and other signs do not matter."""
    return IGNORED.sub("", normalize("NFKC", text)).upper()


def number_in(letters: str) -> int | None:
    """The number that a code stands for; None if it is mistyped."""
    values = [VALUES.get(letter) for letter in letters]
    number = total = 0
    for weight, value in zip(range(len(values), 0, -1), values, strict=True):
        if value is None:
            return None
        total += weight * value
        if weight > 1:
            number = number * PRIME + value
    return None if total % PRIME else number


def grouped(letters: str) -> str:
    """Letters in groups of at most four, as even as they can be, with hyphens between them."""
    groups = -(-len(letters) // PER_GROUP)
    ends = [-(-len(letters) * number // groups) for number in range(groups + 1)]
    return "-".join(letters[start:end] for start, end in pairwise(ends))
