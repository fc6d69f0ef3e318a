"""Answers as they travel in a link: names and values, read against a rulebook.

Nothing in a link is trusted and nothing is guessed: what cannot be used is dropped, and reported.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias
from urllib.parse import parse_qsl

from quiz.answers.mending import Pair, mended, with_ampersands
from quiz.answers.parameters import EDITION, THEN
from quiz.problems import nearest, shortened
from quiz.rulebook import Answers, Rulebook, day_in
from quiz.words import Speech

MAX_PAIRS = 200
"""More than any rulebook asks for; the rest of a link is not looked at."""

MOST_SUGGESTIONS = 5
"""How often it is said what an unknown name may have been meant to be: finding that takes time."""

Suggestions: TypeAlias = Iterator[int]
"""As many items as there may still be suggestions."""


def suggestions() -> Suggestions:
    """All the suggestions that there may be while something is read."""
    return iter(range(MOST_SUGGESTIONS))


@dataclass(frozen=True)
class Dropped:
    """A part of a link that was not used, and why; name and value are cut to a readable length.

    `known` are the ids that could stand there, where none is near.
    """

    name: str
    value: str
    why: str
    known: Sequence[str] = field(default=(), compare=False)

    @property
    def part(self) -> str:
        """The part itself, as the link has it."""
        return f"{self.name}={self.value}"

    def __str__(self) -> str:
        return f"{self.part}: {self.why}"


@dataclass(frozen=True)
class OtherEdition:
    """The other edition that a link was made under, and the names and values in it that only this edition knows."""

    edition: date
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ParsedLink:
    """The usable answers of a link, what was dropped from it, and its edition if that is not today's."""

    answers: Answers
    dropped: tuple[Dropped, ...] = ()
    other_edition: OtherEdition | None = None


def read_query(rulebook: Rulebook, query: str) -> ParsedLink:
    """The reading of a query string such as `nights=few&people=young`."""
    return read_pairs(rulebook, pairs_in(rulebook, query))


def pairs_in(rulebook: Rulebook, query: str) -> list[Pair]:
    """The names and values in a query string, as they were meant."""
    return as_meant(rulebook, parse_qsl(with_ampersands(query), keep_blank_values=True, errors="replace"))


def as_meant(rulebook: Rulebook, pairs: Iterable[Pair]) -> list[Pair]:
    """The names and values as `rulebook` wrote them, without what other programs made of them on their way."""
    return mended(pairs, rulebook.question_by_any_id)


