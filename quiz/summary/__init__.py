"""Rulebook and answers to a summary: what applies and why.

Also what other answers would change, what has changed since an edition, and several summaries side by side.
"""

from quiz.summary.changes import Change, Moved, Swap, completed, what_would_change
from quiz.summary.comparison import Comparison, compare
from quiz.summary.editions import Answered, Item, Since, reworded, since
from quiz.summary.engine import NoSingleHeadline, Unanswered, summarize
from quiz.summary.explain import VERBS, because_in_words, explanation, telling
from quiz.summary.model import (
    AskView,
    Cited,
    OneSidedView,
    OpenView,
    Provenance,
    Reason,
    SideView,
    Summary,
    WordView,
    is_short,
)

__all__ = [
    "VERBS",
    "Answered",
    "AskView",
    "Change",
    "Cited",
    "Comparison",
    "Item",
    "Moved",
    "NoSingleHeadline",
    "OneSidedView",
    "OpenView",
    "Provenance",
    "Reason",
    "SideView",
    "Since",
    "Summary",
    "Swap",
    "Unanswered",
    "WordView",
    "because_in_words",
    "compare",
    "completed",
    "explanation",
    "is_short",
    "reworded",
    "since",
    "summarize",
    "telling",
    "what_would_change",
]
