"""Rulebook and answers in, summary out. Pure: the same input gives the same summary.

rulebook + answers -> route -> findings -> summary

What a rulebook says is always the same; what hangs on the answers is which parts of it are said, and why. So its parts
are made once (`_Parts`), and a summary puts together those that the answers call up (`_Summarizer`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeAlias, TypeVar

from quiz.answers import ROOM, Judging, Route, judging, nothing_answered
from quiz.rulebook import (
    NOT_SURE,
    Advice,
    Ask,
    Because,
    Headline,
    Judgment,
    Question,
    Rulebook,
    Tension,
    Truth,
    once_per_rulebook,
)
from quiz.summary.model import (
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
View = TypeVar("View")


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


def summarize(route: Route) -> Summary:
    """The summary of the answers on `route`. Raises Unanswered if they do not answer every question asked."""
    if route.unanswered:
        raise Unanswered(route.unanswered)
    return _Summarizer(_parts_of(route.rulebook), route).summary()


@dataclass(frozen=True, slots=True)
class _Part(Generic[View]):
    """A rule that holds or is open under some answers, as the summary shows it."""

    id: str
    view: View
    is_open: bool
    questions: tuple[str, ...]
    """The questions whose answers decided, or are waited for."""
    claims: frozenset[str]
    """The claims that it rests on, and those that disagree with one of them."""
    is_disputed: bool
    """Whether one of the claims that it rests on is disagreed with."""
    terms: frozenset[str]
    """The ids of the glossary's terms in what the summary says of it."""
    under: str
    """The section of advice, or whom an ask is to."""
    favours: tuple[str, ...]
    against: tuple[str, ...]


Parts: TypeAlias = list[Judging[_Part[View] | None]]
"""For each rule of a kind, in the rulebook's order: its part under some answers, or None where it fails."""


class _Parts:
    """What the summaries of a rulebook are put together from."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.register = register = rulebook.evidence_register
        self.order = {post.id: place for place, post in enumerate(register.posts)}
        self.cited = {
            claim.id: Cited(claim.id, claim.text, claim.post, register.post_by_id[claim.post].name, claim.sentence)
            for claim in register.claims
        }
        self.posts = [
            (post, [self.cited[claim.id] for claim in register.claims if claim.post == post.id])
            for post in register.posts
        ]
        self.headlines = self._judged(rulebook.headlines, self._line)
        self.advice = self._judged(rulebook.advice, self._line)
        self.tensions = self._judged(rulebook.tensions, self._tension)
        self.asks = self._judged(rulebook.asks, self._ask)
        self.provenance = self._provenance()
        self.disagreements = [
            (each.claims, DisagreementView(each.id, each.about, self._sides((s.says, s.claims) for s in each.sides)))
            for each in register.disagreements
        ]
        self.words = tuple(WordView(term.id, term.term, term.means) for term in rulebook.vocabulary.terms)
        self.terms_for_all = self._terms(self._said_to_all())
        self.terms_of_claim = {claim.id: self._terms([claim.text]) for claim in register.claims}
        self.terms_of_disagreement = {
            each.id: self._terms([each.about, *(side.says for side in each.sides)]) for each in register.disagreements
        }
        self.gaps = tuple(
            GapView(asked.id, asked.text, asked.missing, not asked.answered_by)
            for asked in register.asked
            if asked.missing
        )
        self.silences = tuple(silence.text for silence in register.silences)
        self.answer = {question.id: self._answers_to(question) for question in rulebook.questions}
        self.nothing_answered = nothing_answered(rulebook)

    def _cites(self, claims: Iterable[str]) -> tuple[Cited, ...]:
        """The claims, post by post in the order of the source."""
        return tuple(sorted((self.cited[claim] for claim in claims), key=lambda claim: self.order[claim.post]))

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

    def _said_to_all(self) -> Iterator[str]:
        """Every text of the two files that stands on each summary, or heads a part of it."""
        book, register, source = self.rulebook, self.register, self.register.source
        yield from (book.title, book.decision, source.title, source.kind, source.publisher, source.note)
        for option in book.options:
            yield from (option.label, option.text, option.little_said or "")
        yield from (section.title for section in book.sections)
        yield from (asked.missing or "" for asked in register.asked)
        yield from (silence.text for silence in register.silences)

    def _terms(self, texts: Iterable[str]) -> frozenset[str]:
        return frozenset(term.id for term in self.rulebook.terms_in(texts))

    def _judged(self, rules: Iterable[SomeRule], view: Callable[[SomeRule, tuple[Reason, ...]], View]) -> Parts[View]:
        return [judging(rule.when, self._maker(rule, view)) for rule in rules]

    def _maker(
        self, rule: SomeRule, view: Callable[[SomeRule, tuple[Reason, ...]], View]
    ) -> Callable[[Judgment], _Part[View] | None]:
        claims = self.register.with_disputed(rule.claims)
        is_disputed = not self.register.disputed.isdisjoint(rule.claims)
        terms = self._terms(_texts_of(rule))
        terms_while_open = self._terms([] if isinstance(rule, Ask) else [rule.title])
        under = ""
        favours: tuple[str, ...] = ()
        against: tuple[str, ...] = ()
        if isinstance(rule, Advice):
            under, favours, against = rule.section, self._known(rule.favours), self._known(rule.against)
        elif isinstance(rule, Ask):
            under = rule.to

        def part(finding: Judgment) -> _Part[View] | None:
            if finding.truth is Truth.FAILS:
                return None
            questions = tuple(because.question for because in finding.because)
            shown = view(rule, self._reasons(finding.because))
            is_open = finding.truth is Truth.OPEN
            said = terms_while_open if is_open else terms
            return _Part(rule.id, shown, is_open, questions, claims, is_disputed, said, under, favours, against)

        return part

    def _known(self, options: Iterable[str]) -> tuple[str, ...]:
        """`options`, each once, in the rulebook's order."""
        return tuple(option.id for option in self.rulebook.options if option.id in options)

    def _line(self, rule: Headline | Advice, reasons: tuple[Reason, ...]) -> Line:
        return Line(rule.id, rule.title, rule.text, reasons, self._cites(rule.claims))

    def _tension(self, tension: Tension, reasons: tuple[Reason, ...]) -> TensionView:
        sides = self._sides((side.text, side.claims) for side in tension.sides)
        return TensionView(tension.id, tension.title, reasons, sides)

    def _sides(self, sides: Iterable[tuple[str, Iterable[str]]]) -> tuple[SideView, ...]:
        return tuple(SideView(text, self._cites(claims)) for text, claims in sides)

    def _ask(self, ask: Ask, reasons: tuple[Reason, ...]) -> AskView:
        return AskView(ask.id, ask.text, reasons, self._cites(ask.claims))

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

    def _answers_to(self, question: Question) -> Callable[[frozenset[str], bool], tuple[AnswerView, frozenset[str]]]:
        @lru_cache(maxsize=ROOM)
        def view(picked: frozenset[str], counted: bool) -> tuple[AnswerView, frozenset[str]]:
            choices = tuple(choice for choice in question.choice_ids if choice in picked)
            labels = self.rulebook.labels_of(question, picked)
            find_out = question.if_not_sure if NOT_SURE in picked else ""
            terms = self._terms([question.label, *labels, find_out])
            return AnswerView(question.id, question.label, question.text, choices, labels, counted), terms

        return view


