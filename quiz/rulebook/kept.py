"""A kept edition of a rulebook, as a rulebook of today knows it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from quiz.problems import Diagnostic, InvalidFiles

if TYPE_CHECKING:
    from quiz.rulebook.model import Rulebook

log = logging.getLogger("quiz")

UNUSABLE = "A kept edition cannot be used."


@dataclass(frozen=True)
class Earlier:
    """What an earlier edition said, and the parts of it (kind and id) whose words are others today."""

    rulebook: "Rulebook"
    reworded: frozenset[tuple[str, str]]


class Kept:
    """A kept edition, which is read when a link first names it.

    `problem` says why it cannot be used, as far as that has been seen. Then there may be no date, and nothing to read.
    """

    def __init__(
        self, edition: date | None, read: Callable[[], Earlier] | None, problem: Diagnostic | None = None
    ) -> None:
        self.edition, self._read, self.problem = edition, read, problem

    @cached_property
    def earlier(self) -> Earlier | None:
        """What it said; None if it cannot be used."""
        try:
            return self._read() if self._read else None
        except InvalidFiles as error:
            self.problem = error.problems[0]
            log.warning(UNUSABLE, extra={"fields": {"problem": str(self.problem)}})
            return None
