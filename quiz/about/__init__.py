"""What there is to say about a quiz itself: provenance, IPDAS standards, readability, the SURE test."""

from typing import TYPE_CHECKING, Any

from quiz.about.sure import ITEMS, NO, YES

if TYPE_CHECKING:
    from quiz.about.facts import About, about, as_json

__all__ = [
    "ITEMS",
    "NO",
    "YES",
    "About",
    "about",
    "as_json",
]


def __getattr__(name: str) -> Any:
    """`about` and `as_json`, which rest on the proof: a server that is not asked for them need not load it."""
    if name in __all__:
        from quiz.about import facts

        return getattr(facts, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
