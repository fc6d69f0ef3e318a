"""The peers, as the lock files beside this one pin them, in a folder that is gone when the measurement is done."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent


class NotInstalled(Exception):
    """Raised where a peer cannot be had; says what is missing."""


@dataclass(frozen=True)
class Installed:
    """Where the peers are: packages of Python, which run with our own Python and servers, and packages of Node."""

    python: Path
    node: Path


@contextmanager
def peers() -> Iterator[Installed]:
    """The peers, until the block ends. Raises NotInstalled."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise NotInstalled("Node and npm run two of the peers, and are not installed here.")
    with TemporaryDirectory() as name:
        installed = Installed(Path(name) / "python", Path(name) / "node_modules")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes"]
        _run([*pip, "--target", str(installed.python), "--requirement", str(HERE / "requirements.txt")])
        for file in HERE.glob("package*.json"):
            shutil.copy(file, name)
        _run([npm, "ci", "--prefix", name, "--ignore-scripts", "--no-audit", "--no-fund"])
        yield installed


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        said = f"The peers are installed from package registries, and {Path(command[0]).name} says:"
        raise NotInstalled(f"{said}\n{done.stderr.strip()}")
