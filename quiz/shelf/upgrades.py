"""From the kept editions of earlier versions of the format to today's.

A version is what the document of an edition looks like. When rulebooks change so that an older document would be
misread, a function that makes the next version of it is added at the end of `UPGRADES`; the files stay as they are.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

Document: TypeAlias = Mapping[str, Any]
"""The document of an edition: `version`, `rulebook`, `register`, and `translations` by language and place."""

UPGRADES: Sequence[Callable[[Document], Document]] = ()
"""What makes version 2 of version 1, what makes version 3 of version 2, and so on."""

VERSION = 1 + len(UPGRADES)
"""The version that is written."""


def upgraded(document: Document, upgrades: Sequence[Callable[[Document], Document]] = UPGRADES) -> Document:
    """The document as the last of `upgrades` makes it."""
    for upgrade in upgrades[document["version"] - 1 :]:
        document = upgrade(document)
    return {**document, "version": 1 + len(upgrades)}
