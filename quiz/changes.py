"""What other answers would change: the smallest change that brings something up, and what each small change does.

A change replaces the answers to some questions. Its size is how many questions it answers otherwise;
a question that is asked only because of it is answered "not sure yet", and does not add to its size.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, product
from typing import TypeAlias

from quiz.answers import clash_of
from quiz.conditions import NOT_SURE, Answers, Condition, Finding, Truth, judge, questions_of
from quiz.engine import label_of
from quiz.routing import route
from quiz.rulebook import Advice, Headline, Question, Rulebook

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
class Shift:
    """What a change does to one option: titles of the advice that comes and goes, for and against it."""

    option: str
    label: str
    new_for: tuple[str, ...]
    gone_for: tuple[str, ...]
    new_against: tuple[str, ...]
    gone_against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Other answers, and what they change: the headline's new title if it changes, and the options that shift."""

    swaps: tuple[Swap, ...]
    headline: str | None
    shifts: tuple[Shift, ...]


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
    while waiting := route(rulebook, given).unanswered:
        given |= {question.id: frozenset({NOT_SURE}) for question in waiting}
    return route(rulebook, given).counted


def why(rulebook: Rulebook, answers: Answers, rule: Headline | Advice) -> Why:
    """Why `rule` applies under `answers` or does not."""
    counted = completed(rulebook, answers)
    finding = judge(rule.when, counted)
    if finding.truth is Truth.HOLDS:
        return Why(finding, ())
    relevant = _relevant(rulebook, rule.when)
    ways = _changes(rulebook, counted, relevant, lambda other: _holds(rule, other), _all_picks)
    return Why(finding, next((swaps for swaps, _ in ways), None))


def what_would_change(rulebook: Rulebook, answers: Answers, limit: int = 5) -> tuple[Change, ...]:
    """At most `limit` small changes that change the picture, the most telling first.

    A change of the headline tells most; then a change that touches more options, then one that
    brings or takes more advice; then the order of the questions. Two changes with the same effect are
    one: the first is kept. Where no single answer changes the headline, the smallest change that does
    is added.
    """
    counted = completed(rulebook, answers)
    before = _picture(rulebook, counted)
    found: dict[tuple[str, tuple[Shift, ...]], Change] = {}
    for swaps, other in _changes(
        rulebook, counted, rulebook.deciding_questions, lambda _: True, _near_picks, at_most=1
    ):
        _note(found, rulebook, swaps, before, _picture(rulebook, other))
    if not any(change.headline for change in found.values()):
        headline, _ = before
        relevant = _relevant(rulebook, *(each.when for each in rulebook.headlines))
        another = _changes(
            rulebook, counted, relevant, lambda other: _headline(rulebook, other) != headline, _near_picks
        )
        for swaps, other in another:
            _note(found, rulebook, swaps, before, _picture(rulebook, other))
            break
    return tuple(sorted(found.values(), key=_telling)[:limit])


Picture = tuple[str, dict[str, tuple[frozenset[str], frozenset[str]]]]
"""The headline's id, and per option the ids of the advice that speaks for it and against it."""


def _picture(rulebook: Rulebook, counted: Answers) -> Picture:
    spoken: dict[str, tuple[set[str], set[str]]] = {option.id: (set(), set()) for option in rulebook.options}
    for advice in rulebook.advice:
        if (advice.favours or advice.against) and _holds(advice, counted):
            for option in advice.favours:
                spoken[option][0].add(advice.id)
            for option in advice.against:
                spoken[option][1].add(advice.id)
    sides = {option: (frozenset(ours), frozenset(theirs)) for option, (ours, theirs) in spoken.items()}
    return _headline(rulebook, counted), sides


def _holds(rule: Headline | Advice, counted: Answers) -> bool:
    return judge(rule.when, counted).truth is Truth.HOLDS


def _headline(rulebook: Rulebook, counted: Answers) -> str:
    held = (each.id for each in rulebook.headlines if _holds(each, counted))
    return next(held, "")


def _note(
    found: dict[tuple[str, tuple[Shift, ...]], Change],
    rulebook: Rulebook,
    swaps: tuple[Swap, ...],
    before: Picture,
    after: Picture,
) -> None:
    """Adds what `swaps` do to what was found, unless they do nothing, or nothing new."""
    if before == after:
        return
    titles = {advice.id: advice.title for advice in rulebook.advice}
    shifts = []
    for option in rulebook.options:
        (old_for, old_against), (new_for, new_against) = before[1][option.id], after[1][option.id]

        def listed(ids: frozenset[str]) -> tuple[str, ...]:
            return tuple(title for name, title in titles.items() if name in ids)

        shift = Shift(
            option.id,
            option.label,
            listed(new_for - old_for),
            listed(old_for - new_for),
            listed(new_against - old_against),
            listed(old_against - new_against),
        )
        if any((shift.new_for, shift.gone_for, shift.new_against, shift.gone_against)):
            shifts.append(shift)
    headline = next((each.title for each in rulebook.headlines if each.id == after[0] != before[0]), None)
    found.setdefault((after[0], tuple(shifts)), Change(swaps, headline, tuple(shifts)))


def _telling(change: Change) -> tuple[bool, int, int]:
    lines = sum(
        len(shift.new_for) + len(shift.gone_for) + len(shift.new_against) + len(shift.gone_against)
        for shift in change.shifts
    )
    return change.headline is None, -len(change.shifts), -lines


def _relevant(rulebook: Rulebook, *conditions: Condition) -> tuple[Question, ...]:
    """The questions that the conditions depend on, and those that decide whether these are asked."""
    names = {name for condition in conditions for name in questions_of(condition)}
    for question in reversed(rulebook.questions):
        if question.id in names and question.ask_when is not None:
            names |= questions_of(question.ask_when)
    return tuple(question for question in rulebook.questions if question.id in names)


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
                    swaps = (_swap(question, swapped[question.id], counted) for question in changed)
                    yield tuple(swaps), other


def _all_picks(question: Question, picked: Pick) -> list[Pick]:
    """Every other answer to a question, the nearest first."""
    choices = [choice.id for choice in question.choices]
    sizes = range(1, (question.most or len(choices)) + 1) if question.takes_several else (1,)
    sets = [frozenset(some) for size in sizes for some in combinations(choices, size) if not clash_of(question, some)]
    sets.append(frozenset({NOT_SURE}))
    return sorted((each for each in sets if each != picked), key=lambda each: len(each ^ picked))


def _near_picks(question: Question, picked: Pick) -> list[Pick]:
    """The other answers one step away: another choice, or one more or less where several go together."""
    ticked = [picked ^ {choice.id} for choice in question.choices] if question.takes_several else []
    single = [frozenset({choice}) for choice in question.choice_ids]
    kept = (each for each in (*ticked, *single) if each and each != picked and not clash_of(question, each))
    return list(dict.fromkeys(kept))


def _swap(question: Question, picked: Pick, counted: Answers) -> Swap:
    def labels(choices: Pick) -> tuple[str, ...]:
        return tuple(label_of(question, choice) for choice in question.choice_ids if choice in choices)

    choices = tuple(choice for choice in question.choice_ids if choice in picked)
    return Swap(question.id, question.label, choices, labels(picked), labels(counted.get(question.id, NONE)))
