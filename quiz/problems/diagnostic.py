"""What is wrong in a file, where it is, and what to write instead: the one type for it, from finding to printing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from quiz.problems.names import Mend
from quiz.problems.shortening import shortened

Step: TypeAlias = str | int
Trail: TypeAlias = tuple[Step, ...]
"""The path to a value: keys and list indexes from the top of the file."""

Level: TypeAlias = Literal["error", "warning"]

LONGEST = 700
"""In characters; a list of eight names of the longest kind fits."""


@dataclass(frozen=True)
class Diagnostic:
    """One problem: what is wrong, what to write instead, the path to it in the data, and the check that found it.

    It is placed once: `file` is None until then; lines and columns count from 1; in a
    spreadsheet, they are those of `cell`, such as `advice!C12`. `at_key` places it at the key of a
    mapping instead of the value. `what` and `mend` are made to fit a line each, since names in them come from the
    file and may hold anything. `answers` are complete answers that show the problem; once placed, `picks` is their
    short form and `link` leads to them. `details` are further lines.
    """

    what: str
    mend: Mend = ""
    trail: Trail = ()
    at_key: bool = False
    check: str = "file"
    level: Level = "error"
    answers: Mapping[str, frozenset[str]] | None = None
    details: tuple[str, ...] = ()
    file: Path | None = None
    line: int = 1
    column: int = 1
    cell: str | None = None
    picks: str | None = None
    link: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "what", shortened(self.what, LONGEST))
        if isinstance(self.mend, str):
            object.__setattr__(self, "mend", shortened(self.mend, LONGEST))

    def below(self, *trail: Step) -> "Diagnostic":
        """The same problem, in data that stands at `trail` of something larger."""
        return replace(self, trail=(*trail, *self.trail))

    def at(self, file: Path, line: int = 1, column: int = 1) -> "Diagnostic":
        """The same problem, placed."""
        return replace(self, mend=str(self.mend), file=file, line=line, column=column)

    def __str__(self) -> str:
        place = f"{self.file}:{self.cell or f'{self.line}:{self.column}'}: " if self.file else ""
        return f"{place}{'warning: ' if self.level == 'warning' else ''}{self.what} {self.mend}".rstrip()


def in_file_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics by file and place, each message once."""
    by_place = {(each.file or Path(), each.line, each.column, each.what, str(each.mend)): each for each in diagnostics}
    return tuple(by_place[place] for place in sorted(by_place))


class InvalidFiles(Exception):
    """Raised when data files cannot be used; holds every problem found, in file order."""

    def __init__(self, problems: Iterable[Diagnostic]) -> None:
        self.problems = in_file_order(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @classmethod
    def for_file(
        cls, file: Path, what: str, mend: str, line: int = 1, column: int = 1, *, check: str = "file"
    ) -> "InvalidFiles":
        """The exception for a single problem of one file."""
        return cls([Diagnostic(what, mend, check=check).at(file, line, column)])


class InvalidData(Exception):
    """Raised while data is read, before anyone knows its place in a file; holds every problem found."""

    def __init__(self, problems: Iterable[Diagnostic]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.what for problem in self.problems))
