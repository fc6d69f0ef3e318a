"""From the kept editions of earlier versions of the format to today's.

A version is what the document of an edition looks like. When rulebooks change so that an older document would be
misread, a function that makes the next version of it is added at the end of `UPGRADES`; the files stay as they are.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

Document: TypeAlias = Mapping[str, Any]
"""The document of an edition: `version`, `rulebook`, `registers`, and `translations` by language and place."""


def _to_version_2(document: Document) -> Document:
    """Rulebooks of format 2: marks may have reasons, options a short name, and claims differ in several ways.

    What format 1 did not say is left empty; that claims differ is kept as a difference of weight, which says least.
    """
    rulebook, register = document["rulebook"], document["register"]
    options = [
        {**option, "short": option["label"][:12], "unargued": dict.fromkeys(filter(None, [option.get("unargued")]), "")}
        for option in rulebook["options"]
    ]
    advice = [
        {**rule, "for": dict.fromkeys(rule.get("for", ())), "against": dict.fromkeys(rule.get("against", ()))}
        for rule in rulebook["advice"]
    ]
    differences = [{**each, "kind": "weight"} for each in register.get("disagreements", ())]
    return {
        **document,
        "rulebook": {**rulebook, "options": options, "advice": advice},
        "register": {**register, "differences": differences},
        "translations": {
            language: {**texts, "register": {_renamed(place): text for place, text in texts["register"].items()}}
            for language, texts in document.get("translations", {}).items()
        },
    }


def _renamed(place: str) -> str:
    return f"differences/{rest}" if (rest := place.removeprefix("disagreements/")) != place else place


def _to_version_3(document: Document) -> Document:
    """A rulebook may rest on several registers."""
    rulebook, register = document["rulebook"], document["register"]
    return {
        **document,
        "rulebook": {**rulebook, "evidence": [rulebook.get("evidence", "")]},
        "registers": [register],
        "translations": {
            language: {"rulebook": texts["rulebook"], "registers": [texts["register"]]}
            for language, texts in document.get("translations", {}).items()
        },
    }


UPGRADES: Sequence[Callable[[Document], Document]] = (_to_version_2, _to_version_3)
"""What makes version 2 of version 1, what makes version 3 of version 2, and so on."""

VERSION = 1 + len(UPGRADES)
"""The version that is written."""


def upgraded(document: Document, upgrades: Sequence[Callable[[Document], Document]] = UPGRADES) -> Document:
    """The document as the last of `upgrades` makes it."""
    for upgrade in upgrades[document["version"] - 1 :]:
        document = upgrade(document)
    return {**document, "version": 1 + len(upgrades)}