def _texts_of(rule: Headline | Advice | Tension | Ask) -> list[str]:
    """What the summary says of a rule that holds."""
    match rule:
        case Tension():
            return [rule.title, *(side.text for side in rule.sides)]
        case Ask():
            return [rule.text]
    return [rule.title, rule.text]


_parts_of = once_per_rulebook(_Parts)


class _Summarizer:
    """One rulebook under one route: finds the part of every rule once, then lays out what applies."""

    def __init__(self, parts: _Parts, route: Route) -> None:
        self.parts = parts
        self.rulebook = parts.rulebook
        self.route = route
        self.full = {**parts.nothing_answered, **route.counted}
        self.query = route.with_counted_only.query
        self.first = self._matters_most()
        self.headline = self._single_headline()
        self.advice = self._called_up(parts.advice)
        self.lines = _holding(self.advice)
        self.waiting = self._waiting()
        self.tensions = _holding(self._called_up(parts.tensions))
        self.asks = _holding(self._called_up(parts.asks))
        self.used = self._used_claims()
        self.disagreements = [view for claims, view in parts.disagreements if not self.used.isdisjoint(claims)]
        self.answers = [
            view(route.answers[name], name in route.counted)
            for name, view in parts.answer.items()
            if name in route.answers
        ]

    def summary(self) -> Summary:
        return Summary(
            provenance=self.parts.provenance,
            query=self.query,
            headline=self.headline.view,
            options=self._options(),
            tensions=tuple(part.view for part in self.tensions),
            sections=self._sections(),
            disagreements=tuple(self.disagreements),
            one_sided=tuple(OneSidedView(part.id, part.view.title) for part in self.lines if not part.is_disputed),
            unsure=self._unsure(),
            gaps=self.parts.gaps,
            silences=self.parts.silences,
            asks=self._asks(),
            answers=tuple([view for view, _ in self.answers]),
            sources=self._sources(),
            words=self._words(),
        )

    def _single_headline(self) -> _Part[Line]:
        held = _holding(self._called_up(self.parts.headlines))
        if len(held) != 1:
            raise NoSingleHeadline(tuple(part.id for part in held), self.query)
        return held[0]

    def _used_claims(self) -> frozenset[str]:
        """The claims that the summary rests on, and those that disagree with one of them."""
        used = set(self.headline.claims)
        for parts in (self.lines, self.tensions, self.asks):
            for part in parts:
                used |= part.claims
        return frozenset(used)

    def _called_up(self, rules: Parts[View]) -> list[_Part[View]]:
        """The rules that hold or are open. What rests on what matters most comes first; else rulebook order."""
        full, first = self.full, self.first
        kept = [part for judged in rules if (part := judged(full)) is not None]
        return sorted(kept, key=lambda part: first.isdisjoint(part.questions)) if first else kept

    def _matters_most(self) -> frozenset[str]:
        """The questions that the student puts first."""
        return frozenset(
            question for asked in self.route.asked for question in asked.puts_first(self.route.counted[asked.id])
        )

    def _options(self) -> tuple[OptionView, ...]:
        speaks_for: dict[str, list[Line]] = {option.id: [] for option in self.rulebook.options}
        speaks_against: dict[str, list[Line]] = {option.id: [] for option in self.rulebook.options}
        for part in self.lines:
            for option in part.favours:
                speaks_for[option].append(part.view)
            for option in part.against:
                speaks_against[option].append(part.view)
        return tuple(
            OptionView(
                option.id,
                option.label,
                option.text,
                option.little_said,
                tuple(speaks_for[option.id]),
                tuple(speaks_against[option.id]),
                self._open(option.id),
                option.unargued,
            )
            for option in self.rulebook.options
        )

    def _waiting(self) -> dict[str, list[_Part[Line]]]:
        """The advice that waits for each question answered "not sure yet"."""
        waiting: dict[str, list[_Part[Line]]] = {}
        for part in self.advice:
            if part.is_open:
                for question in part.questions:
                    waiting.setdefault(question, []).append(part)
        return waiting

    def _open(self, option: str) -> tuple[OpenView, ...]:
        """The questions, answered "not sure yet", that advice on `option` waits for."""
        views = []
        for question, parts in self.waiting.items():
            favouring = tuple(part.view.title for part in parts if option in part.favours)
            opposing = tuple(part.view.title for part in parts if option in part.against)
            if favouring or opposing:
                label = self.rulebook.question_by_id[question].label
                views.append(OpenView(question, label, favouring, opposing))
        return tuple(views)

    def _sections(self) -> tuple[SectionView, ...]:
        lines: dict[str, list[Line]] = {}
        for part in self.lines:
            lines.setdefault(part.under, []).append(part.view)
        return tuple(
            SectionView(section.id, section.title, tuple(lines[section.id]))
            for section in self.rulebook.sections
            if section.id in lines
        )

    def _unsure(self) -> tuple[UnsureView, ...]:
        return tuple(
            UnsureView(
                question.id,
                question.label,
                question.if_not_sure,
                tuple(part.view.title for part in self.waiting.get(question.id, ())),
            )
            for question in self.route.asked
            if NOT_SURE in self.route.counted[question.id]
        )

    def _asks(self) -> tuple[AsksView, ...]:
        """Who is there to ask, and what; those whom there is nothing to ask are left out."""
        asks: dict[str, list[AskView]] = {}
        for part in self.asks:
            asks.setdefault(part.under, []).append(part.view)
        return tuple(
            AsksView(addressee.id, addressee.label, tuple(asks[addressee.id]))
            for addressee in self.rulebook.addressees
            if addressee.id in asks
        )

    def _sources(self) -> tuple[PostView, ...]:
        """Every post, with the claims of it that are used."""
        used = self.used
        return tuple(
            [
                PostView(
                    post.id,
                    post.name,
                    post.role,
                    post.author,
                    post.date,
                    post.likes,
                    tuple([cited for cited in claims if cited.id in used]),
                )
                for post, claims in self.parts.posts
            ]
        )

    def _words(self) -> tuple[WordView, ...]:
        """The terms of the glossary that stand on the summary."""
        parts = self.parts
        if not parts.words:
            return ()
        found = parts.terms_for_all.union(
            self.headline.terms,
            *(part.terms for part in self.advice),
            *(part.terms for part in self.tensions),
            *(part.terms for part in self.asks),
            *(parts.terms_of_claim[claim] for claim in self.used),
            *(parts.terms_of_disagreement[view.id] for view in self.disagreements),
            *(terms for _, terms in self.answers),
        )
        return tuple([view for view in parts.words if view.id in found])


def _holding(parts: list[_Part[View]]) -> list[_Part[View]]:
    return [part for part in parts if not part.is_open]
