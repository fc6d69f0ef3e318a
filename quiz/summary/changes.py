"""What other answers would change: the most telling other answer to each question."""

from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import attrgetter, or_
from typing import NamedTuple, TypeAlias

from quiz.answers import Bits, Route, Test, bitwise, route, with_routing
from quiz.rulebook import (
    NOT_SURE,
    Advice,
    Answers,
    Headline,
    Question,
    Rulebook,
    once_per_rulebook,
    questions_of,
)
from quiz.summary.views import views_of

Choices: TypeAlias = frozenset[str]
"""The picked choice ids of one question."""

KEPT = 512
"""For how many parts of answers it is kept what other answers to a question change; our largest need half of it."""


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

    def __hash__(self) -> int:
        """That of the swap, which tells most changes apart: pages look up by them."""
        return hash(self.swap)


def completed(begun: Route) -> Route:
    """The route with the answers that count, and "not sure yet" wherever a question that it asks is not answered."""
    while begun.unanswered:
        unsure = {question.id: frozenset({NOT_SURE}) for question in begun.unanswered}
        begun = route(begun.rulebook, {**begun.answers, **unsure})
    return begun.with_counted_only


def what_would_change(begun: Route) -> tuple[Change, ...]:
    """Of each question, the other answer that changes most: the headline first, then what speaks for or against.

    Only the nearest other answers are tried (another choice, or one more or less where several go together). A question
    whose other answers change nothing is left out; becoming unsure is no change that tells anything.
    Takes time with the number of questions; and where the choices that bear on one were not met together before, with
    the number of its nearest answers, times the advice that names it.
    """
    now = completed(begun)
    found = [turns.most_telling(now.bits & turns.bearing) for turns in _turns_in(now.rulebook)]
    return tuple([change for change in found if change])


class _Turn(NamedTuple):
    """What another answer does: the headline if there is a new one, and the places of the advice that moves."""

    choices: Choices
    headline: Headline | None
    moving: list[int]

    @property
    def order(self) -> tuple[bool, int]:
        """Sorts what changes most first."""
        return self.headline is None, -len(self.moving)


class _Told:
    """What is told of other answers: the headlines, and the advice that has marks, by the questions that it names."""

    def __init__(self, rulebook: Rulebook) -> None:
        holds, bearing_on = bitwise(rulebook).holds, bitwise(rulebook).bearing_on
        self.headlines = [(each, holds(each.when), bearing_on(each.when)) for each in rulebook.headlines]
        self.turning = frozenset(name for each in rulebook.headlines for name in questions_of(each.when))
        speaking = [each for each in rulebook.advice if each.speaks_for or each.speaks_against]
        self.moved = [_moved(rulebook, advice) for advice in speaking]
        self.naming: dict[str, list[tuple[int, Test, Bits]]] = {question.id: [] for question in rulebook.questions}
        for place, advice in enumerate(speaking):
            tested = place, holds(advice.when), bearing_on(advice.when)
            for name in questions_of(advice.when):
                self.naming[name].append(tested)


class _Turns:
    """What other answers to one question do.

    That depends on the few choices that bear on what names the question, so it is worked out once for these, and kept.
    """

    def __init__(self, rulebook: Rulebook, question: Question, told: _Told) -> None:
        self._rulebook, self._question, self._told = rulebook, question, told
        self._bitwise = in_bits = bitwise(rulebook)
        asked = _asked_by(rulebook, question)
        self._headlines = [] if told.turning.isdisjoint(asked) else told.headlines
        self._advice = sorted({each for name in asked for each in told.naming[name]})
        self._routes = len(asked) > 1
        # All answers that decide whether these are asked; of others, what bears on the rules.
        self._asking = in_bits.bits({each.id: frozenset(each.choice_ids) for each in with_routing(rulebook, asked)})
        self.bearing = reduce(or_, [bits for _, _, bits in (*self._headlines, *self._advice)], self._asking)
        self.most_telling = lru_cache(maxsize=KEPT)(self._most_telling)

    def _most_telling(self, bits: Bits) -> Change | None:
        """The answer that changes most, if any does, under the choices of those that bear on it in `bits`."""
        answers = self._bitwise.answers(bits & self._asking)
        picked = answers.get(self._question.id)
        if picked is None:
            return None
        headline = self._headline(bits)
        before = {place for place, holds, _ in self._advice if holds(bits)}
        turns = []
        for choices in self._question.neighbors(picked):
            after = self._after(bits, answers, choices)
            turned = bits ^ after
            moving = [
                place
                for place, holds, bearing in self._advice
                if bearing & turned and bool(holds(after)) is not (place in before)
            ]
            new = self._headline(after)
            turn = _Turn(choices, None if new is headline else new, moving)
            if turn.headline or turn.moving:
                turns.append(turn)
        if not turns:
            return None
        best = min(turns, key=attrgetter("order"))
        moved = self._told.moved
        return Change(
            swap_for(self._rulebook, self._question, best.choices, picked),
            best.headline.title if best.headline else None,
            tuple([moved[place] for place in best.moving if place not in before]),
            tuple([moved[place] for place in best.moving if place in before]),
        )

    def _headline(self, bits: Bits) -> Headline | None:
        return next((headline for headline, holds, _ in self._headlines if holds(bits)), None)

    def _after(self, bits: Bits, answers: Answers, choices: Choices) -> Bits:
        """The bits after `choices` were picked instead, with what they bring up or take away."""
        name = self._question.id
        if not self._routes:
            return bits ^ self._bitwise.bits_of(name, choices ^ answers[name])
        other = completed(route(self._rulebook, {**answers, name: choices}))
        return (bits & ~self._asking) | (other.bits & self._asking)


@once_per_rulebook
def _turns_in(rulebook: Rulebook) -> list[_Turns]:
    told = _Told(rulebook)
    return [_Turns(rulebook, question, told) for question in rulebook.deciding_questions]


def _asked_by(rulebook: Rulebook, question: Question) -> set[str]:
    """The ids of a question, and of those that its answers may bring up or take away."""
    found = {question.id}
    for each in rulebook.questions:
        if each.ask_when is not None and not found.isdisjoint(questions_of(each.ask_when)):
            found.add(each.id)
    return found


def _moved(rulebook: Rulebook, advice: Advice) -> Moved:
    return Moved(
        advice.id,
        advice.title,
        tuple(option.short for option in rulebook.options if option.id in advice.speaks_for),
        tuple(option.short for option in rulebook.options if option.id in advice.speaks_against),
    )


def swap_for(rulebook: Rulebook, question: Question, picked: Choices, instead_of: Choices) -> Swap:
    """The swap of one answer to a question for another; of none, if nothing was picked."""
    answered = views_of(rulebook).answered
    now, before = answered(question.id, picked), answered(question.id, instead_of)
    return Swap(question.id, question.label, now.choices, now.labels, before.labels)
