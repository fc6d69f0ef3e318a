"""The model of a quiz: rulebook, register of evidence, conditions, glossary.

Immutable, and free of files and of Flask.
"""

from quiz.rulebook.code_range import CodeRange
from quiz.rulebook.condition_syntax import (
    COMPARISONS,
    JSON_SCHEMA,
    TEST_JSON_SCHEMA,
    Askable,
    Named,
    questions_named,
    writable,
)
from quiz.rulebook.conditions import (
    NOT_SURE,
    AllOf,
    Always,
    Answers,
    AnyOf,
    Because,
    Condition,
    Judgment,
    Not,
    Picked,
    Truth,
    atoms,
    judge,
    questions_of,
)
from quiz.rulebook.evidence import Evidence, joined
from quiz.rulebook.examples import Example
from quiz.rulebook.fields import DAY_PATTERN, ID_PATTERN, LANGUAGE_TAG, Names, Part
from quiz.rulebook.glossary import Term, unexplained
from quiz.rulebook.kept import UNUSABLE, Earlier, Kept
from quiz.rulebook.model import (
    Advice,
    Ask,
    Deadline,
    EvaluatedFor,
    Headline,
    KeyPoint,
    Option,
    Rule,
    Rulebook,
    RulebookFile,
    Signature,
    Slot,
    Speaks,
    Tension,
)
from quiz.rulebook.named_conditions import conditions_named, cycle_in, read_named
from quiz.rulebook.once import once_per_rulebook
from quiz.rulebook.questions import CONDITION, KINDS, NOT_PICKED, Choice, Question, kind_named
from quiz.rulebook.register import MAX_SENTENCES, ConfidenceLevel, Difference, Post, Register, Source
from quiz.rulebook.texts import Readable, changed, readable, with_texts

__all__ = [
    "COMPARISONS",
    "CONDITION",
    "DAY_PATTERN",
    "ID_PATTERN",
    "JSON_SCHEMA",
    "KINDS",
    "LANGUAGE_TAG",
    "MAX_SENTENCES",
    "NOT_PICKED",
    "NOT_SURE",
    "TEST_JSON_SCHEMA",
    "UNUSABLE",
    "Advice",
    "AllOf",
    "Always",
    "Answers",
    "AnyOf",
    "Ask",
    "Askable",
    "Because",
    "Choice",
    "CodeRange",
    "Condition",
    "ConfidenceLevel",
    "Deadline",
    "Difference",
    "Earlier",
    "EvaluatedFor",
    "Evidence",
    "Example",
    "Headline",
    "Judgment",
    "Kept",
    "KeyPoint",
    "Named",
    "Names",
    "Not",
    "Option",
    "Part",
    "Picked",
    "Post",
    "Question",
    "Readable",
    "Register",
    "Rule",
    "Rulebook",
    "RulebookFile",
    "Signature",
    "Slot",
    "Source",
    "Speaks",
    "Tension",
    "Term",
    "Truth",
    "atoms",
    "changed",
    "conditions_named",
    "cycle_in",
    "joined",
    "judge",
    "kind_named",
    "once_per_rulebook",
    "questions_named",
    "questions_of",
    "read_named",
    "readable",
    "unexplained",
    "with_texts",
    "writable",
]
