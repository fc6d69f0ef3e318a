"""What can be wrong with a file, said so that an author can mend it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TypeAlias

Step: TypeAlias = str | int
Trail: TypeAlias = tuple[Step, ...]
"""The way to a value: keys and list indexes from the top of the file."""

LONGEST = 700
"""In characters; a list of eight names of the longest kind fits."""


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: where it is (line and column count from 1), what is wrong, what to write instead.

    `what` and `mend` are made to fit a line each: names in them come from the file, and may hold anything.
    """

    file: Path
    line: int
    column: int
    what: str
    mend: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "what", _on_a_line(self.what))
        object.__setattr__(self, "mend", _on_a_line(self.mend))

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.what} {self.mend}".rstrip()


def _on_a_line(text: str) -> str:
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]}…"
    return text if text.isprintable() else "".join(c if c.isprintable() else "�" for c in text)


class FileProblems(Exception):
    """Raised when a data file cannot be used; holds every problem found, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def how_many(count: int) -> str:
    """The line that closes a list of problems."""
    return f"{count} {'problem' if count == 1 else 'problems'} found."


MOST_NAMES, MOST_LETTERS = 2000, 200
"""Beyond, looking for the nearest name would take too long."""


def known_names(names: Iterable[str], limit: int = 8) -> str:
    """The names as a readable list, cut short after `limit`."""
    listed = [f"`{name}`" for name in names]
    if not listed:
        return "none"
    rest = len(listed) - limit
    return ", ".join(listed[:limit]) + (f" and {rest} more" if rest > 0 else "")


@dataclass(frozen=True)
class Instead:
    """The mend for an unknown name. It is looked up when it is shown, since a file may hold very many."""

    name: str
    names: Iterable[str]

    def __str__(self) -> str:
        return instead_of(self.name, list(self.names))


def instead_of(name: str, names: Sequence[str]) -> str:
    """The mend for an unknown name: the nearest known one, or else the list of them."""
    near = nearest(name, names)
    return f"Did you mean `{near}`?" if near else f"Known: {known_names(names)}."


def nearest(name: str, names: Sequence[str]) -> str | None:
    """The known name that an unknown one was probably meant to be; None if none is near."""
    return next(iter(get_close_matches(name[:MOST_LETTERS], names[:MOST_NAMES], n=1, cutoff=0.6)), None)
