"""Answers as the bits of one integer, and conditions as tests of these bits.

`judge` says what a condition means, and which answers decided. A test only says whether it holds, or fails, and is
many times as fast; tests hold it to what `judge` says.
"""

from collections.abc import Callable, Iterable
from functools import reduce
from operator import or_
from typing import TypeAlias

from quiz.rulebook import (
    NOT_SURE,
    AllOf,
    Always,
    Answers,
    AnyOf,
    Condition,
    Not,
    Picked,
    Rulebook,
    once_per_rulebook,
)

Bits: TypeAlias = int
"""Answers, with a bit for each choice that is picked."""

Test: TypeAlias = Callable[[Bits], object]
"""Tells, by whether its result is true, whether a condition holds under some answers, or whether it fails."""


class Bitwise:
    """The bits of a rulebook's choices, and its conditions as tests of them."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._choices = [(question.id, choice) for question in rulebook.questions for choice in question.choice_ids]
        self._bits = {choice: 1 << place for place, choice in enumerate(self._choices)}
        self._of_question = {each.id: self.bits_of(each.id, each.choice_ids) for each in rulebook.questions}

    def bits(self, answers: Answers) -> Bits:
        """The bits of `answers`; a choice that the rulebook does not offer has none."""
        found = 0
        for question, picked in answers.items():
            found |= self.bits_of(question, picked)
        return found

    def bits_of(self, question: str, picked: Iterable[str]) -> Bits:
        """The bits of the answer to one question."""
        found = 0
        for choice in picked:
            found |= self._bits.get((question, choice), 0)
        return found

    def bearing_on(self, condition: Condition, *, is_turned: bool = False) -> Bits:
        """The bits that decide whether and why `condition` holds or is open; `is_turned` stands for a `not` before it.

        A test holds because of the choices that it names, and fails because of whatever was picked instead.
        """
        match condition:
            case Always():
                return 0
            case Picked(question, choices):
                return self._of_question[question] if is_turned else self.bits_of(question, choices | {NOT_SURE})
            case Not(part):
                return self.bearing_on(part, is_turned=not is_turned)
            case AllOf(parts) | AnyOf(parts):
                return reduce(or_, (self.bearing_on(part, is_turned=is_turned) for part in parts), 0)

    def answers(self, bits: Bits) -> Answers:
        """The answers that some bits stand for."""
        picked: dict[str, frozenset[str]] = {}
        while bits:
            question, choice = self._choices[bits.bit_length() - 1]
            picked[question] = picked.get(question, frozenset()) | {choice}
            bits ^= self._bits[question, choice]
        return picked

    def holds(self, condition: Condition) -> Test:
        """The test whether `condition` holds."""
        match condition:
            case Always():
                return lambda _: True
            case Picked(question, choices):
                return self.bits({question: choices}).__and__
            case Not(part):
                return self.fails(part)
            case AllOf(parts):
                return _all(map(self.holds, parts))
            case AnyOf(parts):
                return _any(map(self.holds, parts))

    def fails(self, condition: Condition) -> Test:
        """The test whether `condition` fails; where it neither holds nor fails, it is open."""
        match condition:
            case Always():
                return lambda _: False
            case Picked(question, choices):
                keeping = self.bits({question: choices | {NOT_SURE}})
                return lambda bits: not bits & keeping
            case Not(part):
                return self.holds(part)
            case AllOf(parts):
                return _any(map(self.fails, parts))
            case AnyOf(parts):
                return _all(map(self.fails, parts))

    def may_hold(self, condition: Condition) -> Test:
        """The test whether `condition` holds or is open."""
        fails = self.fails(condition)
        return lambda bits: not fails(bits)


bitwise = once_per_rulebook(Bitwise)


def _all(tests: Iterable[Test]) -> Test:
    tests = tuple(tests)

    def holds(bits: Bits) -> bool:
        for test in tests:  # noqa: SIM110 - `all` would take twice as long
            if not test(bits):
                return False
        return True

    return holds


def _any(tests: Iterable[Test]) -> Test:
    tests = tuple(tests)

    def holds(bits: Bits) -> bool:
        for test in tests:  # noqa: SIM110 - as above
            if test(bits):
                return True
        return False

    return holds
