"""What `quiz check` finds in the rulebooks that are served, told in the log at the start."""

import logging
from pathlib import Path
from threading import Thread

from quiz.api import check
from quiz.problems import InvalidFiles
from quiz.shelf import rulebook_files

SECONDS = 5.0
"""The time that the proof of one rulebook may take here."""

MOST = 5
"""So many findings on a rulebook are told one by one."""

log = logging.getLogger("quiz")


def tell_findings(rules: Path, seeds: Path) -> None:
    """Writes to the log what `quiz check` refuses, in a thread of its own: nobody waits for it."""
    Thread(target=_tell, args=(rules, seeds), name="findings", daemon=True).start()


def _tell(rules: Path, seeds: Path) -> None:
    try:
        paths = rulebook_files(rules)
    except InvalidFiles:
        return  # The files went away since they were read; what was read is served.
    for path in paths:
        found = [each for each in check(path, seeds, seconds=SECONDS) if each.level == "error"]
        for each in found[:MOST]:
            log.warning("`quiz check` refuses: %s", each)
        if len(found) > MOST:
            log.warning("`quiz check` refuses %d more in %s", len(found) - MOST, path)
