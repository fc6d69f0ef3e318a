"""The script in Node, asked line by line: for the proof that it answers as the program does."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quiz.rulebook import Rulebook
from quiz.site import scripts
from quiz.site.compiling import compiled
from quiz.words import Speech


class NoNode(Exception):
    """Raised where Node, which runs the script outside of a browser, is not found."""


class Engine:
    """The script at work on the rulebook that was opened last."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def open(self, rulebook: Rulebook) -> None:
        """Lets what follows be asked of `rulebook`."""
        self.ask("open", json.loads(scripts.as_json(compiled(rulebook))))

    def ask(self, what: str, given: Any) -> Any:
        """What the script makes of `given`."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"what": what, "given": given}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the script stopped at {what}: {str(given)[:500]}")
        return json.loads(line)


@contextmanager
def engine(speech: Speech) -> Iterator[Engine]:
    """The script in a language, running until the block ends. Raises NoNode."""
    node = shutil.which("node")
    if node is None:
        raise NoNode
    made = scripts.source(*scripts.PROOF)
    with TemporaryDirectory() as name:
        path = Path(name) / "engine.js"
        path.write_text(scripts.of_language(speech, made) + made, encoding="utf-8")
        command = [node, str(scripts.FOLDER / "runner.js"), str(path)]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, encoding="utf-8") as process:
            try:
                yield Engine(process)
            finally:
                process.kill()
