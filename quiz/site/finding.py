"""What the proof compares: which questions are asked, which rules hold and why, and how they are laid out."""

from collections.abc import Iterable
from typing import Any, Protocol

from quiz.answers import read_query, route
from quiz.rulebook import Rulebook
from quiz.summary import NoSingleRule, Reason, Row, summarize


class _Called(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def because(self) -> tuple[Reason, ...]: ...


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def finding(rulebook: Rulebook, query: str) -> dict[str, Any]:
    """The finding on the answers in a query string, as `finding.js` gives it."""
    taken = route(rulebook, read_query(rulebook, query).answers)
    walked = {"asked": _ids(taken.asked), "open": _ids(taken.unanswered), "fewest": taken.fewest, "most": taken.most}
    if not taken.is_complete:
        return walked
    try:
        made = summarize(taken)
    except NoSingleRule:
        return {**walked, "headline": None}
    return {
        **walked,
        "query": made.query,
        "code": made.code,
        "headline": _why(made.headline),
        "points": [_why(point) for point in made.key_points],
        "answers": [[each.question, [*each.choices], [*map(_why, each.statements)]] for each in made.answers],
        "everybody": [_why(each) for each in made.for_everybody],
        "rows": [_row(row) for row in made.rows],
        "undivided": [_row(row) for row in made.picture.undivided],
        "tensions": [_why(each) for each in made.tensions],
        "asks": [_why(each) for each in made.asks],
        "due": [[each.id, each.by.id] for each in made.due if each.by],
        "unsure": [answer.question for answer in made.to_find_out],
        "differences": _ids(made.differences),
        "words": _ids(made.words),
        "claims": [_ids(post.claims) for post in made.sources],
    }


def _ids(parts: Iterable[_Named]) -> list[str]:
    return [part.id for part in parts]


def _why(called: _Called) -> list[Any]:
    return [called.id, [[reason.question, [*reason.answers]] for reason in called.because]]


def _row(row: Row) -> list[Any]:
    return [row.question, row.is_priority, [*row.marks]]
