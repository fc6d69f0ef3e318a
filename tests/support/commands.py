"""The command `quiz`, as typed."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from click.testing import CliRunner

from quiz.cli import main


@dataclass(frozen=True)
class Completed:
    """A command that has ended: its exit status and its output."""

    returncode: int
    stdout: str
    stderr: str


def quiz(*words: str, typed: str | bytes = "", encoding: str = "utf-8") -> Completed:
    """The command run in this process, with standard streams in `encoding`."""
    with (
        CliRunner(charset=encoding).isolation(input=typed) as (stdout, stderr, _),
        patch.object(sys, "argv", ["quiz", *words]),
    ):
        status = 0
        try:
            main()
        except SystemExit as ended:
            status = int(ended.code or 0)
        # click takes ASCII for a wrong setting, and writes UTF-8.
        written = "utf-8" if encoding == "ascii" else encoding
        return Completed(status, stdout.getvalue().decode(written), stderr.getvalue().decode(written))


def quiz_process(*words: str) -> subprocess.CompletedProcess[str]:
    """The command run in a process of its own, where what it does to the process matters, or who starts it."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", "quiz", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment)
