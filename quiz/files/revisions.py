"""Rulebooks as they were: a file, or a file at a git revision."""

import os
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path, PurePosixPath

from quiz.files.load import load_rulebook
from quiz.problems import Diagnostic, InvalidFiles
from quiz.rulebook import Rulebook


def load_named(name: str, seeds: Path | None, own_seeds: Path) -> Rulebook:
    """The rulebook that `name` names: a path, or `REVISION:path` as git writes it.

    Registers come from `seeds`, or else from the folder `seeds` beside the rulebook's folder (at the
    same revision), or else from `own_seeds`. Raises InvalidFiles.
    """
    path = Path(name)
    if path.exists() or ":" not in name:
        return load_rulebook(path, seeds or seeds_beside(path, own_seeds)).rulebook
    revision, _, inside = name.partition(":")
    with tempfile.TemporaryDirectory(prefix="quiz-") as folder:
        copy = Path(folder, "rules", PurePosixPath(inside).name)
        _write(copy, _git(name, "show", name))
        beside = (PurePosixPath(inside).parent.parent / "seeds").as_posix()
        listed = _git(name, "ls-tree", "-z", "--name-only", "--full-tree", revision, f"{beside}/")
        for file in filter(None, os.fsdecode(listed).split("\0")):
            _write(Path(folder, "seeds", PurePosixPath(file).name), _git(name, "show", f"{revision}:{file}"))
        try:
            return load_rulebook(copy, seeds or seeds_beside(copy, own_seeds)).rulebook
        except InvalidFiles as error:
            raise InvalidFiles(_renamed(error, Path(folder), revision)) from None


def seeds_beside(rulebook: Path, own_seeds: Path) -> Path:
    """The folder `seeds` beside the folder of a rulebook, or else `own_seeds`."""
    beside = rulebook.resolve().parent.parent / "seeds"
    return beside if beside.is_dir() else own_seeds


def _renamed(error: InvalidFiles, folder: Path, revision: str) -> list[Diagnostic]:
    """The problems, named after the revision instead of the folder that it was written to."""
    return [
        replace(each, file=Path(f"{revision}:{each.file.relative_to(folder)}"))
        if each.file and each.file.is_relative_to(folder)
        else each
        for each in error.problems
    ]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


def _git(name: str, *words: str) -> bytes:
    try:
        return subprocess.run(["git", *words], check=True, capture_output=True).stdout
    except FileNotFoundError:
        what, mend = "is not a file, and git is not installed to look it up.", "Name a file."
    except subprocess.CalledProcessError as error:
        what = f"cannot be read: {error.stderr.decode(errors='replace').strip().splitlines()[-1]}."
        mend = "Name a file, or REVISION:path from the top of the repository."
    raise InvalidFiles.for_file(Path(name), what, mend)
