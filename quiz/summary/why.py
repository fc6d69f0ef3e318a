"""Why something applies or does not, and how to bring it up.

A change replaces the answers to some questions. Its size is how many questions it answers otherwise;
a question that is asked only because of it is answered "not sure yet", and does not add to its size.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice, product
from typing import NamedTuple

from quiz.answers import Bits, Route, bitwise, route, with_routing
from quiz.rulebook import (
    NOT_SURE,
    Condition,
    Judgment,
    Question,
    Rule,
    Rulebook,
    Truth,
    judge,
    once_per_rulebook,
    questions_of,
)
from quiz.summary.changes import Choices, Swap, completed, swap_for

AT_MOST = 3
"""Larger changes than this say more about another student than about this one."""

TRIED, NEAREST = 20_000, 1_000
"""How many changes are looked at for a rule, and how many answers to one question, which may have 2^57."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why a rule applies or does not: what decided it, and the smallest change that brings it up.

    `change` is empty where the rule holds, and None where no change of at most AT_MOST answers brings it up, of those
    that were tried; `tried_all` says whether these are all there are.
    """

    judgment: Judgment
    change: tuple[Swap, ...] | None
    tried_all: bool = True


def why(begun: Route, rule: Rule) -> Why:
    """Why `rule` applies under the answers of a route, or does not; what is not answered is "not sure yet".

    Takes time with TRIED at most, whatever the rulebook.
    """
    rulebook, now = begun.rulebook, completed(begun)
    counted = now.counted
    judgment = judge(rule.when, counted)
    if judgment.truth is Truth.HOLDS:
        return Why(judgment, ())
    relevant = with_routing(rulebook, questions_of(rule.when))
    others = _others(now, relevant)
    holds = bitwise(rulebook).holds(rule.when)
    found = next((other for other in islice(others, TRIED) if holds(other.bits)), None)
    if found is None:
        ways = (_by_steps(question, counted.get(question.id, frozenset())) for question in relevant)
        left_out = any(next(islice(each, NEAREST, None), None) for each in ways)
        return Why(judgment, None, next(others, None) is None and not left_out)
    swapped = ((rulebook.question_by_id[name], picked) for name, picked in found.swapped.items())
    return Why(
        judgment,
        tuple(
            swap_for(rulebook, question, picked, counted.get(question.id, frozenset())) for question, picked in swapped
        ),
    )


class _Other(NamedTuple):
    """Other answers: the picks that were swapped, and the bits of all answers that follow."""

    swapped: dict[str, Choices]
    bits: Bits


def _others(now: Route, questions: tuple[Question, ...]) -> Iterator[_Other]:
    """The other answers to at most AT_MOST of `questions`, one size after another."""
    rulebook, counted = now.rulebook, now.counted
    before = {question.id: counted.get(question.id, frozenset()) for question in questions}
    in_bits = bitwise(rulebook).bits
    routing = _routing_questions(rulebook)
    picks = {question.id: _all_picks(question, before[question.id]) for question in questions}
    for size in range(1, AT_MOST + 1):
        for names in combinations(picks, size):
            same_asked = routing.isdisjoint(names)
            if same_asked and not all(name in counted for name in names):
                continue
            kept = now.bits - in_bits({name: before[name] for name in names})
            for chosen in product(*(picks[name] for name in names)):
                swapped = dict(zip(names, chosen, strict=True))
                if same_asked:
                    yield _Other(swapped, kept + in_bits(swapped))
                    continue
                other = completed(route(rulebook, {**counted, **swapped}))
                # A swap of an answer that then does not count is no change of it.
                if swapped.keys() <= other.counted.keys():
                    yield _Other(swapped, other.bits)


@once_per_rulebook
def _routing_questions(rulebook: Rulebook) -> frozenset[str]:
    """The questions that decide whether others are asked."""
    conditions: list[Condition] = [q.ask_when for q in rulebook.questions if q.ask_when is not None]
    return frozenset(name for condition in conditions for name in questions_of(condition))


def _all_picks(question: Question, picked: Choices) -> list[Choices]:
    """The other answers to a question, the nearest first and NEAREST at most."""

    def order(each: Choices) -> tuple[int, bool, int, list[int]]:
        return len(each ^ picked), NOT_SURE in each, len(each), sorted(map(question.choice_ids.index, each))

    return sorted(islice(_by_steps(question, picked), NEAREST), key=order)


def _by_steps(question: Question, picked: Choices) -> Iterator[Choices]:
    """Every other answer, by the number of steps from one neighbor to the next; "not sure yet" is a step, too."""
    found, todo = {picked}, deque([picked])
    while todo:
        here = todo.popleft()
        for answer in (*question.neighbors(here), frozenset({NOT_SURE})):
            if answer not in found:
                found.add(answer)
                todo.append(answer)
                yield answer
