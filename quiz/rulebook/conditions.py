"""Conditions on answers, in three-valued logic.

"Not sure yet" makes a condition that depends on it open: neither holding nor failing (Kleene's
strong logic). A condition that is about being unsure names `not_sure` and is then decided.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

NOT_SURE = "not_sure"
"""The choice that every question offers besides its own."""

Answers: TypeAlias = Mapping[str, frozenset[str]]
"""The picked choice ids of each question that was asked and answered, by question id."""


class Truth(Enum):
    """What becomes of a condition under some answers."""

    FAILS = 0
    OPEN = 1
    HOLDS = 2


@dataclass(frozen=True)
class Always:
    """Holds for any answers."""


@dataclass(frozen=True)
class Pick:
    """Holds when at least one of `choices` was picked in `question`."""

    question: str
    choices: frozenset[str]


@dataclass(frozen=True)
class All:
    """Holds when every part does."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Any:
    """Holds when at least one part does."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Not:
    """Holds when its part fails."""

    part: "Condition"


Condition: TypeAlias = Always | Pick | All | Any | Not


@dataclass(frozen=True)
class Because:
    """A part of some answers that decided a condition: the picked choices that counted.

    `choices` is empty where the question was not asked.
    """

    question: str
    choices: frozenset[str]


@dataclass(frozen=True)
class Finding:
    """A condition's truth under some answers, and the exact parts of the answers that made it so."""

    truth: Truth
    because: tuple[Because, ...]


def judge(condition: Condition, answers: Answers) -> Finding:
    """The finding for `condition` under `answers`. A question without an answer was not asked."""
    match condition:
        case Always():
            return Finding(Truth.HOLDS, ())
        case Pick(question, choices):
            return _judge_pick(question, choices, answers.get(question, frozenset()))
        case Not(part):
            finding = judge(part, answers)
            return Finding(Truth(2 - finding.truth.value), finding.because)
        case All(parts):
            return _join([judge(part, answers) for part in parts], decisive=Truth.FAILS)
        case Any(parts):
            return _join([judge(part, answers) for part in parts], decisive=Truth.HOLDS)


def _judge_pick(question: str, choices: frozenset[str], picked: frozenset[str]) -> Finding:
    hit = picked & choices
    if hit:
        return Finding(Truth.HOLDS, (Because(question, hit),))
    truth = Truth.OPEN if NOT_SURE in picked else Truth.FAILS
    return Finding(truth, (Because(question, picked),))


def _join(findings: list[Finding], decisive: Truth) -> Finding:
    """All and any, which mirror each other: one decisive part decides, then an open one."""
    truths = {finding.truth for finding in findings}
    truth = next((t for t in (decisive, Truth.OPEN) if t in truths), Truth(2 - decisive.value))
    because: dict[Because, None] = {}
    for finding in findings:
        if finding.truth is truth:
            because.update(dict.fromkeys(finding.because))
    return Finding(truth, tuple(because))


def picks(condition: Condition) -> Iterator[Pick]:
    """Every test in `condition`, in written order."""
    match condition:
        case Pick():
            yield condition
        case All(parts) | Any(parts):
            for part in parts:
                yield from picks(part)
        case Not(part):
            yield from picks(part)


def questions_of(condition: Condition) -> frozenset[str]:
    """The ids of the questions that `condition` depends on."""
    return frozenset(pick.question for pick in picks(condition))
