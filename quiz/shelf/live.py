"""The rulebooks being served while their files may change: new ones take the place of the old, or the old stay."""

import logging
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISREG
from typing import TypeAlias

from quiz.problems import Diagnostic, InvalidFiles
from quiz.rulebook import Rulebook

log = logging.getLogger("quiz")


@dataclass(frozen=True)
class Held:
    """What is served, since when, and what was wrong when the files were last read.

    With `problems`, the shelf is one from before. `taken` and `refused` count the reloads.
    """

    shelf: Mapping[str, Rulebook] = field(default_factory=dict)
    since: datetime | None = None
    problems: tuple[Diagnostic, ...] = ()
    taken: int = 0
    refused: int = 0


class LiveShelf:
    """Rulebooks by address, as `load` last gave them without a mistake.

    All that is held changes at once, so whoever asks at any moment gets what belongs together. What `load` gives is
    not taken where a file in `folders` changed meanwhile.
    """

    def __init__(self, load: Callable[[], Mapping[str, Rulebook]], source: Path, folders: Iterable[Path] = ()) -> None:
        self._load, self._source, self._folders = load, source, tuple(folders)
        self.held = Held()

    @property
    def shelf(self) -> Mapping[str, Rulebook]:
        """The rulebooks to serve."""
        return self.held.shelf

    def load(self) -> None:
        """Reads the files for the first time. Raises InvalidFiles."""
        self.held = Held(self._load(), datetime.now(UTC))

    def reload(self) -> bool:
        """Whether the files could be reloaded. If not, all stays as it was; the log and `held.problems` say why."""
        before = marks_of(self._folders)
        try:
            shelf = self._load()
            if marks_of(self._folders) != before:
                mend = "Have it read again once everything is written."
                raise InvalidFiles.for_file(self._source, "changed while it was read.", mend)
        except InvalidFiles as error:
            self._keep(error.problems)
        except Exception as error:  # Whatever a file did to us: those who are answering their quiz must not feel it.
            log.exception("Reading the files failed.")
            what = f"reading it failed with {type(error).__name__}."
            self._keep((Diagnostic(what, "Run `quiz check`.", file=self._source),))
        else:
            self.held = Held(shelf, datetime.now(UTC), (), self.held.taken + 1, self.held.refused)
            log.info("New files are served.", extra={"fields": {"rulebooks": list(shelf)}})
            return True
        return False

    def _keep(self, problems: tuple[Diagnostic, ...]) -> None:
        self.held = replace(self.held, problems=problems, refused=self.held.refused + 1)
        log.error("The files from before are kept.", extra={"fields": {"problems": [str(each) for each in problems]}})


def always(shelf: Mapping[str, Rulebook]) -> LiveShelf:
    """A shelf that rests on no file, and stays as it is."""
    live = LiveShelf(lambda: shelf, Path())
    live.load()
    return live


Marks: TypeAlias = frozenset[tuple[str, int, int, int, int, int]]
"""What tells a file from the one that was there before: its path, and what the system records of it."""

WATCHED_FILES = (
    "*.yaml",
    "*/*.yaml",
    "*/*/*.yaml",
    "*/*.po",
    "*/*/*.po",
    "editions/*/*.json",
)
"""Rulebooks and registers, and what may lie below their folders."""

RESTS = 2
"""Looks in a row at which nothing has changed, before files are taken for written."""

END = 64
"""Bytes in which the mark for the end of a file is looked for, so that blank lines may follow it."""


def marks_of(folders: Iterable[Path], files: Iterable[str] = WATCHED_FILES) -> Marks:
    """The marks of all data files in `folders`. Links are followed, so a folder that is swapped as a whole shows."""
    patterns = tuple(files)
    seen = set()
    for path in (path for folder in folders for pattern in patterns for path in folder.glob(pattern)):
        try:
            kept = path.stat()
        except OSError:
            continue  # It went away between being listed and being looked at.
        if not S_ISREG(kept.st_mode):
            continue  # Whoever opens a pipe may wait forever.
        # A copy may be given the time of what it was made from; the system's own note of the change tells.
        seen.add((str(path), kept.st_ino, kept.st_mtime_ns, kept.st_ctime_ns, kept.st_size, kept.st_mode))
    return frozenset(seen)


def _end_of(path: str) -> int:
    """How surely a file is complete: 2 with YAML's mark for its end (`...`), 1 with the end of a line, 0 otherwise."""
    try:
        with Path(path).open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - END))
            last = file.read(END)
    except OSError:
        return 0
    return 2 if last.rstrip(b"\r\n").endswith(b"\n...") else int(last.endswith(b"\n"))


class Watch:
    """Tells, look by look, whether files have changed and are complete.

    They are complete once two looks in a row have found no further change, and no file ends less surely than when a
    change was last reported: a file that is half written may be valid. The files are polled, since notifications of the
    system miss what changes on a remote disk, and behind a link.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self._known = self._last = marks_of(self._folders)
        self._ends = _ends(self._known)
        self._rested = 0

    def sees_new_files(self) -> bool:
        """Whether there is something new to read. Says so once for each change."""
        now = marks_of(self._folders)
        self._rested = self._rested + 1 if now == self._last else 0
        self._last = now
        if self._rested < RESTS or now == self._known:
            return False
        ends = _ends(now)
        cut = [path for path, end in ends.items() if end < self._ends.get(path, 0)]
        if not cut:
            self._known, self._ends = now, ends
        elif self._rested == RESTS:
            log.warning("New files are not complete, and not read.", extra={"fields": {"files": sorted(cut)}})
        return not cut


def _ends(marks: Marks) -> dict[str, int]:
    return {path: _end_of(path) for path, *_ in marks}
