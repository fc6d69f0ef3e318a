"""What there is to say about a quiz: who made it, what it rests on, and how it stands by the standards.

All of it comes from rulebook and register, and the day on which it is read.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from pydantic import TypeAdapter

from quiz.about.ipdas import Item, advice_on, evaluated_for, ipdas_items
from quiz.answers import write_query
from quiz.proof import Extreme, Readability, Share, readability_of, statistics_of
from quiz.rulebook import ConfidenceLevel, Register, Rulebook, Speaks
from quiz.shelf import content_hash
from quiz.summary import SourceView, WordView, sources_of
from quiz.words import speech_for


@dataclass(frozen=True, slots=True)
class MarksView:
    """How many answers speak for an option, and how many against it, under the answers that a query holds."""

    speaks_for: int
    speaks_against: int
    query: str


@dataclass(frozen=True, slots=True)
class OptionBalance:
    """An option, what it is, and how many pieces of advice can speak for it and against it.

    `most_for` and `most_against` are the marks under answers that give it the most, and of these the fewest on the
    other side; None where counting went beyond its bounds.
    """

    id: str
    label: str
    text: str
    little_said: str | None
    unargued: Mapping[Speaks, str]
    can_speak_for: int
    can_speak_against: int
    most_for: MarksView | None
    most_against: MarksView | None


@dataclass(frozen=True, slots=True)
class ShareView:
    """The headline, or the key point, that holds for the most answer sets, and for how many of them all."""

    text: str
    answer_sets: int
    of: int
    one_in: float


@dataclass(frozen=True, slots=True)
class Band:
    """The school years for which the text is written."""

    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class TopicBalance:
    """A topic of the register: its claims, how many posts they come from, and how many of them are disputed."""

    id: str
    label: str
    claims: int
    posts: int
    disputed: int


@dataclass(frozen=True, slots=True)
class WrittenBy:
    """Who wrote the quiz, and what they are."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class ConfidenceCount:
    """How many claims of a source have a level of confidence."""

    level: ConfidenceLevel
    claims: int


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A source, and what is known of those who said what is in it.

    `writers_told_apart` is whether it names a different author for each reply: without that, nobody can tell how many
    people they are. `confidence` is empty where no claim says how far it can be relied on.
    """

    source: SourceView
    writers_told_apart: bool
    claims: int
    topics: tuple[TopicBalance, ...]
    confidence: tuple[ConfidenceCount, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the quiz rests on, and how it was chosen."""

    selection: str
    sources: tuple[SourceFacts, ...]
    differences: int


@dataclass(frozen=True, slots=True)
class SignedView:
    """That somebody signed the review document of an edition, and what they said.

    `of_this` tells that it is this very text: its edition, its language, and not a word changed since.
    """

    by: str
    signed_on: date
    text: str
    edition: date
    language: str
    hash: str
    of_this: bool


@dataclass(frozen=True, slots=True)
class About:
    """All of it, in the order in which it is read."""

    rulebook: str
    language: str
    title: str
    decision: str
    audience: str
    options: tuple[OptionBalance, ...]
    authors: tuple[WrittenBy, ...]
    funding: str
    evidence: Evidence
    edition: date
    review_by: date
    review_is_overdue: bool
    updates: str
    reading_grade: Readability | None
    written_for: Band | None
    broadest_headline: ShareView | None
    broadest_key_point: ShareView | None
    not_evaluated_for: tuple[str, ...]
    signed: tuple[SignedView, ...]
    ipdas: tuple[Item, ...]
    glossary: tuple[WordView, ...]


def about(rulebook: Rulebook, today: date) -> About:
    """What there is to say about `rulebook` on the day `today`."""
    grade, band, counted = readability_of(rulebook), rulebook.reading_grade, statistics_of(rulebook)
    spread = {each.option: each for each in counted.spread} if counted else {}
    evaluated = {each.of for each in rulebook.evaluations}
    return About(
        rulebook=rulebook.id,
        language=rulebook.language,
        title=rulebook.title,
        decision=rulebook.decision,
        audience=rulebook.audience,
        options=tuple(
            OptionBalance(
                option.id,
                option.label,
                option.text,
                option.little_said,
                option.unargued,
                len(advice_on(rulebook, option.id, "for")),
                len(advice_on(rulebook, option.id, "against")),
                _marks(rulebook, spread[option.id].most_for) if spread else None,
                _marks(rulebook, spread[option.id].most_against) if spread else None,
            )
            for option in rulebook.options
        ),
        authors=tuple(WrittenBy(author.name, author.role) for author in rulebook.authors),
        funding=rulebook.funding,
        evidence=_evidence(rulebook),
        edition=rulebook.edition,
        review_by=rulebook.review_by,
        review_is_overdue=rulebook.review_is_overdue(today),
        updates=rulebook.updates,
        reading_grade=grade,
        written_for=Band(band.lowest, band.highest) if band else None,
        broadest_headline=_share(rulebook, counted.headline) if counted else None,
        broadest_key_point=_share(rulebook, counted.key_point) if counted else None,
        not_evaluated_for=tuple(asks for of, asks in evaluated_for(rulebook).items() if of not in evaluated),
        signed=tuple(
            SignedView(
                each.signed.by,
                each.date,
                each.text,
                each.signed.edition,
                speech_for(each.signed.language).name,
                each.signed.hash,
                each.signed.hash == content_hash(rulebook),
            )
            for each in rulebook.evaluations
            if each.signed
        ),
        ipdas=ipdas_items(rulebook, today, grade),
        glossary=tuple(WordView(term.id, term.term, term.means) for term in rulebook.vocabulary.terms),
    )


def _marks(rulebook: Rulebook, extreme: Extreme) -> MarksView:
    return MarksView(extreme.speaks_for, extreme.speaks_against, write_query(rulebook, extreme.answers))


def _share(rulebook: Rulebook, share: Share | None) -> ShareView | None:
    if share is None:
        return None
    texts = {headline.id: headline.title for headline in rulebook.headlines}
    texts |= {point.id: point.text for slot in rulebook.key_points for point in slot.points}
    return ShareView(texts[share.rule], share.answer_sets, share.of, share.one_in)


def _evidence(rulebook: Rulebook) -> Evidence:
    views = sources_of(rulebook)
    return Evidence(
        selection=rulebook.selection,
        sources=tuple(_source(rulebook, *each) for each in zip(views, rulebook.registers, strict=True)),
        differences=len(rulebook.evidence_base.differences),
    )


def _source(rulebook: Rulebook, view: SourceView, register: Register) -> SourceFacts:
    topics = []
    for topic in register.topics:
        claims = [claim for claim in register.claims if claim.topic == topic.id]
        disputed = sum(claim.id in rulebook.evidence_base.disputed for claim in claims)
        topics.append(TopicBalance(topic.id, topic.label, len(claims), len({claim.post for claim in claims}), disputed))
    levels = Counter(claim.confidence.level for claim in register.claims if claim.confidence)
    return SourceFacts(
        source=view,
        writers_told_apart=len({post.author for post in register.replies}) == len(register.replies),
        claims=len(register.claims),
        topics=tuple(topics),
        confidence=tuple(ConfidenceCount(level, levels[level]) for level in get_args(ConfidenceLevel) if levels[level]),
    )


_adapter = TypeAdapter(About)


def as_json(said: About) -> str:
    """What there is to say, as JSON text."""
    return _adapter.dump_json(said, indent=2).decode() + "\n"
