"""What is made of a rulebook once, and kept beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Generic, TypeVar

from quiz.rulebook.model import Rulebook

Made = TypeVar("Made")


@dataclass(frozen=True, eq=False, slots=True)
class _Beside(Generic[Made]):
    """What was made of a rulebook. Equal to itself alone, so that comparing rulebooks does not look inside."""

    owner: Rulebook
    made: Made


def once_per_rulebook(make: Callable[[Rulebook], Made]) -> Callable[[Rulebook], Made]:
    """`make`, called once for each rulebook: what is made of it is kept beside it, and goes when it goes."""
    key = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def made(rulebook: Rulebook) -> Made:
        kept: _Beside[Made] | None = rulebook.__dict__.get(key)
        # A copy with other parts takes along what was kept beside the original.
        if kept is None or kept.owner is not rulebook:
            kept = rulebook.__dict__[key] = _Beside(rulebook, make(rulebook))
        return kept.made

    return made
