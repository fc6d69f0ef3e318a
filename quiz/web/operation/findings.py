"""What `quiz check` finds in the rulebooks that are served, told in the log at the start."""

import logging
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quiz.problems import Diagnostic
from quiz.web.operation.checking import Checked, Checking

SECONDS = 5
"""The time that the proof of one rulebook may take here."""

MOST = 5
"""So many findings on a rulebook are told one by one."""

log = logging.getLogger("quiz")


@contextmanager
def findings_told(rules: Path, seeds: Path) -> Iterator[None]:
    """Has the log say what `quiz check` refuses. Nobody waits for the check; it ends with the block."""
    checking = Checking(rules, seeds, "--seconds", str(SECONDS), told=_tell)
    checking.start()
    try:
        yield
    finally:
        checking.stop()


def _tell(checked: Checked) -> None:
    refused: dict[Path | None, list[Diagnostic]] = defaultdict(list)
    for problem in checked.problems:
        if problem.level == "error":
            refused[problem.file].append(problem)
    for path, problems in refused.items():
        for problem in problems[:MOST]:
            log.warning("`quiz check` refuses: %s", problem)
        if len(problems) > MOST:
            log.warning("`quiz check` refuses %d more in %s", len(problems) - MOST, path)
