"""Complete answers as a number, and back: mixed radix, with a digit for each question.

`docs/developers/decisions/codes.md` has the definition, for programs in other languages.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from math import prod

from quiz.answers.routing import route
from quiz.rulebook import Answers, Question, Rulebook, once_per_rulebook

KEPT = 512
"""For how many sets of picks the digit of a question is kept."""


class _Digits:
    """The digits of one question: 0 where it may not be asked and was not, then one for each set of picks.

    Of two sets, the one that has the first choice in which they differ has the greater digit. Sets are counted with
    the question's automaton (Cover, Enumerative source encoding, 1973): in O(choices * picks), however many there are.
    """

    def __init__(self, question: Question) -> None:
        self.question = question
        self.skipped = 0 if question.ask_when is None else 1
        reached = [{0}]
        for choice in question.choice_ids:
            after = {question.state_after(state, choice) for state in reached[-1]}
            reached.append(reached[-1] | {state for state in after if state is not None})
        # The number of ways to go on from each state before the choice in each place; the start alone is no answer.
        ways: dict[int | None, int] = {state: int(state != 0) for state in reached[-1]}
        self._ways = [ways]
        for states, choice in zip(reached[-2::-1], question.choice_ids[::-1], strict=True):
            ways = {state: ways[state] + ways.get(question.state_after(state, choice), 0) for state in states}
            self._ways.append(ways)
        self._ways.reverse()
        self.radix = self.skipped + self._ways[0][0]
        self.digit_of = lru_cache(maxsize=KEPT)(self._digit_of)

    def _digit_of(self, picked: frozenset[str] | None) -> int:
        """The digit of a set of picks that go together; of None where the question was not asked."""
        if picked is None:
            return 0
        digit, state = self.skipped, 0
        for choice, ways in zip(self.question.choice_ids, self._ways[1:], strict=True):
            if choice in picked:
                digit += ways[state]
                state = self.question.state_after(state, choice) or 0
        return digit

    def picks_of(self, digit: int) -> frozenset[str] | None:
        """The set of picks that has this digit; None where the question was not asked."""
        if digit < self.skipped:
            return None
        rest, state, picked = digit - self.skipped, 0, []
        for choice, ways in zip(self.question.choice_ids, self._ways[1:], strict=True):
            if rest >= ways[state]:
                rest -= ways[state]
                picked.append(choice)
                state = self.question.state_after(state, choice) or 0
        return frozenset(picked)


@once_per_rulebook
def _digits(rulebook: Rulebook) -> Sequence[_Digits]:
    return [_Digits(question) for question in rulebook.questions]


def count_of_numbers(rulebook: Rulebook) -> int:
    """How many numbers there are for complete answers: more than answers, where routing skips questions."""
    return prod(each.radix for each in _digits(rulebook))


def number_of(rulebook: Rulebook, counted: Answers) -> int:
    """The number of complete answers, of which all count."""
    number = 0
    for each in _digits(rulebook):
        number = number * each.radix + each.digit_of(counted.get(each.question.id))
    return number


def answers_of(rulebook: Rulebook, number: int) -> Answers | None:
    """The complete answers that have this number; None if none have."""
    answers = {}
    for each in reversed(_digits(rulebook)):
        number, digit = divmod(number, each.radix)
        if (picked := each.picks_of(digit)) is not None:
            answers[each.question.id] = picked
    taken = route(rulebook, answers)
    return answers if number == 0 and taken.is_complete and taken.counted == answers else None


@once_per_rulebook
def fingerprint_of(rulebook: Rulebook) -> str:
    """What two editions have in common only if a number means the same answers in both, but for the routing."""
    said = []
    for each in _digits(rulebook):
        question = each.question
        alone = [choice for choice in question.choice_ids if not question.goes_with_others(choice)]
        said.append((question.id, question.choice_ids, alone, each.skipped, each.radix))
    return sha256(json.dumps(said).encode()).hexdigest()[:16]