def read_pairs(rulebook: Rulebook, pairs: Iterable[Pair], left: Suggestions | None = None) -> ParsedLink:
    """The reading of names and values, as they were meant, under today's or earlier ids of questions and choices.

    What a kept edition offered and today's does not is no mistake in a link of that edition: it stands with it.
    Where several links are read for one page, `left` are the suggestions left for all of them.
    """
    pairs = list(pairs)
    dropped: list[Dropped] = []
    left = left or suggestions()

    speech = rulebook.speech
    edition = _edition_in(pairs[:MAX_PAIRS])
    kept = rulebook.kept_of(edition) if edition and edition != rulebook.edition else None
    only_then = _only_then(kept.rulebook, rulebook, pairs[:MAX_PAIRS]) if kept else ()

    def drop(name: str, value: str, why: str, known: Sequence[str] = ()) -> None:
        if (name, value) not in only_then:
            dropped.append(Dropped(shortened(name), shortened(value), why, known))

    def drop_unknown(name: str, value: str, why: str, looked_for: str, known: Sequence[str]) -> None:
        near = "" if next(left, None) is None else _near(looked_for, known, speech)
        drop(name, value, why + near, () if near else known)

    if len(pairs) > MAX_PAIRS:
        more = speech.say("%(count)s more", count=len(pairs) - MAX_PAIRS)
        drop("…", more, speech.say("A link has room for %(count)s parts.", count=MAX_PAIRS))
    picked: dict[str, dict[str, tuple[str, str]]] = {}
    questions, ids = rulebook.question_by_any_id, [question.id for question in rulebook.questions]
    named: set[str] = set()
    for name, value in pairs[:MAX_PAIRS]:
        if name == EDITION:
            if named:
                drop(name, value, speech.say("It is in the link twice; once is enough."))
            elif day_in(value) is None:
                drop(name, value, speech.say("An edition is named by its date, such as %(day)s.", day=rulebook.edition))
            named.add(name)
            continue
        if name == THEN and _carried(value) in only_then:
            continue
        question = questions.get(name)
        if question is None:
            drop_unknown(name, value, speech.say("This quiz has no such question."), name, ids)
            continue
        choice = question.today_id(value)
        if choice is None:
            why = speech.say("“%(question)s” has no such answer.", question=question.label)
            drop_unknown(name, value, why, value, question.choice_ids)
        elif choice in picked.setdefault(question.id, {}):
            drop(name, value, speech.say("It is in the link twice; once is enough."))
        else:
            picked[question.id][choice] = (name, value)

    answers = {}
    for question in rulebook.questions:
        choices = list(picked.get(question.id, ()))
        clash = question.clash(choices, speech)
        if clash is None and choices:
            answers[question.id] = frozenset(choices)
        elif clash is not None:
            for name, value in picked[question.id].values():
                drop(name, value, clash)
    other = OtherEdition(edition, only_then) if edition and edition != rulebook.edition else None
    return ParsedLink(answers, tuple(dropped), other)


def _edition_in(pairs: Iterable[tuple[str, str]]) -> date | None:
    """The date of the edition that a link names first; None if it names none."""
    return next((day_in(value) for name, value in pairs if name == EDITION), None)


def _only_then(then: Rulebook, today: Rulebook, pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The names and values that `then` knows, and `today` does not know by these ids."""
    known = (_carried(value) if name == THEN else (name, value) for name, value in pairs)
    return tuple(dict.fromkeys(pair for pair in known if _is_offered(then, *pair) and not _is_offered(today, *pair)))


def _carried(value: str) -> tuple[str, str]:
    name, _, choice = value.partition(":")
    return name, choice


def _is_offered(rulebook: Rulebook, question: str, choice: str) -> bool:
    found = rulebook.question_by_id.get(question)
    return found is not None and choice in found.choice_ids


def write_pairs(rulebook: Rulebook, answers: Answers) -> list[tuple[str, str]]:
    """The names and values that read back as `answers`, in the rulebook's order."""
    return [
        (question.id, choice)
        for question in rulebook.questions
        if (picked := answers.get(question.id))
        for choice in question.choice_ids
        if choice in picked
    ]


def write_query(rulebook: Rulebook, answers: Answers) -> str:
    """The query string that reads back as `answers`."""
    return joined(write_pairs(rulebook, answers))


def joined(pairs: Iterable[tuple[str, str]]) -> str:
    """The query string of names and values that are ids: these need no quoting."""
    return "&".join([f"{name}={value}" for name, value in pairs])


def write_other_edition(other: OtherEdition | None) -> list[tuple[str, str]]:
    """The names and values that carry on the edition of a link."""
    if other is None:
        return []
    return [(EDITION, other.edition.isoformat()), *((THEN, f"{name}:{value}") for name, value in other.pairs)]


def in_short(rulebook: Rulebook, answers: Answers) -> str:
    """The picks other than "not sure yet", such as `nights=few people=young,old`; or that there are none."""
    said = []
    for question in rulebook.questions:
        picked = [choice.id for choice in question.choices if choice.id in answers.get(question.id, ())]
        if picked:
            said.append(f"{question.id}={','.join(picked)}")
    return " ".join(said) or "not sure of anything"


def _near(name: str, names: Iterable[str], speech: Speech) -> str:
    near = nearest(name[:80], list(names))
    return " " + speech.say("Did you mean `%(name)s`?", name=near) if near else ""
