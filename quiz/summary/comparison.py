"""Several summaries of one rulebook side by side: their pictures, what their answers share, and how many have what.

Nobody is named: the summaries are A, B and so on, in the order in which they came. How many have something in common
is a plain count; there is no share in it, and no score.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from quiz.answers import Route, name_of
from quiz.rulebook import Answers, Question, Rulebook
from quiz.summary.engine import Gist, gist_of
from quiz.summary.model import Mark, OptionView
from quiz.summary.views import options_of

MOST_SIDE_BY_SIDE = 6
"""Up to so many summaries are shown one beside the other; of more, only counts."""


@dataclass(frozen=True, slots=True)
class ComparedSummary:
    """One of the summaries: its name, its address, the edition of its link, and its headline by id and title."""

    name: str
    query: str
    edition: date
    headline: str
    title: str


@dataclass(frozen=True, slots=True)
class Shared:
    """A headline, a tension or a choice, and the names of the summaries that have it."""

    id: str
    title: str
    by: tuple[str, ...]
    by_all: bool


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A question, the answer of each summary, and the mark of each for every option.

    `answers` are the labels picked, a summary each; empty where the question was not asked. `marks` are a summary each,
    in the order of the options. `counts` say for every option how many summaries have which mark.
    """

    question: str
    label: str
    same_answer: bool
    same_marks: bool
    answers: tuple[tuple[str, ...], ...]
    choices: tuple[Shared, ...]
    not_asked: tuple[str, ...]
    marks: tuple[tuple[Mark, ...], ...]
    counts: tuple[dict[Mark, int], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of it. `twins` are the names of summaries with the same answers, where there are any."""

    rulebook: str
    title: str
    edition: date
    summaries: tuple[ComparedSummary, ...]
    twins: tuple[tuple[str, ...], ...]
    options: tuple[OptionView, ...]
    rows: tuple[ComparedRow, ...]
    headlines: tuple[Shared, ...]
    tensions: tuple[Shared, ...]

    @property
    def is_side_by_side(self) -> bool:
        """Whether there is room to show each summary."""
        return len(self.summaries) <= MOST_SIDE_BY_SIDE

    @property
    def other_editions(self) -> dict[date, list[str]]:
        """The editions other than today's that links are of, each with the names of their summaries."""
        names: dict[date, list[str]] = {}
        for each in self.summaries:
            if each.edition != self.edition:
                names.setdefault(each.edition, []).append(each.name)
        return names


def compare(rulebook: Rulebook, routes: Sequence[Route], editions: Sequence[date] = ()) -> Comparison:
    """The comparison of the summaries of `routes`, given under `editions`, or else all under today's.

    Raises Unanswered if one does not answer every question asked.
    """
    several = [route.counted for route in routes]
    summaries = [gist_of(route.with_counted_only) for route in routes]
    names = [name_of(place) for place in range(len(summaries))]
    asked = [question for question in rulebook.questions if any(question.id in answers for answers in several)]
    return Comparison(
        rulebook=rulebook.id,
        title=rulebook.title,
        edition=rulebook.edition,
        summaries=tuple(
            ComparedSummary(name, each.query, edition, each.headline.id, each.headline.title)
            for name, each, edition in zip(names, summaries, editions or [rulebook.edition] * len(names), strict=True)
        ),
        twins=_twins(summaries, names),
        options=options_of(rulebook),
        rows=tuple(_row(rulebook, question, several, summaries, names) for question in asked),
        headlines=_shared(names, [[summary.headline] for summary in summaries]),
        tensions=_shared(names, [summary.tensions for summary in summaries]),
    )


class Titled(Protocol):
    """Whatever a summary shows under an id and a title."""

    @property
    def id(self) -> str: ...

    @property
    def title(self) -> str: ...


def _shared(names: Sequence[str], rules: Iterable[Iterable[Titled]]) -> tuple[Shared, ...]:
    """Every rule that one of the summaries shows, and which do; what most of them show comes first."""
    having: dict[tuple[str, str], list[str]] = {}
    for name, of_one in zip(names, rules, strict=True):
        for rule in of_one:
            having.setdefault((rule.id, rule.title), []).append(name)
    rows = (Shared(id, title, tuple(by), len(by) == len(names)) for (id, title), by in having.items())
    return tuple(sorted(rows, key=lambda row: -len(row.by)))


def _twins(summaries: Sequence[Gist], names: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    by_query: dict[str, list[str]] = {}
    for name, summary in zip(names, summaries, strict=True):
        by_query.setdefault(summary.query, []).append(name)
    return tuple(tuple(same) for same in by_query.values() if len(same) > 1)


def _row(
    rulebook: Rulebook,
    question: Question,
    several: Sequence[Answers],
    summaries: Sequence[Gist],
    names: Sequence[str],
) -> ComparedRow:
    picked = [answers.get(question.id, frozenset()) for answers in several]
    labels = {picks: rulebook.labels_of(question, picks) for picks in set(picked)}
    choices = []
    for choice in question.choice_ids:
        by = tuple(name for name, picks in zip(names, picked, strict=True) if choice in picks)
        choices.append(Shared(choice, rulebook.label_of(question, choice), by, len(by) == len(names)))
    nothing: tuple[Mark, ...] = tuple("none" for _ in rulebook.options)
    marks = [summary.marks.get(question.id, nothing) for summary in summaries]
    counts = [Counter(each[place] for each in marks) for place in range(len(rulebook.options))]
    return ComparedRow(
        question.id,
        question.label,
        len(set(picked)) == 1,
        len(set(marks)) == 1,
        tuple(labels[picks] for picks in picked),
        tuple(choices),
        tuple(name for name, picks in zip(names, picked, strict=True) if not picks),
        tuple(marks),
        tuple(dict(sorted(each.items())) for each in counts),
    )
