"""The command `quiz`, as typed."""

import os
import subprocess
import sys
from pathlib import Path


def quiz(*words: str, typed: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", "quiz", *words]
    return subprocess.run(command, input=typed, capture_output=True, text=True, timeout=60, cwd=cwd, env=environment)
