"""What other answers would change: the most telling other answer to each question, and how to bring something up.

A change replaces the answers to some questions. Its size is how many questions it answers otherwise;
a question that is asked only because of it is answered "not sure yet", and does not add to its size.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice, product
from typing import NamedTuple, TypeAlias

from quiz.answers import Bits, Route, Test, bitwise, route, with_routing
from quiz.rulebook import (
    NOT_SURE,
    Advice,
    Answers,
    Condition,
    Headline,
    Judgment,
    Question,
    Rule,
    Rulebook,
    Truth,
    judge,
    once_per_rulebook,
    questions_of,
)
from quiz.summary.views import views_of

Choices: TypeAlias = frozenset[str]
"""The picked choice ids of one question."""

AT_MOST = 3
"""Larger changes than this say more about another student than about this one."""

TRIED, NEAREST = 20_000, 1_000
"""How many changes are looked at for a rule, and how many answers to one question, which may have 2^57."""


@dataclass(frozen=True, slots=True)
class Swap:
    """Another answer to one question, by id and by label."""

    question: str
    label: str
    choices: tuple[str, ...]
    answers: tuple[str, ...]
    instead_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """Advice that comes or goes, and the `short` names of the options that it speaks for and against."""

    id: str
    title: str
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Another answer, and what it changes: the new headline's title if there is one, and the advice that moves."""

    swap: Swap
    headline: str | None
    adds: tuple[Moved, ...]
    removes: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Why a rule applies or does not: what decided it, and the smallest change that brings it up.

    `change` is empty where the rule holds, and None where no change of at most AT_MOST answers brings it up, of those
    that were tried; `tried_all` says whether these are all there are.
    """

    judgment: Judgment
    change: tuple[Swap, ...] | None
    tried_all: bool = True


def completed(begun: Route) -> Route:
    """The route with the answers that count, and "not sure yet" wherever a question that it asks is not answered."""
    while begun.unanswered:
        unsure = {question.id: frozenset({NOT_SURE}) for question in begun.unanswered}
        begun = route(begun.rulebook, {**begun.answers, **unsure})
    return begun.with_counted_only


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
    others = _others(now, relevant, _all_picks, range(1, AT_MOST + 1))
    holds = bitwise(rulebook).holds(rule.when)
    found = next((other for other in islice(others, TRIED) if holds(other.bits)), None)
    if found is None:
        ways = (_by_steps(question, counted.get(question.id, frozenset())) for question in relevant)
        left_out = any(next(islice(each, NEAREST, None), None) for each in ways)
        return Why(judgment, None, next(others, None) is None and not left_out)
    swapped = ((rulebook.question_by_id[name], picked) for name, picked in found.swapped.items())
    return Why(judgment, tuple(_swap(rulebook, question, picked, counted) for question, picked in swapped))


def what_would_change(begun: Route) -> tuple[Change, ...]:
    """Of each question, the other answer that changes most: the headline first, then what speaks for or against.

    Only the nearest other answers are tried (another choice, or one more or less where several go together). A question
    whose other answers change nothing is left out; becoming unsure is no change that tells anything.
    Takes time with the number of nearest answers, times the advice that names their question.
    """
    rulebook, now = begun.rulebook, completed(begun)
    effects = _effects_of(rulebook)
    picture = _Picture(effects, now.bits)
    best: dict[str, _Turn] = {}
    for other in _others(now, rulebook.deciding_questions, _near_picks, (1,)):
        turn = picture.turned(other)
        (name,) = other.swapped
        if turn.tells_something and (name not in best or turn.order < best[name].order):
            best[name] = turn
    return tuple(_change(rulebook, effects, name, turn, now.counted) for name, turn in best.items())


class _Other(NamedTuple):
    """Other answers: the picks that were swapped, all answers that follow, and the questions answered otherwise."""

    swapped: dict[str, Choices]
    bits: Bits
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Turn:
    """What other answers do: another headline, and the places of the advice that comes and goes."""

    other: _Other
    headline: Headline | None
    adds: tuple[int, ...]
    removes: tuple[int, ...]

    @property
    def tells_something(self) -> bool:
        return self.headline is not None or bool(self.adds or self.removes)

    @property
    def order(self) -> tuple[bool, int]:
        """Sorts what changes most first."""
        return self.headline is None, -len(self.adds) - len(self.removes)


class _Effects:
    """The rules that other answers are judged by: the headlines, and the advice that has marks."""

    def __init__(self, rulebook: Rulebook) -> None:
        holds, bearing_on = bitwise(rulebook).holds, bitwise(rulebook).bearing_on
        self.headlines = [(headline, holds(headline.when)) for headline in rulebook.headlines]
        self.turning = frozenset(name for each in rulebook.headlines for name in questions_of(each.when))
        speaking = [advice for advice in rulebook.advice if advice.speaks_for or advice.speaks_against]
        self.moved = [_moved(rulebook, advice) for advice in speaking]
        self.holding = [holds(advice.when) for advice in speaking]
        self.naming: dict[str, list[tuple[int, Test, Bits]]] = {question.id: [] for question in rulebook.questions}
        for place, advice in enumerate(speaking):
            bearing = bearing_on(advice.when)
            for name in questions_of(advice.when):
                self.naming[name].append((place, self.holding[place], bearing))


_effects_of = once_per_rulebook(_Effects)


class _Picture:
    """The headline and the marked advice under some answers, and what others make of them.

    Advice on which none of the choices made otherwise bears is not tested again.
    """

    def __init__(self, effects: _Effects, bits: Bits) -> None:
        self.effects, self.bits = effects, bits
        self.headline = self._headline(bits)
        self.holding = frozenset(place for place, holds in enumerate(effects.holding) if holds(bits))

    def _headline(self, bits: Bits) -> Headline | None:
        return next((headline for headline, holds in self.effects.headlines if holds(bits)), None)

    def turned(self, other: _Other) -> _Turn:
        """What `other` changes."""
        bits, before = other.bits, self.holding
        turned = bits ^ self.bits
        moving = {
            place
            for name in other.changed
            for place, holds, bearing in self.effects.naming[name]
            if bearing & turned and bool(holds(bits)) is not (place in before)
        }
        headline = None if self.effects.turning.isdisjoint(other.changed) else self._headline(bits)
        new = None if headline is self.headline else headline
        return _Turn(other, new, tuple(sorted(moving - self.holding)), tuple(sorted(moving & self.holding)))


def _moved(rulebook: Rulebook, advice: Advice) -> Moved:
    return Moved(
        advice.id,
        advice.title,
        tuple(option.short for option in rulebook.options if option.id in advice.speaks_for),
        tuple(option.short for option in rulebook.options if option.id in advice.speaks_against),
    )


def _change(rulebook: Rulebook, effects: _Effects, name: str, turn: _Turn, counted: Answers) -> Change:
    return Change(
        _swap(rulebook, rulebook.question_by_id[name], turn.other.swapped[name], counted),
        turn.headline.title if turn.headline else None,
        tuple(effects.moved[place] for place in turn.adds),
        tuple(effects.moved[place] for place in turn.removes),
    )


def _others(
    now: Route,
    questions: tuple[Question, ...],
    other_picks: Callable[[Question, Choices], list[Choices]],
    sizes: Iterable[int],
) -> Iterator[_Other]:
    """The other answers to as many of `questions` as `sizes` say, one size after another."""
    rulebook, counted = now.rulebook, now.counted
    before = {question.id: counted.get(question.id, frozenset()) for question in rulebook.questions}
    in_bits = bitwise(rulebook).bits
    routing = _routing_questions(rulebook)
    picks = {question.id: other_picks(question, before[question.id]) for question in questions}
    for size in sizes:
        for names in combinations(picks, size):
            same_asked = routing.isdisjoint(names)
            if same_asked and not all(name in counted for name in names):
                continue
            kept = now.bits - in_bits({name: before[name] for name in names})
            for chosen in product(*(picks[name] for name in names)):
                swapped = dict(zip(names, chosen, strict=True))
                if same_asked:
                    yield _Other(swapped, kept + in_bits(swapped), names)
                    continue
                other = completed(route(rulebook, {**counted, **swapped}))
                # A swap of an answer that then does not count is no change of it.
                if swapped.keys() <= other.counted.keys():
                    changed = tuple(name for name in before if other.counted.get(name, frozenset()) != before[name])
                    yield _Other(swapped, other.bits, changed)


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


def _near_picks(question: Question, picked: Choices) -> list[Choices]:
    """The other answers one step away."""
    return question.neighbors(picked)


def _swap(rulebook: Rulebook, question: Question, picked: Choices, counted: Answers) -> Swap:
    answered = views_of(rulebook).answered
    now, before = answered(question.id, picked), answered(question.id, counted.get(question.id, frozenset()))
    return Swap(question.id, question.label, now.choices, now.labels, before.labels)
