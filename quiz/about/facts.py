"""What there is to say about a quiz: who made it, what it rests on, and how it stands by the standards.

All of it comes from rulebook and register, and the day on which it is read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter

from quiz.about.ipdas import Item, advice_on, evaluated_for, ipdas_items
from quiz.about.readability import ReadingGrade, reading_grade
from quiz.rulebook import Rulebook, Speaks
from quiz.summary import WordView


@dataclass(frozen=True, slots=True)
class OptionBalance:
    """An option, what it is, and how many pieces of advice can speak for it and against it."""

    id: str
    label: str
    text: str
    little_said: str | None
    unargued: Mapping[Speaks, str]
    can_speak_for: int
    can_speak_against: int


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
class Evidence:
    """What the quiz rests on, and what is known of those who said it.

    `writers_told_apart` is whether the source names a different author for each reply: without that, nobody
    can tell how many people they are.
    """

    title: str
    kind: str
    publisher: str
    opened: date | None
    note: str
    selection: str
    replies: int
    writers_told_apart: bool
    claims: int
    differences: int
    topics: tuple[TopicBalance, ...]


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
    reading_grade: ReadingGrade | None
    not_evaluated_for: tuple[str, ...]
    ipdas: tuple[Item, ...]
    glossary: tuple[WordView, ...]


def about(rulebook: Rulebook, today: date) -> About:
    """What there is to say about `rulebook` on the day `today`."""
    grade = reading_grade(rulebook)
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
        not_evaluated_for=tuple(asks for of, asks in evaluated_for(rulebook).items() if of not in evaluated),
        ipdas=ipdas_items(rulebook, today, grade),
        glossary=tuple(WordView(term.id, term.term, term.means) for term in rulebook.vocabulary.terms),
    )


def _evidence(rulebook: Rulebook) -> Evidence:
    register = rulebook.evidence_register
    source = register.source
    topics = []
    for topic in register.topics:
        claims = [claim for claim in register.claims if claim.topic == topic.id]
        disputed = sum(claim.id in register.disputed for claim in claims)
        topics.append(TopicBalance(topic.id, topic.label, len(claims), len({claim.post for claim in claims}), disputed))
    return Evidence(
        title=source.title,
        kind=source.kind,
        publisher=source.publisher,
        opened=source.opened,
        note=source.note,
        selection=rulebook.selection,
        replies=len(register.replies),
        writers_told_apart=len({post.author for post in register.replies}) == len(register.replies),
        claims=len(register.claims),
        differences=len(register.differences),
        topics=tuple(topics),
    )


_adapter = TypeAdapter(About)


def as_json(said: About) -> str:
    """What there is to say, as JSON text."""
    return _adapter.dump_json(said, indent=2).decode() + "\n"
