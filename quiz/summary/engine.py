"""Rulebook and answers in, summary out. Pure: the same input gives the same summary.

rulebook + answers -> route -> judgments -> summary
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Generic, Literal, TypeVar

from quiz.answers import Route, Test, bitwise, code_of
from quiz.rulebook import (
    NOT_SURE,
    Advice,
    Ask,
    Because,
    Headline,
    KeyPoint,
    Question,
    Rulebook,
    Slot,
    Tension,
    Truth,
    judge,
    once_per_rulebook,
)
from quiz.summary.evidence import evidence_of
from quiz.summary.model import (
    AnswerView,
    AskView,
    DeadlineView,
    HeadlineView,
    KeyPointView,
    Mark,
    MarkView,
    OptionView,
    Picture,
    Reason,
    Row,
    SideView,
    Statement,
    Summary,
    TensionView,
    WordView,
)

AnyRule = TypeVar("AnyRule", Headline, KeyPoint, Advice, Tension, Ask)


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
    """The gist of the summary of the answers on `route`, for a tenth of its cost. Raises as `summarize` does."""
    if route.unanswered:
        raise Unanswered(route.unanswered)
    return _Summarizer(route).gist()


@dataclass(frozen=True, slots=True)
class Called(Generic[AnyRule]):
    """A rule that holds under some answers, or is open, and the parts of the answers that decided."""

    rule: AnyRule
    because: tuple[Because, ...]
    is_open: bool

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of the questions that decided, or are waited for."""
        return tuple([because.question for because in self.because])


