"""Catalogs of a translation, filled for a test."""

from pathlib import Path

from babel.messages.pofile import read_po, write_po


def fill_catalogs(folder: Path, language: str = "he") -> None:
    """Fills every catalog with its texts turned round, so that a test can tell them."""
    for path in folder.glob(f"*/translations/*.{language}.po"):
        with path.open("rb") as file:
            catalog = read_po(file)
        for message in catalog:
            if message.id:
                message.string = str(message.id)[::-1]
                message.flags.discard("fuzzy")
        with path.open("wb") as file:
            write_po(file, catalog)
