"""A rulebook and its register to begin with: a small quiz that holds together, with comments that teach."""

from datetime import date
from pathlib import Path

from quiz.places import own_folder
from quiz.problems import FileProblems, Problem

PATTERNS = own_folder("templates") / "new"


def start(name: str, folder: Path, edition: date) -> tuple[Path, Path]:
    """The paths of a rulebook and a register, written below `folder` and called after `name`.

    Raises FileProblems where a file of theirs is there already, or cannot be written; then nothing is overwritten.
    """
    rulebook, register = folder / "rules" / f"{name}.yaml", folder / "seeds" / f"{name}-talk.yaml"
    there = [
        Problem(path, 1, 1, "is there already.", "Choose another name.")
        for path in (rulebook, register)
        if path.exists()
    ]
    if there:
        raise FileProblems(there)
    for path, pattern in ((rulebook, "rulebook.yaml"), (register, "register.yaml")):
        text = (PATTERNS / pattern).read_text(encoding="utf-8")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_filled(text, name, edition), encoding="utf-8")
        except OSError as error:
            raise FileProblems(
                [Problem(path, 1, 1, f"cannot be written: {error.strerror}.", "Choose another folder.")]
            ) from None
    return rulebook, register


def _filled(text: str, name: str, edition: date) -> str:
    review = date(edition.year + 1, edition.month, min(edition.day, 28))
    return text.replace("NAME", name).replace("EDITION", edition.isoformat()).replace("REVIEW", review.isoformat())
