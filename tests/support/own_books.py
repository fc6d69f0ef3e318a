"""The project's own rulebooks."""

import re

from quiz.shelf.loading import load_shelf
from quiz.words.folders import own_folder

IR = load_shelf(own_folder("rules"), own_folder("seeds"))["integrated-ir"]
IR_TEXT = (own_folder("rules") / "integrated-ir.yaml").read_text(encoding="utf-8")

VERDICTS = re.compile(
    r"\b(you should|perfect fit|best for you|ideal|recommend\w*|score|rank\w*|match for you)\b|%", re.I
)
"""Words that would name a winner."""


def texts_in(data: object) -> list[str]:
    """Every text within `data`, however deep."""
    if isinstance(data, str):
        return [data]
    if isinstance(data, dict):
        return [text for value in data.values() for text in texts_in(value)]
    if isinstance(data, list | tuple):
        return [text for value in data for text in texts_in(value)]
    return []
