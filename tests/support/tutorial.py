"""What the tutorial shows: files, edits and commands, by text and in the cells of a spreadsheet."""

import re
from collections.abc import Iterator
from pathlib import Path

TUTORIAL = Path(__file__).parents[2] / "docs" / "authors" / "tutorial.md"


def blocks(text: str) -> Iterator[tuple[str, str, str]]:
    """The caption, the kind and the content of each block that is to be written or done; `text` alone is to be read."""
    block = r"(?:^\*\*(\S+\*\*(?:, at its end)?):\n\n)?^```(\w+)\n(.*?)^```$"
    for caption, kind, content in re.findall(block, text, flags=re.M | re.S):
        if caption or kind != "text":
            yield caption, kind, content


def steps(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a block, and what it is shown to answer."""
    for step in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, _, shown = step.partition("\n")
        yield command, shown


def write(folder: Path, caption: str, text: str) -> None:
    """Writes a file, or goes on with it."""
    name, _, at_its_end = caption.partition("**")
    path = folder / name
    assert path.exists() == bool(at_its_end), caption
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def edit(folder: Path, change: str) -> None:
    """Makes a change, which must fit in one place only."""
    first, *lines = change.splitlines()
    path = folder / first.removeprefix("--- ")
    before = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "+")
    after = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "-")
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"this stands {text.count(before)} times in {path.name}:\n{before}"
    path.write_text(text.replace(before, after), encoding="utf-8")


def finished_quiz(folder: Path) -> Path:
    """The rulebook that its first day ends with, written below `folder`."""
    for name in ("rules", "seeds"):
        (folder / name).mkdir(parents=True)
    for caption, kind, block in blocks(TUTORIAL.read_text(encoding="utf-8").partition("## Another day")[0]):
        if caption:
            write(folder, caption, block)
        elif kind == "diff":
            edit(folder, block)
    return folder / "rules" / "campus.yaml"
