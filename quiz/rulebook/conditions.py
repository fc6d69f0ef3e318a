"""Conditions on answers, in three-valued logic.

"Not sure yet" makes a condition that depends on it open: neither holding nor failing (Kleene's
strong logic). A condition that is about being unsure names `not_sure` and is then decided.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, TypeAlias

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
class Picked:
    """Holds when at least one of `choices` was picked in `question`."""

    question: str
    choices: frozenset[str]


@dataclass(frozen=True)
class AllOf:
    """Holds when every part does."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class AnyOf:
    """Holds when at least one part does."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Not:
    """Holds when its part fails."""

    part: "Condition"


Condition: TypeAlias = Always | Picked | AllOf | AnyOf | Not


class Because(NamedTuple):
    """A part of some answers that decided a condition: the picked choices that counted.

    `choices` is empty where the question was not asked.
    """

    question: str
    choices: frozenset[str]


class Judgment(NamedTuple):
    """A condition's truth under some answers, and the exact parts of the answers that made it so."""

    truth: Truth
    because: tuple[Because, ...]


def judge(condition: Condition, answers: Answers) -> Judgment:
    """The judgment on `condition` under `answers`. A question without an answer was not asked."""
    match condition:
        case Always():
            return Judgment(Truth.HOLDS, ())
        case Picked(question, choices):
            return _judge_picked(question, choices, answers.get(question, frozenset()))
        case Not(part):
            judgment = judge(part, answers)
            return Judgment(Truth(2 - judgment.truth.value), judgment.because)
        case AllOf(parts):
            return _join([judge(part, answers) for part in parts], decisive=Truth.FAILS)
        case AnyOf(parts):
            return _join([judge(part, answers) for part in parts], decisive=Truth.HOLDS)


def _judge_picked(question: str, choices: frozenset[str], picked: frozenset[str]) -> Judgment:
    hit = picked & choices
    if hit:
        return Judgment(Truth.HOLDS, (Because(question, hit),))
    truth = Truth.OPEN if NOT_SURE in picked else Truth.FAILS
    return Judgment(truth, (Because(question, picked),))


def _join(judgments: list[Judgment], decisive: Truth) -> Judgment:
    """All and any, which mirror each other: one decisive part decides, then an open one."""
    truths = [judgment.truth for judgment in judgments]
    truth = next((t for t in (decisive, Truth.OPEN) if t in truths), Truth(2 - decisive.value))
    because: dict[Because, None] = {}
    for judgment in judgments:
        if judgment.truth is truth:
            because.update(dict.fromkeys(judgment.because))
    return Judgment(truth, tuple(because))


def decided(condition: Condition, *, is_turned: bool = False) -> Condition:
    """What holds where `condition` does, and fails where it fails or is open; `is_turned` stands for a `not` before it.

    A test is open where "not sure yet" was picked and it does not name that: then the added test fails.
    """
    match condition:
        case Picked(question, choices):
            test = Not(condition) if is_turned else condition
            return test if NOT_SURE in choices else AllOf((test, Not(Picked(question, frozenset({NOT_SURE})))))
        case Not(part):
            return decided(part, is_turned=not is_turned)
        case AllOf(parts) | AnyOf(parts):
            join = AnyOf if isinstance(condition, AllOf) == is_turned else AllOf
            return join(tuple(decided(part, is_turned=is_turned) for part in parts))
        case Always():
            return Not(condition) if is_turned else condition


def atoms(condition: Condition) -> Iterator[Picked]:
    """Every `Picked` in `condition`, in written order."""
    match condition:
        case Picked():
            yield condition
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from atoms(part)
        case Not(part):
            yield from atoms(part)


def questions_of(condition: Condition) -> frozenset[str]:
    """The ids of the questions that `condition` depends on."""
    return frozenset(atom.question for atom in atoms(condition))
