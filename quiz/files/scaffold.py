"""A rulebook and its register to begin with: a small quiz that holds together, with explanatory comments."""

from datetime import date
from pathlib import Path

from quiz.files.replacing import write_file
from quiz.problems import Diagnostic, InvalidFiles
from quiz.words import own_folder

PATTERNS = own_folder("templates") / "new"


def scaffold_quiz(name: str, folder: Path, edition: date) -> tuple[Path, Path]:
    """The paths of a rulebook and a register, written below `folder` and called after `name`.

    Raises InvalidFiles where a file of theirs is there already, or cannot be written; then nothing is overwritten,
    and neither file is left behind.
    """
    rulebook, register = folder / "rules" / f"{name}.yaml", folder / "seeds" / f"{name}-talk.yaml"
    there = [
        Diagnostic("is there already.", "Choose another name.", file=path)
        for path in (rulebook, register)
        if path.exists()
    ]
    if there:
        raise InvalidFiles(there)
    try:
        write_file(rulebook, _filled("rulebook.yaml", name, edition), making_its_folder=True)
        write_file(register, _filled("register.yaml", name, edition), making_its_folder=True)
    except InvalidFiles:
        if rulebook.is_file():
            rulebook.unlink()
        raise
    return rulebook, register


def _filled(pattern: str, name: str, edition: date) -> str:
    text = (PATTERNS / pattern).read_text(encoding="utf-8")
    review = a_year_after(edition).isoformat()
    return text.replace("NAME", name).replace("EDITION", edition.isoformat()).replace("REVIEW", review)


def a_year_after(edition: date) -> date:
    """When an edition is reviewed, unless its author says otherwise."""
    return date(edition.year + 1, edition.month, min(edition.day, 28))
