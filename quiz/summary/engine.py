"""Rulebook and answers in, summary out. Pure: the same input gives the same summary.

rulebook + answers -> route -> rules that are called up -> summary
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from quiz.answers import Route, code_of
from quiz.rulebook import NOT_SURE, Advice, Headline, Question, Tension
from quiz.summary.called import AnyRule, Called, Rules, View
from quiz.summary.evidence import evidence_of
from quiz.summary.model import AnswerView, Mark, Picture, Row, Statement, Summary
from quiz.summary.views import options_of, views_of

CalledAdvice: TypeAlias = Called[Advice, Statement]


class Unanswered(ValueError):
    """Raised for answers that leave questions open; `questions` are those still to be asked, in order."""

    def __init__(self, questions: tuple[Question, ...]) -> None:
        self.questions = questions
        super().__init__(f"not answered: {', '.join(question.id for question in questions)}")


class NoSingleRule(ValueError):
    """Raised where not exactly one headline, or key point of a slot, holds; `rules` are the ids of those that do."""

    def __init__(self, place: str, rules: tuple[str, ...], query: str) -> None:
        self.place = place
        self.rules = rules
        self.query = query
        super().__init__(f"exactly one of `{place}` must hold for {query}; these do: {', '.join(rules) or 'none'}")


def summarize(route: Route) -> Summary:
    """The summary of the answers on `route`.

    Raises Unanswered if they do not answer every question asked, and NoSingleRule where the rulebook does not agree
    with itself on the headline or on a key point.
    """
    if route.unanswered:
        raise Unanswered(route.unanswered)
    return _Summarizer(route).summary()


@dataclass(frozen=True, slots=True)
class Gist:
    """What a summary comes to, without its statements: query, headline, tensions, and the marks of each answer."""

    query: str
    headline: Headline
    tensions: tuple[Tension, ...]
    marks: dict[str, tuple[Mark, ...]]


def gist_of(route: Route) -> Gist:
    """The gist of the summary of the answers on `route`, for a fifth of its cost. Raises as `summarize` does."""
    if route.unanswered:
        raise Unanswered(route.unanswered)
    return _Summarizer(route).gist()


class _Summarizer:
    """One rulebook under one route: finds what the answers call up once, then lays out what applies."""

    def __init__(self, route: Route) -> None:
        self.rulebook = route.rulebook
        self.route = route
        self.views = views_of(self.rulebook)
        self.query = route.with_counted_only.query
        self.first = priorities(route)

    def summary(self) -> Summary:
        views, evidence = self.views, evidence_of(self.rulebook)
        headline = self._one("headlines", views.headlines)
        points = [self._one(slot, rules) for slot, rules in views.key_points.items()]
        advice = self._called(views.advice)
        tensions = self._called(views.tensions)
        asks = self._called(views.asks)
        by_row = self._by_row(advice)
        holding = [each for each in advice if not each.is_open]
        due = {each.rule.by for each in holding}
        said: tuple[Called[Any, Any], ...] = (headline, *points, *holding, *tensions, *asks)
        claims = evidence.shown_with(claim for each in said for claim in each.rule.claims)
        given = self.route.answers
        answered = [views.answered(q.id, given[q.id]) for q in self.rulebook.questions if q.id in given]
        terms = views.terms.union(
            evidence.terms_with(claims), *[each.terms for each in said], *[each.terms for each in answered]
        )
        deciding = list(self._deciding())
        unsure = [name for name, picked in deciding if NOT_SURE in picked]
        return Summary(
            provenance=evidence.provenance,
            query=self.query,
            code=code_of(self.route),
            headline=headline.view,
            key_points=tuple([point.view for point in points]),
            mostly_unsure=2 * len(unsure) > len(deciding),
            picture=self._picture(by_row, advice),
            deadlines=tuple([each for name, each in views.deadlines.items() if name in due]),
            besides=evidence.besides,
            tensions=tuple([each.view for each in tensions]),
            asks=tuple([each.view for each in asks]),
            answers=tuple(self._answers(by_row)),
            for_everybody=tuple([each.view for each in by_row.get(None, ())]),
            differences=evidence.differences_of(claims),
            asked=evidence.asked,
            silences=evidence.silences,
            words=tuple([word for word in views.words if word.id in terms]),
            sources=evidence.posts_with(claims),
        )

    def gist(self) -> Gist:
        headline = self._one("headlines", self.views.headlines).rule
        tensions = tuple(each.rule for each in self._called(self.views.tensions))
        advice = self._called(self.views.advice)
        return Gist(self.query, headline, tensions, self._marks(self._by_row(advice), advice))

    def _deciding(self) -> Iterator[tuple[str, frozenset[str]]]:
        """The answers that count and decide something."""
        for question in self.rulebook.deciding_questions:
            if question.id in self.route.counted:
                yield question.id, self.route.counted[question.id]

    def _called(self, rules: Rules[AnyRule, View]) -> list[Called[AnyRule, View]]:
        """The rules that hold, or are open. What rests on what matters most comes first; else rulebook order."""
        called = rules.called_by(self.route.bits)
        return sorted(called, key=lambda each: self.first.isdisjoint(each.questions)) if self.first else called

    def _one(self, place: str, rules: Rules[AnyRule, View]) -> Called[AnyRule, View]:
        holding = self._called(rules)
        if len(holding) != 1:
            raise NoSingleRule(place, tuple(each.rule.id for each in holding), self.query)
        return holding[0]

    def _by_row(self, advice: Iterable[CalledAdvice]) -> dict[str | None, list[CalledAdvice]]:
        """The advice that holds, by the question under whose answer it stands; what has a deadline, in their order."""
        rows: dict[str | None, list[CalledAdvice]] = {}
        for each in advice:
            if not each.is_open:
                row = each.rule.row
                if row is not None and row not in self.route.counted:
                    row = next((name for name in each.questions if name in self.route.counted), None)
                rows.setdefault(row, []).append(each)
        order = {name: place for place, name in enumerate((*self.views.deadlines, None))}
        for called in rows.values():
            called.sort(key=lambda each: (self.first.isdisjoint(each.questions), order[each.rule.by]))
        return rows

    def _picture(self, by_row: dict[str | None, list[CalledAdvice]], advice: list[CalledAdvice]) -> Picture:
        rows = [self._row(name, marks) for name, marks in self._marks(by_row, advice).items()]
        rows.sort(key=lambda row: not row.is_priority)
        divides = [any(mark != "none" for mark in row.marks) for row in rows]
        return Picture(
            options_of(self.rulebook),
            tuple(row for row, does in zip(rows, divides, strict=True) if does),
            tuple(row for row, does in zip(rows, divides, strict=True) if not does),
        )

    def _row(self, name: str, marks: tuple[Mark, ...]) -> Row:
        labels = self.views.answered(name, self.route.counted[name]).labels
        return Row(name, self.rulebook.question_by_id[name].label, labels, name in self.first, marks)

    def _marks(
        self, by_row: dict[str | None, list[CalledAdvice]], advice: list[CalledAdvice]
    ) -> dict[str, tuple[Mark, ...]]:
        """For each answer that decides, the mark for every option, in their order."""
        waiting: dict[str, set[str]] = {}
        for each in advice:
            if each.is_open:
                for question in each.questions:
                    waiting.setdefault(question, set()).update(option for option, _, _ in each.rule.marks)
        found = {}
        for name, _ in self._deciding():
            sides: dict[str, set[str]] = {}
            for each in by_row.get(name, ()):
                for option, side, _ in each.rule.marks:
                    sides.setdefault(option, set()).add(side)
            is_open = waiting.get(name, set())
            found[name] = tuple(
                mark_of(sides.get(option.id, set()), option.id in is_open) for option in self.rulebook.options
            )
        return found

    def _answers(self, by_row: dict[str | None, list[CalledAdvice]]) -> Iterator[AnswerView]:
        """What was answered, what matters most first, and last what does not count."""
        questions = [question for question in self.rulebook.questions if question.id in self.route.answers]
        for question in sorted(questions, key=lambda q: (q.id not in self.route.counted, q.id not in self.first)):
            answered = self.views.answered(question.id, self.route.answers[question.id])
            yield AnswerView(
                question.id,
                question.label,
                question.text,
                answered.choices,
                answered.labels,
                question.id in self.route.counted,
                question.id in self.first,
                answered.find_out,
                tuple([each.view for each in by_row.get(question.id, ())]),
            )


def priorities(route: Route) -> frozenset[str]:
    """The ids of the questions that matter most to the student."""
    return frozenset(name for asked in route.asked for name in asked.puts_first(route.counted[asked.id]))


def mark_of(sides: set[str], is_open: bool) -> Mark:
    """The mark for an option on which advice takes these sides."""
    if len(sides) == 2:
        return "both"
    if "for" in sides:
        return "for"
    if "against" in sides:
        return "against"
    return "open" if is_open else "none"
