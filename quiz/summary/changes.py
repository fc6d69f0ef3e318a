"""What other answers would change: the smallest change that brings something up, and what each small change does.

A change replaces the answers to some questions. Its size is how many questions it answers otherwise;
a question that is asked only because of it is answered "not sure yet", and does not add to its size.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product
from typing import NamedTuple, TypeAlias

from quiz.answers import Route, judging, nothing_answered, route, with_routing
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

Choices: TypeAlias = frozenset[str]
"""The picked choice ids of one question."""

NONE: Choices = frozenset()

AT_MOST = 3
"""Larger changes than this say more about another student than about this one."""


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
    """Advice that comes or goes, and the labels of the options that it speaks for and against."""

    id: str
    title: str
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Other answers, and what they change: the new headline's title if there is one, and the advice that moves."""

    swaps: tuple[Swap, ...]
    headline: str | None
    comes: tuple[Moved, ...]
    goes: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Why a rule applies or does not: what decided it, and the smallest change that brings it up.

    `change` is empty where the rule holds, and None where no change of at most AT_MOST answers brings it up.
    """

    finding: Judgment
    change: tuple[Swap, ...] | None


def completed(begun: Route) -> Route:
    """The route with the answers that count, and "not sure yet" wherever a question that it asks is not answered."""
    while begun.unanswered:
        unsure = {question.id: frozenset({NOT_SURE}) for question in begun.unanswered}
        begun = route(begun.rulebook, {**begun.answers, **unsure})
    return begun.with_counted_only


def why(begun: Route, rule: Rule) -> Why:
    """Why `rule` applies under the answers of a route, or does not; what is not answered is "not sure yet"."""
    rulebook, counted = begun.rulebook, completed(begun).counted
    finding = judge(rule.when, counted)
    if finding.truth is Truth.HOLDS:
        return Why(finding, ())
    relevant = _relevant(rulebook, rule.when)
    others = _others(rulebook, counted, relevant, _all_picks, range(1, AT_MOST + 1))
    found = next((other for other in others if _holds(judge(rule.when, other.answers))), None)
    return Why(finding, None if found is None else _swaps(rulebook, found, counted))


def what_would_change(begun: Route, limit: int = 3) -> tuple[Change, ...]:
    """At most `limit` small changes of the answers that change the headline or what speaks for and against an option.

    Of each question, the change that tells most: a change of the headline, then one that moves more
    advice. They come in the same order. Where no single answer changes the headline, the smallest
    change that does is among them. Becoming unsure is no change that tells anything.
    """
    rulebook, counted = begun.rulebook, completed(begun).counted
    rules = _picture_rules(rulebook)
    picture = _Picture(rules, {**nothing_answered(rulebook), **counted})
    found: dict[tuple[str, ...], _Turn] = {}

    def note(other: _Other) -> None:
        turn = picture.turned(other)
        questions = tuple(other.swapped)
        if turn.tells_something and (questions not in found or turn.telling < found[questions].telling):
            found[questions] = turn

    for other in _others(rulebook, counted, rulebook.deciding_questions, _near_picks, (1,)):
        note(other)
    if not any(turn.headline for turn in found.values()):
        others = _others(rulebook, counted, rules.questions_of_headlines, _near_picks, range(2, AT_MOST + 1))
        turning = next((other for other in others if picture.new_headline(other)), None)
        if turning is not None:
            note(turning)
    most_telling = sorted(found.values(), key=lambda turn: turn.telling)[:limit]
    return tuple(_change(rulebook, rules, turn, counted) for turn in most_telling)


class _Other(NamedTuple):
    """Other answers: the picks that were swapped, all that follows from them, and the questions answered otherwise."""

    swapped: dict[str, Choices]
    answers: Answers
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Turn:
    """What other answers do to the picture: another headline, and the places of the advice that comes and goes."""

    other: _Other
    headline: Headline | None
    comes: tuple[int, ...]
    goes: tuple[int, ...]

    @property
    def tells_something(self) -> bool:
        return self.headline is not None or bool(self.comes or self.goes)

    @property
    def telling(self) -> tuple[bool, int]:
        """Sorts what tells most first."""
        return self.headline is None, -len(self.comes) - len(self.goes)


class _PictureRules:
    """The rules that make the picture: the headlines, and the advice that speaks for or against an option."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.headlines = [(headline, judging(headline.when, _holds)) for headline in rulebook.headlines]
        self.questions_of_headlines = _relevant(rulebook, *(each.when for each in rulebook.headlines))
        self.turning = frozenset(name for each in rulebook.headlines for name in questions_of(each.when))
        speaking = [advice for advice in rulebook.advice if advice.favours or advice.against]
        self.moved = [_moved(rulebook, advice) for advice in speaking]
        self.holding = [judging(advice.when, _holds) for advice in speaking]
        self.places: dict[str, list[int]] = {question.id: [] for question in rulebook.questions}
        for place, advice in enumerate(speaking):
            for name in questions_of(advice.when):
                self.places[name].append(place)


