"""The model of a quiz: rulebook, register of evidence, conditions, glossary.

Immutable, and free of files and of Flask.
"""

from quiz.rulebook.condition_syntax import JSON_SCHEMA, TEST_JSON_SCHEMA, Askable, questions_named, writable
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
    judge,
    questions_of,
)
from quiz.rulebook.examples import Example
from quiz.rulebook.fields import ID_PATTERN, LANGUAGE_TAG, Names, Part
from quiz.rulebook.glossary import unexplained
from quiz.rulebook.kept import UNUSABLE, Earlier, Kept
from quiz.rulebook.model import (
    Advice,
    Ask,
    EvaluatedFor,
    Headline,
    KeyPoint,
    Option,
    Rule,
    Rulebook,
    RulebookFile,
    Slot,
    Speaks,
    Tension,
    once_per_rulebook,
)
from quiz.rulebook.questions import CONDITION, KINDS, NOT_PICKED, Choice, Question, kind_named
from quiz.rulebook.register import MAX_SENTENCES, Difference, Register
from quiz.rulebook.texts import Readable, changed, readable, with_texts

__all__ = [
    "CONDITION",
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
    "Condition",
    "Difference",
    "Earlier",
    "EvaluatedFor",
    "Example",
    "Headline",
    "Judgment",
    "Kept",
    "KeyPoint",
    "Names",
    "Not",
    "Option",
    "Part",
    "Picked",
    "Question",
    "Readable",
    "Register",
    "Rule",
    "Rulebook",
    "RulebookFile",
    "Slot",
    "Speaks",
    "Tension",
    "Truth",
    "changed",
    "judge",
    "kind_named",
    "once_per_rulebook",
    "questions_named",
    "questions_of",
    "readable",
    "unexplained",
    "with_texts",
    "writable",
]
