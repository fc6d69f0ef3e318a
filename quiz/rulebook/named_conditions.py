"""Conditions that have a name: which of them uses which, and what each comes to."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from quiz.problems import InvalidData, Trail
from quiz.rulebook.condition_syntax import BROKEN, WORDS, Askable, Named, read_condition
from quiz.rulebook.conditions import Condition


def read_named(written: Mapping[str, Any], vocabulary: Mapping[str, Askable]) -> Named:
    """The conditions written under names. Something harmless stands in for those in which anything is wrong."""
    try:
        order = tuple(_sorter(written).static_order())
    except CycleError:
        return dict.fromkeys(written, BROKEN)
    named: dict[str, Condition] = {}
    for name in order:
        try:
            named[name] = read_condition(written[name], vocabulary, named)
        except InvalidData:
            named[name] = BROKEN
    return named


def cycle_in(written: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of conditions of which each uses the next, the first again at the end; empty where none uses itself."""
    try:
        _sorter(written).prepare()
    except CycleError as error:
        return tuple(reversed(error.args[1]))
    return ()


def _sorter(written: Mapping[str, Any]) -> TopologicalSorter[str]:
    return TopologicalSorter(
        {name: [used for _, used in conditions_named(data, ()) if used in written] for name, data in written.items()}
    )


def conditions_named(data: Any, trail: Trail) -> Iterator[tuple[Trail, str]]:
    """The name of every condition that a written one uses, and the way to it. Looks past what is malformed."""
    if isinstance(data, str) and data != "always":
        yield trail, data
    elif isinstance(data, dict):
        for key in WORDS:
            parts = data.get(key)
            for place, part in enumerate(parts) if isinstance(parts, list) else ():
                yield from conditions_named(part, (*trail, key, place))
            if not isinstance(parts, list):
                yield from conditions_named(parts, (*trail, key))
