"""The script in Node, asked line by line: for the proof that it answers as the program does."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from quiz.rulebook import Rulebook
from quiz.site import scripts
from quiz.site.compiling import compiled


class NoNode(Exception):
    """Raised where Node, which runs the script outside of a browser, is not found."""


class Engine:
    """The script at work on the rulebook that was opened last."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def open(self, rulebook: Rulebook, **more: Any) -> None:
        """Lets what follows be asked of `rulebook`; `more` is what its pages need to know besides."""
        self.ask("open", json.loads(scripts.as_json(compiled(rulebook) | more)))

    def ask(self, what: str, given: Any) -> Any:
        """What the script makes of `given`."""
        return self.begin(what, given)()

    def begin(self, what: str, given: Any) -> Callable[[], Any]:
        """Lets the script begin with `given`, and returns what waits for its answer: meanwhile, there is time."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"what": what, "given": given}) + "\n")
        self._process.stdin.flush()
        return partial(self._answer, self._process.stdout, f"{what}: {str(given)[:500]}")

    @staticmethod
    def _answer(lines: IO[str], asked: str) -> Any:
        line = lines.readline()
        if not line:
            raise RuntimeError(f"the script stopped at {asked}")
        return json.loads(line)


@contextmanager
def engine(language: str) -> Iterator[Engine]:
    """The script with that of a language before it, running until the block ends. Raises NoNode."""
    node = shutil.which("node")
    if node is None:
        raise NoNode
    made = scripts.source(*scripts.EVERYTHING, "finding", "respond")
    with TemporaryDirectory() as name:
        path = Path(name) / "engine.js"
        path.write_text(language + made, encoding="utf-8")
        command = [node, str(scripts.FOLDER / "runner.js"), str(path)]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, encoding="utf-8") as process:
            try:
                yield Engine(process)
            finally:
                process.kill()
