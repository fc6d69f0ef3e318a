"""A decision aid in the shape of a quiz: rulebooks in, printable summaries out.

`__all__` is the public API. Its names are imported when they are first asked for, so `import quiz` is cheap.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quiz.api import (
        Diagnostic,
        InvalidFiles,
        NoSingleRule,
        ParsedLink,
        Rulebook,
        Summary,
        Unanswered,
        check,
        load,
        read_answers,
        summarize,
    )

__version__ = "0.2.0"

__all__ = [
    "Diagnostic",
    "InvalidFiles",
    "NoSingleRule",
    "ParsedLink",
    "Rulebook",
    "Summary",
    "Unanswered",
    "__version__",
    "check",
    "load",
    "read_answers",
    "summarize",
]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("quiz.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