_picture_rules = once_per_rulebook(_PictureRules)


class _Picture:
    """The headline and the speaking advice under some answers, and what others make of them.

    Advice that names none of the questions answered otherwise is not judged again.
    """

    def __init__(self, rules: _PictureRules, answers: Answers) -> None:
        self.rules = rules
        self.headline = self._headline(answers)
        self.holding = frozenset(place for place, holds in enumerate(rules.holding) if holds(answers))

    def _headline(self, answers: Answers) -> Headline | None:
        return next((headline for headline, holds in self.rules.headlines if holds(answers)), None)

    def new_headline(self, other: _Other) -> Headline | None:
        """The headline that `other` has instead, if it has another one."""
        if self.rules.turning.isdisjoint(other.changed):
            return None
        headline = self._headline(other.answers)
        return None if headline is self.headline else headline

    def turned(self, other: _Other) -> _Turn:
        holding = self.rules.holding
        moving = {
            place
            for name in other.changed
            for place in self.rules.places[name]
            if holding[place](other.answers) is not (place in self.holding)
        }
        comes, goes = sorted(moving - self.holding), sorted(moving & self.holding)
        return _Turn(other, self.new_headline(other), tuple(comes), tuple(goes))


def _holds(finding: Judgment) -> bool:
    return finding.truth is Truth.HOLDS


def _moved(rulebook: Rulebook, advice: Advice) -> Moved:
    return Moved(
        advice.id,
        advice.title,
        tuple(option.label for option in rulebook.options if option.id in advice.favours),
        tuple(option.label for option in rulebook.options if option.id in advice.against),
    )


def _change(rulebook: Rulebook, rules: _PictureRules, turn: _Turn, counted: Answers) -> Change:
    return Change(
        _swaps(rulebook, turn.other, counted),
        turn.headline.title if turn.headline else None,
        tuple(rules.moved[place] for place in turn.comes),
        tuple(rules.moved[place] for place in turn.goes),
    )


def _relevant(rulebook: Rulebook, *conditions: Condition) -> tuple[Question, ...]:
    """The questions that the conditions depend on, and those that decide whether these are asked."""
    return with_routing(rulebook, (name for condition in conditions for name in questions_of(condition)))


def _others(
    rulebook: Rulebook,
    counted: Answers,
    questions: tuple[Question, ...],
    other_picks: Callable[[Question, Choices], list[Choices]],
    sizes: Iterable[int],
) -> Iterator[_Other]:
    """The other answers to as many of `questions` as `sizes` say, one size after another.

    They name every question, as judging wants them.
    """
    before = {**nothing_answered(rulebook), **counted}
    routing = _routing_questions(rulebook)
    picks = {question.id: other_picks(question, before[question.id]) for question in questions}
    for size in sizes:
        for names in combinations(picks, size):
            for chosen in product(*(picks[name] for name in names)):
                swapped = dict(zip(names, chosen, strict=True))
                if routing.isdisjoint(names):
                    # The same questions are asked as before.
                    if all(name in counted for name in names):
                        yield _Other(swapped, {**before, **swapped}, names)
                    continue
                other = completed(route(rulebook, {**counted, **swapped})).counted
                # A swap of an answer that then does not count is no change of it.
                if swapped.keys() <= other.keys():
                    full = {**nothing_answered(rulebook), **other}
                    yield _Other(swapped, full, tuple(name for name in full if full[name] != before[name]))


@once_per_rulebook
def _routing_questions(rulebook: Rulebook) -> frozenset[str]:
    """The questions that decide whether others are asked."""
    return frozenset(
        name
        for question in rulebook.questions
        if question.ask_when is not None
        for name in questions_of(question.ask_when)
    )


def _all_picks(question: Question, picked: Choices) -> list[Choices]:
    """Every other answer to a question, the nearest first."""
    return sorted((each for each in question.possible_answers() if each != picked), key=lambda each: len(each ^ picked))


def _near_picks(question: Question, picked: Choices) -> list[Choices]:
    """The other answers to a question that are one step away."""
    return question.neighbors(picked)


def _swaps(rulebook: Rulebook, other: _Other, counted: Answers) -> tuple[Swap, ...]:
    swapped = ((rulebook.question_by_id[name], picked) for name, picked in other.swapped.items())
    return tuple(_swap(rulebook, question, picked, counted) for question, picked in swapped)


def _swap(rulebook: Rulebook, question: Question, picked: Choices, counted: Answers) -> Swap:
    choices = tuple(choice for choice in question.choice_ids if choice in picked)
    before = counted.get(question.id, NONE)
    labels, labels_before = rulebook.labels_of(question, picked), rulebook.labels_of(question, before)
    return Swap(question.id, question.label, choices, labels, labels_before)
