"""Looking into raw data, which may be of any shape: what does not have the right one is passed over."""

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from quiz.problems import Diagnostic, Trail
from quiz.rulebook import ID_PATTERN

Ids: TypeAlias = tuple[str, ...] | None
"""The ids that a list of a file gives, or None where they cannot be told."""


def entries(data: Any, kind_list: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The mappings in a list of a file, each with its index."""
    for index, entry in enumerate(listed(data.get(kind_list) if isinstance(data, dict) else None)):
        if isinstance(entry, dict):
            yield index, entry


def listed(value: Any) -> list[Any]:
    """The list, or an empty one for what is no list."""
    return value if isinstance(value, list) else []


def texts(value: Any) -> list[str]:
    """The texts in a list."""
    return [each for each in listed(value) if isinstance(each, str)]


def ids_of(data: Any, kind_list: str) -> Ids:
    """The ids of the entries of a list; None where one is no id or stands twice, and another may have been meant."""
    found = data.get(kind_list) if isinstance(data, dict) else None
    if not isinstance(found, list):
        return None
    named = [entry["id"] for entry in found if isinstance(entry, dict) and isinstance(entry.get("id"), str)]
    ids = [name for name in named if re.fullmatch(ID_PATTERN, name)]
    return tuple(ids) if len(set(ids)) == len(found) else None


def repeated_ids(data: Any, kind_lists: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Ids, earlier ones included, that stand twice in these lists taken together."""
    lists = " or ".join(f"`{each}`" for each in kind_lists)
    seen: set[str] = set()
    for kind_list in kind_lists:
        for index, entry in entries(data, kind_list):
            named: list[tuple[Trail, Any]] = [((kind_list, index, "id"), entry.get("id"))]
            named += [((kind_list, index, "was", place), name) for place, name in enumerate(listed(entry.get("was")))]
            for trail, name in named:
                if isinstance(name, str) and name in seen:
                    yield Diagnostic(f"`{name}` is the id of another entry of {lists}.", "Give each its own id.", trail)
                elif isinstance(name, str):
                    seen.add(name)


def lookup(known: dict[str, Ids]) -> dict[str, dict[str, None]]:
    """The ids that are known, by what they name."""
    # As keys, so that very many are looked up as fast as few.
    return {kind: dict.fromkeys(ids) for kind, ids in known.items() if ids is not None}
