"""Rulebook and answers in, summary out. Pure: the same input gives the same summary.

rulebook + answers -> route -> findings -> summary
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from quiz.answers import write_query
from quiz.conditions import NOT_SURE, Answers, Because, Finding, Truth, judge
from quiz.routing import Route, route
from quiz.rulebook import Advice, Ask, Headline, Question, Rule, Rulebook, Tension
from quiz.summary import (
    AnswerView,
    AsksView,
    AskView,
    Cited,
    DisagreementView,
    GapView,
    Line,
    OneSidedView,
    OpenView,
    OptionView,
    PostView,
    Provenance,
    Reason,
    SectionView,
    SideView,
    Summary,
    TensionView,
    UnsureView,
    WordView,
)

SomeRule = TypeVar("SomeRule", Headline, Advice, Tension, Ask)


class Unanswered(ValueError):
    """Raised for answers that leave questions open; `questions` are those still to be asked, in order."""

    def __init__(self, questions: tuple[Question, ...]) -> None:
        self.questions = questions
        super().__init__(f"not answered: {', '.join(question.id for question in questions)}")


class NoSingleHeadline(ValueError):
    """Raised where a rulebook has no headline, or several, for some answers; `headlines` are their ids."""

    def __init__(self, headlines: tuple[str, ...], query: str) -> None:
        self.headlines = headlines
        self.query = query
        found = ", ".join(headlines) or "none"
        super().__init__(f"exactly one headline must hold for {query}; these do: {found}")


def summarise(rulebook: Rulebook, answers: Answers) -> Summary:
    """The summary of `answers`. Raises Unanswered if they do not answer every question asked."""
    taken = route(rulebook, answers)
    if taken.unanswered:
        raise Unanswered(taken.unanswered)
    return _Summariser(rulebook, taken, answers).summary()


class _Summariser:
    """One rulebook under one route: judges every rule once, then lays out what applies."""

    def __init__(self, rulebook: Rulebook, taken: Route, answers: Answers) -> None:
        self.rulebook = rulebook
        self.register = rulebook.evidence_register
        self.route = taken
        self.given = answers
        self.query = write_query(rulebook, taken.counted)
        self.first = self._matters_most()
        self.headline = self._single_headline()
        self.advice = self._judged(rulebook.advice)
        self.lines = [(advice, self._line(advice, finding)) for advice, finding in _holding(self.advice)]
        self.tensions = _holding(self._judged(rulebook.tensions))
        self.asks = _holding(self._judged(rulebook.asks))
        self.used = self._used_claims()

    def summary(self) -> Summary:
        return Summary(
            provenance=self._provenance(),
            query=self.query,
            headline=self._line(*self.headline),
            options=self._options(),
            tensions=self._tensions(),
            sections=self._sections(),
            disagreements=self._disagreements(),
            one_sided=self._one_sided(),
            unsure=self._unsure(),
            gaps=tuple(
                GapView(asked.id, asked.text, asked.missing, not asked.answered_by)
                for asked in self.register.asked
                if asked.missing
            ),
            silences=tuple(silence.text for silence in self.register.silences),
            asks=self._asks(),
            answers=self._answers(),
            sources=self._sources(),
            words=self._words(),
        )

    def _provenance(self) -> Provenance:
        book, source = self.rulebook, self.register.source
        return Provenance(
            rulebook=book.id,
            title=book.title,
            decision=book.decision,
            edition=book.edition,
            review_by=book.review_by,
            language=book.language,
            source_title=source.title,
            source_kind=source.kind,
            publisher=source.publisher,
            opened=source.opened,
            source_note=source.note,
            replies=len(self.register.replies),
        )

    def _single_headline(self) -> tuple[Headline, Finding]:
        held = _holding(self._judged(self.rulebook.headlines))
        if len(held) != 1:
            raise NoSingleHeadline(tuple(headline.id for headline, _ in held), self.query)
        return held[0]

    def _used_claims(self) -> frozenset[str]:
        """The claims that the summary rests on, and those that disagree with one of them."""
        rules: list[Rule] = [self.headline[0]]
        for chosen in (self.lines, self.tensions, self.asks):
            rules += [rule for rule, _ in chosen]
        return self.register.with_disputed(claim for rule in rules for claim in rule.claims)

    def _judged(self, rules: Iterable[SomeRule]) -> list[tuple[SomeRule, Finding]]:
        """The rules that hold or are open. What rests on what matters most comes first; else rulebook order."""
        judged = [(rule, judge(rule.when, self.route.counted)) for rule in rules]
        kept = [(rule, finding) for rule, finding in judged if finding.truth is not Truth.FAILS]
        return sorted(kept, key=lambda each: self.first.isdisjoint(because.question for because in each[1].because))

    def _matters_most(self) -> frozenset[str]:
        """The questions that the student puts first."""
        return frozenset(
            question
            for asked in self.route.asked
            if asked.kind == "priority"
            for choice in asked.choices
            if choice.id in self.route.counted[asked.id]
            for question in choice.about
        )

    def _line(self, rule: Headline | Advice, finding: Finding) -> Line:
        return Line(rule.id, rule.title, rule.text, self._reasons(finding.because), self._cited(rule.claims))

    def _options(self) -> tuple[OptionView, ...]:
        return tuple(
            OptionView(
                option.id,
                option.label,
                option.text,
                option.little_said,
                tuple(line for advice, line in self.lines if option.id in advice.favours),
                tuple(line for advice, line in self.lines if option.id in advice.against),
                self._open(option.id),
                option.unargued,
            )
            for option in self.rulebook.options
        )

    def _open(self, option: str) -> tuple[OpenView, ...]:
        """The questions, answered "not sure yet", that advice on `option` waits for."""
        waiting: dict[str, tuple[list[str], list[str]]] = {}
        for advice, finding in self.advice:
            if finding.truth is Truth.OPEN:
                for because in finding.because:
                    favouring, opposing = waiting.setdefault(because.question, ([], []))
                    if option in advice.favours:
                        favouring.append(advice.title)
                    if option in advice.against:
                        opposing.append(advice.title)
        return tuple(
            OpenView(question, self.rulebook.question_by_id[question].label, tuple(favouring), tuple(opposing))
            for question, (favouring, opposing) in waiting.items()
            if favouring or opposing
        )

    def _sections(self) -> tuple[SectionView, ...]:
        views = []
        for section in self.rulebook.sections:
            lines = tuple(line for advice, line in self.lines if advice.section == section.id)
            if lines:
                views.append(SectionView(section.id, section.title, lines))
        return tuple(views)

    def _tensions(self) -> tuple[TensionView, ...]:
        return tuple(
            TensionView(
                tension.id,
                tension.title,
                self._reasons(finding.because),
                tuple(SideView(side.text, self._cited(side.claims)) for side in tension.sides),
            )
            for tension, finding in self.tensions
        )

    def _disagreements(self) -> tuple[DisagreementView, ...]:
        """Every disagreement that a used claim is part of, with all its sides."""
        return tuple(
            DisagreementView(
                disagreement.id,
                disagreement.about,
                tuple(SideView(side.says, self._cited(side.claims)) for side in disagreement.sides),
            )
            for disagreement in self.register.disagreements
            if not self.used.isdisjoint(disagreement.claims)
        )

    def _one_sided(self) -> tuple[OneSidedView, ...]:
        """The advice that applies and rests on nothing that another claim disagrees with."""
        disputed = self.register.disputed
        return tuple(
            OneSidedView(advice.id, advice.title) for advice, _ in self.lines if disputed.isdisjoint(advice.claims)
        )

    def _unsure(self) -> tuple[UnsureView, ...]:
        waiting: dict[str, list[str]] = {}
        for advice, finding in self.advice:
            if finding.truth is Truth.OPEN:
                for because in finding.because:
                    waiting.setdefault(because.question, []).append(advice.title)
        return tuple(
            UnsureView(question.id, question.label, question.if_not_sure, tuple(waiting.get(question.id, ())))
            for question in self.route.asked
            if NOT_SURE in self.route.counted[question.id]
        )

    def _asks(self) -> tuple[AsksView, ...]:
        """Who is there to ask, and what; those whom there is nothing to ask are left out."""
        views = []
        for addressee in self.rulebook.addressees:
            asks = tuple(
                AskView(ask.id, ask.text, self._reasons(finding.because), self._cited(ask.claims))
                for ask, finding in self.asks
                if ask.to == addressee.id
            )
            if asks:
                views.append(AsksView(addressee.id, addressee.label, asks))
        return tuple(views)

    def _answers(self) -> tuple[AnswerView, ...]:
        counted = self.route.counted
        return tuple(
            AnswerView(
                question.id,
                question.label,
                question.text,
                tuple(choice for choice in question.choice_ids if choice in self.given[question.id]),
                self.rulebook.labels_of(question, self.given[question.id]),
                question.id in counted,
            )
            for question in self.rulebook.questions
            if question.id in self.given
        )

    def _sources(self) -> tuple[PostView, ...]:
        """Every post, with the claims of it that are used."""
        return tuple(
            PostView(
                post.id,
                post.name,
                post.role,
                post.author,
                post.date,
                post.likes,
                self._cited(
                    claim.id for claim in self.register.claims if claim.post == post.id and claim.id in self.used
                ),
            )
            for post in self.register.posts
        )

    def _words(self) -> tuple[WordView, ...]:
        """The words of the glossary that stand on the summary."""
        return tuple(WordView(term.id, term.term, term.means) for term in self.rulebook.terms_in(self._shown()))

    def _shown(self) -> Iterator[str]:
        """Every text of the two files that stands on the summary."""
        book, register, source = self.rulebook, self.register, self.register.source
        yield from (book.title, book.decision, source.title, source.kind, source.publisher, source.note)
        for option in book.options:
            yield from (option.label, option.text, option.little_said or "")
        lines: list[Headline | Advice] = [self.headline[0], *(advice for advice, _ in self.lines)]
        for line in lines:
            yield from (line.title, line.text)
        for tension, _ in self.tensions:
            yield from (tension.title, *(side.text for side in tension.sides))
        for disagreement in register.disagreements:
            if not self.used.isdisjoint(disagreement.claims):
                yield from (disagreement.about, *(side.says for side in disagreement.sides))
        yield from (section.title for section in book.sections)
        yield from (claim.text for claim in register.claims if claim.id in self.used)
        yield from (asked.missing or "" for asked in register.asked)
        yield from (silence.text for silence in register.silences)
        yield from (ask.text for ask, _ in self.asks)
        for question in book.questions:
            if question.id in self.given:
                yield from (question.label, *book.labels_of(question, self.given[question.id]))
                yield question.if_not_sure if NOT_SURE in self.given[question.id] else ""
        # What waits for an answer shows its title.
        yield from (advice.title for advice, finding in self.advice if finding.truth is Truth.OPEN)

    def _cited(self, claims: Iterable[str]) -> tuple[Cited, ...]:
        cited = []
        for name in claims:
            claim = self.register.claim_by_id[name]
            post = self.register.post_by_id[claim.post]
            cited.append(Cited(claim.id, claim.text, post.id, post.name, claim.sentence))
        return tuple(cited)

    def _reasons(self, because: Iterable[Because]) -> tuple[Reason, ...]:
        """The questions that decided, each once, with all the picks of it that counted."""
        counted: dict[str, frozenset[str]] = {}
        for each in because:
            counted[each.question] = counted.get(each.question, frozenset()) | each.choices
        questions = self.rulebook.question_by_id
        return tuple(
            Reason(name, questions[name].label, self.rulebook.labels_of(questions[name], picked))
            for name, picked in counted.items()
        )


def _holding(judged: list[tuple[SomeRule, Finding]]) -> list[tuple[SomeRule, Finding]]:
    return [(rule, finding) for rule, finding in judged if finding.truth is Truth.HOLDS]
