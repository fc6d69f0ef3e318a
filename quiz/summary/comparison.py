"""Several summaries of one rulebook side by side: what their answers have in common, and what the rest changes.

Nobody is named: the summaries are A, B and so on, in the order in which they came. How many have something in common
is a plain count; there is no share in it, and no score.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from quiz.answers import Route, name_of
from quiz.rulebook import Answers, Question, Rulebook
from quiz.summary.engine import summarize

MOST_SIDE_BY_SIDE = 6
"""Up to so many summaries are shown one beside the other; of more, only counts."""


@dataclass(frozen=True, slots=True)
class ComparedSummary:
    """One of the summaries: its name, its query, the edition of its link, and its headline by id and title."""

    name: str
    query: str
    edition: date
    headline: str
    title: str


@dataclass(frozen=True, slots=True)
class ComparedRule:
    """A headline, a piece of advice, a tension or a choice, and the names of the summaries that have it."""

    id: str
    title: str
    by: tuple[str, ...]
    by_all: bool


@dataclass(frozen=True, slots=True)
class ComparedQuestion:
    """A question, who picked which choice of it, and whether all gave the same answer.

    `picks` are the labels picked, one tuple for each summary; empty where the question was not asked.
    """

    question: str
    label: str
    takes_several: bool
    same: bool
    picks: tuple[tuple[str, ...], ...]
    choices: tuple[ComparedRule, ...]
    not_asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparedOption:
    """An option, and the advice that speaks for it and against it in any of the summaries."""

    id: str
    label: str
    speaks_for: tuple[ComparedRule, ...]
    speaks_against: tuple[ComparedRule, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of it. `twins` are the names of summaries with the same answers, where there are any."""

    rulebook: str
    title: str
    edition: date
    summaries: tuple[ComparedSummary, ...]
    twins: tuple[tuple[str, ...], ...]
    answers: tuple[ComparedQuestion, ...]
    headlines: tuple[ComparedRule, ...]
    options: tuple[ComparedOption, ...]
    tensions: tuple[ComparedRule, ...]

    @property
    def is_side_by_side(self) -> bool:
        """Whether there is room to show each summary."""
        return len(self.summaries) <= MOST_SIDE_BY_SIDE

    @property
    def older(self) -> tuple[ComparedSummary, ...]:
        """The summaries whose links are of another edition."""
        return tuple(each for each in self.summaries if each.edition != self.edition)


def compare(rulebook: Rulebook, routes: Sequence[Route], editions: Sequence[date] = ()) -> Comparison:
    """The comparison of the summaries of `routes`, given under `editions`, or else all under today's.

    Raises Unanswered if one does not answer every question asked.
    """
    answer_sets = [route.counted for route in routes]
    summaries = [summarize(route.with_counted_only) for route in routes]
    names = [name_of(place) for place in range(len(summaries))]
    asked = [question for question in rulebook.questions if any(question.id in answers for answers in answer_sets)]
    views = zip(rulebook.options, zip(*(summary.options for summary in summaries), strict=True), strict=True)
    return Comparison(
        rulebook=rulebook.id,
        title=rulebook.title,
        edition=rulebook.edition,
        summaries=tuple(
            ComparedSummary(name, summary.query, edition, summary.headline.id, summary.headline.title)
            for name, summary, edition in zip(
                names, summaries, editions or [rulebook.edition] * len(summaries), strict=True
            )
        ),
        twins=_twins(names, [summary.query for summary in summaries]),
        answers=tuple(_question(rulebook, question, answer_sets, names) for question in asked),
        headlines=_rules(names, ([summary.headline] for summary in summaries)),
        options=tuple(
            ComparedOption(
                option.id,
                option.label,
                _rules(names, (view.speaks_for for view in of_option)),
                _rules(names, (view.speaks_against for view in of_option)),
            )
            for option, of_option in views
        ),
        tensions=_rules(names, (summary.tensions for summary in summaries)),
    )


class Titled(Protocol):
    """Whatever a summary shows under an id and a title."""

    @property
    def id(self) -> str: ...

    @property
    def title(self) -> str: ...


def _rules(names: Sequence[str], of_each: Iterable[Iterable[Titled]]) -> tuple[ComparedRule, ...]:
    """Every rule that one of the summaries shows; what most of them show comes first."""
    by: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, rules in zip(names, of_each, strict=True):
        for rule in rules:
            by[rule.id, rule.title].append(name)
    compared = (ComparedRule(id, title, tuple(who), len(who) == len(names)) for (id, title), who in by.items())
    return tuple(sorted(compared, key=lambda rule: -len(rule.by)))


def _twins(names: Sequence[str], queries: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    by: dict[str, list[str]] = defaultdict(list)
    for name, query in zip(names, queries, strict=True):
        by[query].append(name)
    return tuple(tuple(same) for same in by.values() if len(same) > 1)


def _question(
    rulebook: Rulebook, question: Question, answer_sets: Sequence[Answers], names: Sequence[str]
) -> ComparedQuestion:
    picked = [answers.get(question.id, frozenset()) for answers in answer_sets]
    choices = []
    for choice in question.choice_ids:
        by = tuple(name for name, picks in zip(names, picked, strict=True) if choice in picks)
        choices.append(ComparedRule(choice, rulebook.label_of(question, choice), by, len(by) == len(names)))
    return ComparedQuestion(
        question.id,
        question.label,
        question.takes_several,
        len(set(picked)) == 1,
        tuple(rulebook.labels_of(question, picks) for picks in picked),
        tuple(choices),
        tuple(name for name, picks in zip(names, picked, strict=True) if not picks),
    )
