"""What other answers would change: the smallest change that brings something up, and what each small change does.

A change replaces the answers to some questions. Its size is how many questions it answers otherwise;
a question that is asked only because of it is answered "not sure yet", and does not add to its size.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, product
from typing import TypeAlias

from quiz.answers import clash_of, picks_of
from quiz.conditions import NOT_SURE, Answers, Condition, Finding, Truth, judge, questions_of
from quiz.routing import route, with_routing
from quiz.rulebook import Question, Rule, Rulebook

Pick: TypeAlias = frozenset[str]
"""The picked choice ids of one question."""

NONE: Pick = frozenset()

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

    finding: Finding
    change: tuple[Swap, ...] | None


def completed(rulebook: Rulebook, answers: Answers) -> Answers:
    """The answers that count, with "not sure yet" for every question that they lead to and do not answer."""
    given = dict(answers)
    while (taken := route(rulebook, given)).unanswered:
        given |= {question.id: frozenset({NOT_SURE}) for question in taken.unanswered}
    return taken.counted


def why(rulebook: Rulebook, answers: Answers, rule: Rule) -> Why:
    """Why `rule` applies under `answers` or does not."""
    counted = completed(rulebook, answers)
    finding = judge(rule.when, counted)
    if finding.truth is Truth.HOLDS:
        return Why(finding, ())
    relevant = _relevant(rulebook, rule.when)
    ways = _changes(rulebook, counted, relevant, lambda other: _holds(rule, other), _all_picks)
    return Why(finding, next((swaps for swaps, _ in ways), None))


def what_would_change(rulebook: Rulebook, answers: Answers, limit: int = 3) -> tuple[Change, ...]:
    """At most `limit` small changes that change the headline or what speaks for and against an option.

    Of each question, the change that tells most: a change of the headline, then one that moves more
    advice. They come in the same order. Where no single answer changes the headline, the smallest
    change that does is among them. Becoming unsure is no change that tells anything.
    """
    counted = completed(rulebook, answers)
    before = _picture(rulebook, counted)
    found: dict[tuple[str, ...], Change] = {}

    def note(swaps: tuple[Swap, ...], after: Picture) -> None:
        if before == after:
            return
        change = _change(rulebook, swaps, before, after)
        questions = tuple(swap.question for swap in swaps)
        if questions not in found or _telling(change) < _telling(found[questions]):
            found[questions] = change

    for swaps, other in _changes(
        rulebook, counted, rulebook.deciding_questions, lambda _: True, _near_picks, at_most=1
    ):
        note(swaps, _picture(rulebook, other))
    if not any(change.headline for change in found.values()):
        relevant = _relevant(rulebook, *(each.when for each in rulebook.headlines))
        turns = _changes(
            rulebook, counted, relevant, lambda other: _headline(rulebook, other) != before[0], _near_picks
        )
        for swaps, other in turns:
            note(swaps, _picture(rulebook, other))
            break
    return tuple(sorted(found.values(), key=_telling)[:limit])


Picture = tuple[str, frozenset[str]]
"""The ids of the headline, and of the advice that speaks for or against an option."""


def _picture(rulebook: Rulebook, counted: Answers) -> Picture:
    speaking = (advice for advice in rulebook.advice if advice.favours or advice.against)
    return _headline(rulebook, counted), frozenset(advice.id for advice in speaking if _holds(advice, counted))


def _holds(rule: Rule, counted: Answers) -> bool:
    return judge(rule.when, counted).truth is Truth.HOLDS


def _headline(rulebook: Rulebook, counted: Answers) -> str:
    return next((each.id for each in rulebook.headlines if _holds(each, counted)), "")


def _change(rulebook: Rulebook, swaps: tuple[Swap, ...], before: Picture, after: Picture) -> Change:
    def moved(ids: frozenset[str]) -> tuple[Moved, ...]:
        return tuple(
            Moved(
                advice.id,
                advice.title,
                tuple(option.label for option in rulebook.options if option.id in advice.favours),
                tuple(option.label for option in rulebook.options if option.id in advice.against),
            )
            for advice in rulebook.advice
            if advice.id in ids
        )

    headline = next((each.title for each in rulebook.headlines if each.id == after[0] != before[0]), None)
    return Change(swaps, headline, moved(after[1] - before[1]), moved(before[1] - after[1]))


def _telling(change: Change) -> tuple[bool, int]:
    return change.headline is None, -len(change.comes) - len(change.goes)


def _relevant(rulebook: Rulebook, *conditions: Condition) -> tuple[Question, ...]:
    """The questions that the conditions depend on, and those that decide whether these are asked."""
    return with_routing(rulebook, (name for condition in conditions for name in questions_of(condition)))


def _changes(
    rulebook: Rulebook,
    counted: Answers,
    questions: tuple[Question, ...],
    wanted: Callable[[Answers], bool],
    other_picks: Callable[[Question, Pick], list[Pick]],
    at_most: int = AT_MOST,
) -> Iterator[tuple[tuple[Swap, ...], Answers]]:
    """The changes of answers to `questions` that lead to what is wanted, smaller ones first."""
    for size in range(1, min(at_most, len(questions)) + 1):
        for changed in combinations(questions, size):
            for picks in product(*(other_picks(question, counted.get(question.id, NONE)) for question in changed)):
                swapped = {question.id: pick for question, pick in zip(changed, picks, strict=True)}
                other = completed(rulebook, {**counted, **swapped})
                # A swap of an answer that then does not count is no change of it.
                if swapped.keys() <= other.keys() and wanted(other):
                    swaps = (_swap(rulebook, question, swapped[question.id], counted) for question in changed)
                    yield tuple(swaps), other


def _all_picks(question: Question, picked: Pick) -> list[Pick]:
    """Every other answer to a question, the nearest first."""
    return sorted((each for each in picks_of(question) if each != picked), key=lambda each: len(each ^ picked))


def _near_picks(question: Question, picked: Pick) -> list[Pick]:
    """The other answers one step away: another choice, or one more or less where several go together."""
    ticked = [picked ^ {choice.id} for choice in question.choices] if question.takes_several else []
    single = [frozenset({choice.id}) for choice in question.choices]
    kept = (each for each in (*ticked, *single) if each and each != picked and not clash_of(question, each))
    return list(dict.fromkeys(kept))


def _swap(rulebook: Rulebook, question: Question, picked: Pick, counted: Answers) -> Swap:
    choices = tuple(choice for choice in question.choice_ids if choice in picked)
    before = counted.get(question.id, NONE)
    labels, labels_before = rulebook.labels_of(question, picked), rulebook.labels_of(question, before)
    return Swap(question.id, question.label, choices, labels, labels_before)
