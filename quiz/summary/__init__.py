"""Rulebook and answers to a summary: what applies and why.

Also what other answers would change, what has changed since an edition, and several summaries side by side.
"""

from quiz.summary.after_change import AfterChange, after_change
from quiz.summary.changes import Change, Moved, Swap, completed, what_would_change
from quiz.summary.comparison import Comparison, compare
from quiz.summary.editions import Answered, Item, Since, reworded, since
from quiz.summary.engine import NoSingleRule, Unanswered, summarize
from quiz.summary.evidence import EvidenceViews, evidence_of, sources_of
from quiz.summary.explain import VERBS, because_in_words, explanation, telling
from quiz.summary.model import (
    AnswerView,
    AskView,
    CitedClaim,
    DeadlineView,
    Mark,
    MarkView,
    Picture,
    Provenance,
    Reason,
    Row,
    SideView,
    SourceView,
    Statement,
    Summary,
    WordView,
)
from quiz.summary.views import marks_of, options_of

__all__ = [
    "VERBS",
    "AfterChange",
    "AnswerView",
    "Answered",
    "AskView",
    "Change",
    "CitedClaim",
    "Comparison",
    "DeadlineView",
    "EvidenceViews",
    "Item",
    "Mark",
    "MarkView",
    "Moved",
    "NoSingleRule",
    "Picture",
    "Provenance",
    "Reason",
    "Row",
    "SideView",
    "Since",
    "SourceView",
    "Statement",
    "Summary",
    "Swap",
    "Unanswered",
    "WordView",
    "after_change",
    "because_in_words",
    "compare",
    "completed",
    "evidence_of",
    "explanation",
    "marks_of",
    "options_of",
    "reworded",
    "since",
    "sources_of",
    "summarize",
    "telling",
    "what_would_change",
]
