"""Conditions judged again and again: each finding is made once, and remembered.

A finding hangs on nothing but the answers to the questions that its condition names. These are few, and so are the
ways to answer them. What is remembered is about a way to answer, never about a student.
"""

from collections.abc import Callable
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeAlias, TypeVar

from quiz.rulebook import Answers, Condition, Judgment, judge, questions_of

Made = TypeVar("Made")

Judging: TypeAlias = Callable[[Answers], Made]
"""Gives what is made of a finding under answers that name every question, with no choice where it was not asked."""

ROOM = 128
"""How many ways to answer are remembered for each condition; the one that was met least recently is forgotten."""


def judging(condition: Condition, make: Callable[[Judgment], Made]) -> Judging[Made]:
    """What `make` gives for the findings of `condition`, as `judge` finds them."""
    questions = sorted(questions_of(condition))
    if not questions:
        always = make(judge(condition, {}))
        return lambda _: always
    relevant = itemgetter(*questions)
    alone = questions[0] if len(questions) == 1 else None

    @lru_cache(maxsize=ROOM)
    def found(picked: Any) -> Made:
        return make(judge(condition, {alone: picked} if alone else dict(zip(questions, picked, strict=True))))

    return lambda answers: found(relevant(answers))