class _Summarizer:
    """One rulebook under one route: judges every rule once, then lays out what applies."""

    def __init__(self, route: Route) -> None:
        self.rulebook = route.rulebook
        self.route = route
        self.rules = _rules_of(self.rulebook)
        self.bits = bitwise(self.rulebook).bits(route.counted)
        self.query = route.with_counted_only.query
        self.first = priorities(route)
        self.evidence = evidence_of(self.rulebook)
        self.deadlines = {each.id: DeadlineView(each.id, each.label, each.date) for each in self.rulebook.deadlines}

    def summary(self) -> Summary:
        rules = self.rules
        headline = self._one("headlines", rules.headlines)
        points = [(slot, self._one(slot.id, of_slot)) for slot, of_slot in rules.key_points]
        advice = self._called(rules.advice)
        tensions = self._called(rules.tensions)
        asks = self._called(rules.asks)
        by_row = self._by_row(advice)
        due = {each.rule.by for each in advice if not each.is_open}
        answers = tuple(self._answers(by_row))
        evidence = self.evidence
        used = {claim for _, point in points for claim in point.rule.claims}
        used.update(headline.rule.claims)
        used.update(claim for each in advice if not each.is_open for claim in each.rule.claims)
        used.update(claim for tension in tensions for claim in tension.rule.claims)
        used.update(claim for ask in asks for claim in ask.rule.claims)
        used.update(claim for aside in self.rulebook.besides for claim in aside.claims)
        shown = evidence.base.with_disputed(used)
        deciding = list(self._deciding())
        unsure = [name for name, picked in deciding if NOT_SURE in picked]
        summary = Summary(
            provenance=evidence.provenance,
            query=self.query,
            code=code_of(self.route),
            headline=self._headline(headline),
            key_points=tuple(self._key_point(slot, point) for slot, point in points),
            mostly_unsure=2 * len(unsure) > len(deciding),
            picture=self._picture(by_row, advice),
            deadlines=tuple(each for name, each in self.deadlines.items() if name in due),
            besides=evidence.besides,
            tensions=tuple(self._tension(each) for each in tensions),
            asks=tuple(self._ask(each) for each in asks),
            answers=answers,
            for_everybody=tuple(self._statement(each) for each in by_row.get(None, ())),
            differences=evidence.differences_of(shown),
            asked=evidence.asked,
            silences=evidence.silences,
            words=(),
            sources=evidence.posts_with(shown),
        )
        words = self.rulebook.terms_in(_texts_in(summary))
        return replace(summary, words=tuple(WordView(word.id, word.term, word.means) for word in words))

    def gist(self) -> Gist:
        headline = self._one("headlines", self.rules.headlines).rule
        tensions = tuple(each.rule for each in self._called(self.rules.tensions))
        advice = self._called(self.rules.advice)
        return Gist(self.query, headline, tensions, self._marks(self._by_row(advice), advice))

    def _deciding(self) -> Iterator[tuple[str, frozenset[str]]]:
        """The answers that count and decide something."""
        for question in self.rulebook.deciding_questions:
            if question.id in self.route.counted:
                yield question.id, self.route.counted[question.id]

    def _called(self, rules: Iterable[tuple[AnyRule, Test]]) -> list[Called[AnyRule]]:
        """The rules whose test is true. What rests on what matters most comes first; else rulebook order."""
        bits, counted = self.bits, self.route.counted
        judged = ((rule, judge(rule.when, counted)) for rule, counts in rules if counts(bits))
        called = [Called(rule, judgment.because, judgment.truth is Truth.OPEN) for rule, judgment in judged]
        return sorted(called, key=lambda each: self.first.isdisjoint(each.questions)) if self.first else called

    def _one(self, place: str, rules: Iterable[tuple[AnyRule, Test]]) -> Called[AnyRule]:
        holding = self._called(rules)
        if len(holding) != 1:
            raise NoSingleRule(place, tuple(each.rule.id for each in holding), self.query)
        return holding[0]

    def _by_row(self, advice: Iterable[Called[Advice]]) -> dict[str | None, list[Called[Advice]]]:
        """The advice that holds, by the question under whose answer it stands; what has a deadline, in their order."""
        rows: dict[str | None, list[Called[Advice]]] = {}
        for each in advice:
            if not each.is_open:
                row = each.rule.row
                if row is not None and row not in self.route.counted:
                    row = next((name for name in each.questions if name in self.route.counted), None)
                rows.setdefault(row, []).append(each)
        order = {name: place for place, name in enumerate((*self.deadlines, None))}
        for called in rows.values():
            called.sort(key=lambda each: (self.first.isdisjoint(each.questions), order[each.rule.by]))
        return rows

    def _picture(self, by_row: dict[str | None, list[Called[Advice]]], advice: list[Called[Advice]]) -> Picture:
        rows = [self._row(name, marks) for name, marks in self._marks(by_row, advice).items()]
        rows.sort(key=lambda row: not row.is_priority)
        divides = [any(mark != "none" for mark in row.marks) for row in rows]
        return Picture(
            options_of(self.rulebook),
            tuple(row for row, does in zip(rows, divides, strict=True) if does),
            tuple(row for row, does in zip(rows, divides, strict=True) if not does),
        )

    def _row(self, name: str, marks: tuple[Mark, ...]) -> Row:
        question = self.rulebook.question_by_id[name]
        labels = self.rulebook.labels_of(question, self.route.counted[name])
        return Row(name, question.label, labels, name in self.first, marks)

    def _marks(
        self, by_row: dict[str | None, list[Called[Advice]]], advice: list[Called[Advice]]
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

    def _answers(self, by_row: dict[str | None, list[Called[Advice]]]) -> Iterator[AnswerView]:
        """What was answered, what matters most first, and last what does not count."""
        questions = [question for question in self.rulebook.questions if question.id in self.route.answers]
        for question in sorted(questions, key=lambda q: (q.id not in self.route.counted, q.id not in self.first)):
            picked = self.route.answers[question.id]
            yield AnswerView(
                question.id,
                question.label,
                question.text,
                tuple(choice for choice in question.choice_ids if choice in picked),
                self.rulebook.labels_of(question, picked),
                question.id in self.route.counted,
                question.id in self.first,
                question.if_not_sure if NOT_SURE in picked else None,
                tuple(self._statement(each) for each in by_row.get(question.id, ())),
            )

    def _headline(self, called: Called[Headline]) -> HeadlineView:
        rule = called.rule
        return HeadlineView(rule.id, rule.title, self._reasons(called), self.evidence.cite(rule.claims))

    def _key_point(self, slot: Slot, called: Called[KeyPoint]) -> KeyPointView:
        rule, claims = called.rule, self.evidence.cite(called.rule.claims)
        return KeyPointView(slot.id, slot.label, rule.id, rule.text, self._reasons(called), claims)

    def _statement(self, called: Called[Advice]) -> Statement:
        rule = called.rule
        claims = self.evidence.cite(rule.claims)
        by = self.deadlines[rule.by] if rule.by else None
        marks = marks_of(self.rulebook, rule)
        return Statement(rule.id, rule.title, rule.text, self._reasons(called), claims, marks, by)

    def _tension(self, called: Called[Tension]) -> TensionView:
        rule = called.rule
        sides = tuple(SideView(side.text, self.evidence.cite(side.claims)) for side in rule.sides)
        return TensionView(rule.id, rule.title, self._reasons(called), sides)

    def _ask(self, called: Called[Ask]) -> AskView:
        rule = called.rule
        label = next(each.label for each in self.rulebook.addressees if each.id == rule.to)
        claims = self.evidence.cite(rule.claims)
        return AskView(rule.id, rule.to, label, rule.text, self._reasons(called), claims)

    def _reasons(self, called: Called[AnyRule]) -> tuple[Reason, ...]:
        """The questions that decided, each once, with all the picks of it that counted."""
        return reasons(self.rulebook, called.because)


_SIDES: tuple[Literal["for", "against"], ...] = ("for", "against")


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


def reasons(rulebook: Rulebook, because: Iterable[Because]) -> tuple[Reason, ...]:
    """The questions that decided, each once, with all the picks of it that counted."""
    counted: dict[str, frozenset[str]] = {}
    for each in because:
        counted[each.question] = counted.get(each.question, frozenset()) | each.choices
    questions = rulebook.question_by_id
    return tuple(
        Reason(name, questions[name].label, rulebook.labels_of(questions[name], picked))
        for name, picked in counted.items()
    )


def marks_of(rulebook: Rulebook, advice: Advice) -> tuple[MarkView, ...]:
    """The marks of a piece of advice, in the order of the options."""
    labels = {option.id: option.short for option in rulebook.options}
    marks = {(option, side): MarkView(option, labels[option], side, why) for option, side, why in advice.marks}
    return tuple(marks[option, side] for option in labels for side in _SIDES if (option, side) in marks)


class _Rules:
    """The rules of a rulebook, each with the test whether it holds, or for advice is open: most need no judgment."""

    def __init__(self, rulebook: Rulebook) -> None:
        holds, fails = bitwise(rulebook).holds, bitwise(rulebook).fails
        self.headlines = [(rule, holds(rule.when)) for rule in rulebook.headlines]
        self.key_points = [(slot, [(rule, holds(rule.when)) for rule in slot.points]) for slot in rulebook.key_points]
        self.advice = [(rule, _not(fails(rule.when))) for rule in rulebook.advice]
        self.tensions = [(rule, holds(rule.when)) for rule in rulebook.tensions]
        self.asks = [(rule, holds(rule.when)) for rule in rulebook.asks]


def _not(test: Test) -> Test:
    return lambda bits: not test(bits)


_rules_of = once_per_rulebook(_Rules)


@once_per_rulebook
def options_of(rulebook: Rulebook) -> tuple[OptionView, ...]:
    """The options of a rulebook, as heads of columns."""
    return tuple(
        OptionView(option.id, option.label, option.short, option.text, option.little_said, {**option.unargued})
        for option in rulebook.options
    )


def _texts_in(view: object) -> set[str]:
    """Every text in a view or in the views within it."""
    texts, seen = set(), set()
    todo = [view]
    while todo:
        each = todo.pop()
        if isinstance(each, str):
            texts.add(each)
        elif isinstance(each, tuple):
            todo += each
        elif isinstance(each, dict):
            todo += each.values()
        elif id(each) not in seen:  # A claim is cited in many places.
            seen.add(id(each))
            todo += [getattr(each, name) for name in getattr(each, "__slots__", ())]
    return texts
