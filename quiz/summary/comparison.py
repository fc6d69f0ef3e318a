"""Several summaries of one rulebook side by side: what their answers have in common, and what the rest changes.

Nobody is named: the summaries are A, B and so on, in the order in which they came. How many have something in common
is a plain count; there is no share in it, and no score.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from quiz.answers import name_of, route, write_query
from quiz.rulebook import Answers, Question, Rulebook
from quiz.summary.engine import summarize

FEW = 6
"""Up to so many are shown one beside the other; of more, only how many have what."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One of the summaries: its name, its address, the edition of its link, and its headline by id and title."""

    name: str
    query: str
    edition: date
    headline: str
    title: str


@dataclass(frozen=True, slots=True)
class Held:
    """A headline, a piece of advice, a tension or a choice, and the names of the summaries that have it."""

    id: str
    title: str
    by: tuple[str, ...]
    by_all: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """A question, who picked which choice of it, and whether all gave the same answer.

    `picks` are the labels picked, a summary each; empty where the question was not asked.
    """

    question: str
    label: str
    takes_several: bool
    same: bool
    picks: tuple[tuple[str, ...], ...]
    choices: tuple[Held, ...]
    not_asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """An option, and the advice that speaks for it and against it in any of the summaries."""

    id: str
    label: str
    speaks_for: tuple[Held, ...]
    speaks_against: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of it. `twins` are the names of summaries with the same answers, where there are any."""

    rulebook: str
    title: str
    edition: date
    summaries: tuple[Compared, ...]
    twins: tuple[tuple[str, ...], ...]
    answers: tuple[Answered, ...]
    headlines: tuple[Held, ...]
    options: tuple[Weighed, ...]
    tensions: tuple[Held, ...]

    @property
    def is_of_few(self) -> bool:
        """Whether there is room to show each summary."""
        return len(self.summaries) <= FEW

    @property
    def older(self) -> tuple[Compared, ...]:
        """The summaries whose links are of another edition."""
        return tuple(each for each in self.summaries if each.edition != self.edition)


def compare(rulebook: Rulebook, several: Sequence[Answers], editions: Sequence[date] = ()) -> Comparison:
    """The comparison of the summaries of `several`, given under `editions`, or else all under today's.

    Raises Unanswered if one does not answer every question asked.
    """
    several = [route(rulebook, answers).counted for answers in several]
    made = [summarize(rulebook, answers) for answers in several]
    names = [name_of(place) for place in range(len(made))]
    asked = [question for question in rulebook.questions if any(question.id in answers for answers in several)]
    options = []
    for place, option in enumerate(rulebook.options):
        views = [summary.options[place] for summary in made]
        speaks_for = _held(names, [view.speaks_for for view in views])
        speaks_against = _held(names, [view.speaks_against for view in views])
        options.append(Weighed(option.id, option.label, speaks_for, speaks_against))
    return Comparison(
        rulebook=rulebook.id,
        title=rulebook.title,
        edition=rulebook.edition,
        summaries=tuple(
            Compared(name, each.query, edition, each.headline.id, each.headline.title)
            for name, each, edition in zip(names, made, editions or [rulebook.edition] * len(made), strict=True)
        ),
        twins=_twins(rulebook, several, names),
        answers=tuple(_answered(rulebook, question, several, names) for question in asked),
        headlines=_held(names, [[summary.headline] for summary in made]),
        options=tuple(options),
        tensions=_held(names, [summary.tensions for summary in made]),
    )


class Titled(Protocol):
    """Whatever a summary shows under an id and a title."""

    @property
    def id(self) -> str: ...

    @property
    def title(self) -> str: ...


def _held(names: Sequence[str], rules: Iterable[Iterable[Titled]]) -> tuple[Held, ...]:
    """Every rule that one of the summaries shows, and which do; what most of them show comes first."""
    found: dict[tuple[str, str], list[str]] = {}
    for name, of_one in zip(names, rules, strict=True):
        for rule in of_one:
            found.setdefault((rule.id, rule.title), []).append(name)
    rows = (Held(id, title, tuple(by), len(by) == len(names)) for (id, title), by in found.items())
    return tuple(sorted(rows, key=lambda row: -len(row.by)))


def _twins(rulebook: Rulebook, several: Sequence[Answers], names: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    found: dict[str, list[str]] = {}
    for name, answers in zip(names, several, strict=True):
        found.setdefault(write_query(rulebook, answers), []).append(name)
    return tuple(tuple(same) for same in found.values() if len(same) > 1)


def _answered(rulebook: Rulebook, question: Question, several: Sequence[Answers], names: Sequence[str]) -> Answered:
    picked = [answers.get(question.id, frozenset()) for answers in several]
    choices = []
    for choice in question.choice_ids:
        by = tuple(name for name, picks in zip(names, picked, strict=True) if choice in picks)
        choices.append(Held(choice, rulebook.label_of(question, choice), by, len(by) == len(names)))
    return Answered(
        question.id,
        question.label,
        question.takes_several,
        len(set(picked)) == 1,
        tuple(rulebook.labels_of(question, picks) for picks in picked),
        tuple(choices),
        tuple(name for name, picks in zip(names, picked, strict=True) if not picks),
    )
