"""The rules that answers call up, and what a summary says of each.

Which rules hold depends on all answers. What is said of one depends on the few choices that bear on it, so it is worked
out once for these, and kept.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Generic, TypeVar

from quiz.answers import Bits, bitwise
from quiz.rulebook import Because, Rule, Rulebook, Truth, judge
from quiz.summary.model import Reason
from quiz.summary.terms import terms_in

AnyRule = TypeVar("AnyRule", bound=Rule)
View = TypeVar("View")

KEPT = 4096
"""How much is kept for the rules of one kind: in a rulebook of usual size, nearly all that can be said of them."""


@dataclass(frozen=True, eq=False, slots=True)
class Called(Generic[AnyRule, View]):
    """A rule that holds under some answers or is open, and what a summary says of it.

    `questions` are the ids of those that decided or are waited for, `terms` those of the glossary's terms in `view`.
    """

    rule: AnyRule
    is_open: bool
    questions: tuple[str, ...]
    view: View
    terms: frozenset[str]


class Rules(Generic[AnyRule, View]):
    """The rules of one kind, each with the test whether it holds, or for advice is open: most need no judgment."""

    def __init__(
        self,
        rulebook: Rulebook,
        rules: tuple[AnyRule, ...],
        view_of: Callable[[AnyRule], Callable[..., View]],
        *,
        or_open: bool = False,
    ) -> None:
        """`view_of` gives what a summary says of a rule, but for the reasons: `because` is still to be given."""
        self._rulebook, self._rules, self._view_of = rulebook, rules, view_of
        self._bitwise = in_bits = bitwise(rulebook)
        test_of = in_bits.may_hold if or_open else in_bits.holds
        self._tests = [(test_of(rule.when), in_bits.bearing_on(rule.when)) for rule in rules]
        self._kept = lru_cache(maxsize=KEPT)(self._called)
        self._said = cache(self._said_always)

    def called_by(self, bits: Bits) -> list[Called[AnyRule, View]]:
        """The rules whose test is true, in the order of the rulebook."""
        return [self._kept(place, bits & own) for place, (test, own) in enumerate(self._tests) if test(bits)]

    def _called(self, place: int, bits: Bits) -> Called[AnyRule, View]:
        rule = self._rules[place]
        judgment = judge(rule.when, self._bitwise.answers(bits))
        questions = tuple([each.question for each in judgment.because])
        because = reasons(self._rulebook, judgment.because)
        view_with, terms = self._said(place)
        terms |= terms_in(self._rulebook, because)
        return Called(rule, judgment.truth is Truth.OPEN, questions, view_with(because=because), terms)

    def _said_always(self, place: int) -> tuple[Callable[..., View], frozenset[str]]:
        """What is said of a rule whatever the reasons, and the terms in it."""
        view_with = self._view_of(self._rules[place])
        return view_with, terms_in(self._rulebook, view_with(because=()))


def reasons(rulebook: Rulebook, because: Iterable[Because]) -> tuple[Reason, ...]:
    """The questions that decided, each once, with all the picks of it that counted."""
    counted: dict[str, frozenset[str]] = {}
    for each in because:
        counted[each.question] = counted.get(each.question, frozenset()) | each.choices
    questions = rulebook.question_by_id
    return tuple(
        Reason(name, questions[name].label, rulebook.labels_of(questions[name], picked))
        for name, picked in counted.items()
    )
