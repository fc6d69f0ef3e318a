"""`quiz check` run beside a server: it takes longer than a page may, and must not slow one down."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Literal

from quiz.problems import Diagnostic, from_json
from quiz.words import PACKAGE

NICE = 10
"""How far the check yields to other processes, from 0 to 19: where both want a core, pages get nine tenths."""

log = logging.getLogger("quiz")


@dataclass(frozen=True)
class Checked:
    """How far the check is: not begun, going on, over, or failed itself; what it found, and what it counted."""

    state: Literal["none", "going on", "over", "failed"]
    problems: tuple[Diagnostic, ...] = ()
    counts: tuple[str, ...] = ()


class Checking:
    """The last check of some folders. A newer one takes its place and ends it."""

    def __init__(
        self, rules: Path, seeds: Path, *options: str, told: Callable[[Checked], None] = lambda checked: None
    ) -> None:
        """`options` are further ones of `quiz check`; `told` is called with what a check ended with."""
        folders = ["--rules", str(rules), "--seeds", str(seeds)]
        format_options = ["--format", "json", "--verbose", "--url", ""]
        self._command = [sys.executable or "", "-m", "quiz", "check", *format_options, *folders, *options]
        self._told = told
        self._process: subprocess.Popen[str] | None = None
        self.checked = Checked("none")

    def start(self) -> None:
        """Begins again. Where no process can be started, the check has failed."""
        self.stop()
        # The same program as this one, wherever it was started from.
        found_at = os.pathsep.join(filter(None, (str(PACKAGE.parent), os.environ.get("PYTHONPATH"))))
        try:
            process = subprocess.Popen(
                self._command,
                env={**os.environ, "PYTHONPATH": found_at, "PYTHONIOENCODING": "utf-8"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
            )
        except OSError as error:  # No process to be had, or no Python: pages do without the check.
            log.error("The check cannot be started.", extra={"fields": {"reason": str(error)}})
            self.checked = Checked("failed", counts=(str(error),))
            return
        if hasattr(os, "setpriority"):  # Pages come first, also where there is one core.
            with suppress(OSError):  # A system may refuse it; a check that is over already needs none.
                os.setpriority(os.PRIO_PROCESS, process.pid, NICE)
        self._process, self.checked = process, Checked("going on")
        Thread(target=self._wait, args=(process,), name="check", daemon=True).start()

    def stop(self) -> None:
        """Ends the check that is going on, if any; nothing is known then."""
        process, self._process = self._process, None
        self.checked = Checked("none")
        if process is not None and process.poll() is None:
            process.kill()

    def _wait(self, process: "subprocess.Popen[str]") -> None:
        found, said = process.communicate()
        if process is not self._process:
            return
        try:
            problems = from_json(found)
        except ValueError:
            log.error("The check failed.", extra={"fields": {"status": process.returncode}})
            self.checked = Checked("failed", counts=tuple(said.splitlines()[-1:]))
        else:
            self.checked = Checked("over", problems, tuple(said.splitlines()))
        self._told(self.checked)
