"""What to write instead of an unknown name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

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
    """The suggestion for an unknown name, computed when it is shown, since a file may hold very many."""

    name: str
    names: Iterable[str]

    def __str__(self) -> str:
        return instead_of(self.name, list(self.names))


@dataclass(frozen=True)
class Missing:
    """The suggestion for a field that is missing; `known` is what it may be, where that is little."""

    field: str
    known: str = ""

    def __str__(self) -> str:
        return f"Add `{self.field}: …`{self.of_known}"

    @property
    def of_known(self) -> str:
        """The end of the suggestion."""
        return f": {self.known}." if self.known else "."


@dataclass(frozen=True)
class InCells:
    """A suggestion for a file, and `in_cells` the other one for where the same stands in the cells of a spreadsheet."""

    in_file: str
    in_cells: str

    def __str__(self) -> str:
        return self.in_file


Mend: TypeAlias = str | Instead | Missing | InCells
"""What to write instead of what is wrong."""


def instead_of(name: str, names: Sequence[str]) -> str:
    """The suggestion for an unknown name: the nearest known one, or else the list of them."""
    near = nearest(name, names)
    return f"Did you mean `{near}`?" if near else f"Known: {known_names(names)}."


def nearest(name: str, names: Sequence[str]) -> str | None:
    """The known name that an unknown one was probably meant to be; None if none is near."""
    looked_for = name[:MOST_LETTERS].lower()  # As names are written.
    return next(iter(get_close_matches(looked_for, names[:MOST_NAMES], n=1, cutoff=0.6)), None)
