"""Links that were broken over several lines, as mail does it, put together again."""

import re
from collections.abc import Callable, Iterator, Sequence

MOST_LINES = 12
"""Over how many lines a link may be broken: the longest has seven, of 76 characters."""

MOST_CHARACTERS = 4000
"""How long a link may be to be put together."""

LINK_START = re.compile(r"https?://", re.IGNORECASE)

_QUOTED = re.compile(r"^[>| \t]+", re.MULTILINE)
_SOFT_BREAK = re.compile(r"=[ \t]*\r?\n")


def lines_of(text: str) -> list[str]:
    """The lines of a text, without the `>` or `|` of a quoted mail before them, and without its encoding.

    That encoding, quoted-printable (RFC 2045, 6.7), writes `=3D` for `=`, and ends lines that go on in `=`.
    """
    text = _QUOTED.sub("", text)
    if "=3D" in text:
        text = _SOFT_BREAK.sub("", text).replace("=3D", "=")
    return [line.strip() for line in text.splitlines()]


def may_hold_link(word: str) -> bool:
    """Whether a word looks like a link or like its answers."""
    return "://" in word or "=" in word


def put_together(lines: Sequence[str], is_whole: Callable[[str], bool]) -> Iterator[str]:
    """The lines, with a link in one where it was broken over several.

    `is_whole` tells whether a text is a link to a whole summary: a line is joined to those before it only if the link
    is whole then, and of several ways to join them the longest is right.
    """
    place = 0
    while place < len(lines):
        line, rest = lines[place], ""
        joined = (line.split() or [""])[-1]
        before = line.removesuffix(joined)
        place += 1
        last = min(place + MOST_LINES, len(lines)) if may_hold_link(joined) else place
        whole = None
        for ahead in range(place, last):
            word, *more = lines[ahead].split(maxsplit=1) or [""]
            if not word or LINK_START.match(word) or len(joined) + len(word) > MOST_CHARACTERS:
                break
            if whole is None:  # Most lines are followed by a link of their own, and need not be read to see that.
                whole = is_whole(joined)
            if whole and (not may_hold_link(word) or is_whole(word)):
                break  # Two links, or a link and something else: a wrapper may take anything for its own.
            joined += word
            if is_whole(joined):
                line, rest, place, whole = before + joined, "".join(more), ahead + 1, True
            elif is_whole(word):
                break
            if more:
                break
        yield line
        if may_hold_link(rest):
            yield rest
