"""Several sets of answers in one query string: a parameter for each question, a column for each summary.

`nights=few,many&people=young.old,-` holds two: `few` nights with `young` and `old` people, and `many` nights, where
the other question was not asked. It is readable, names everything as a summary's own address does, and is a third as
long as the addresses it stands for, or shorter. `_edition` names the edition of each in the same way.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice, zip_longest

from quiz.answers.parameters import EDITION, NO_ANSWERS
from quiz.answers.pasted import RejectedLink, SummaryLink, read_answers
from quiz.answers.query import Suggestions, joined, read_pairs, suggestions
from quiz.problems import shortened
from quiz.rulebook import Answers, Rulebook

BETWEEN_SUMMARIES, BETWEEN_PICKS, NOT_ASKED = ",", ".", "-"
"""What parts summaries, what parts picks, and what stands where a question was not asked: never nothing, so that no
address ends in a comma, which mail programs cut off. None of them can be a whole id, and the first two not a part."""

MOST_SUMMARIES = 60
"""Summaries in one comparison."""


def name_of(place: int) -> str:
    """What the one at `place`, counted from 0, is called among several: A, B, … Z, AA, AB and so on."""
    before, letter = divmod(place, 26)
    return (name_of(before - 1) if before else "") + chr(ord("A") + letter)


def write_columns(rulebook: Rulebook, several: Sequence[Answers], editions: Sequence[date] = ()) -> str:
    """The query string that reads back as `several`, in their order, of `editions`, or else all of today's."""
    pairs = []
    for question in rulebook.questions:
        if any(question.id in answers for answers in several):
            cells = (_cell(question.choice_ids, answers.get(question.id, frozenset())) for answers in several)
            pairs.append((question.id, BETWEEN_SUMMARIES.join(cells)))
    days = editions or [rulebook.edition] * len(several)
    pairs.append((EDITION, BETWEEN_SUMMARIES.join(day.isoformat() for day in days)))
    return joined(pairs)


def read_columns(rulebook: Rulebook, pairs: Iterable[tuple[str, str]]) -> tuple[SummaryLink | RejectedLink, ...]:
    """The summaries of such a query string, as far as they can be used; what cannot is refused by its name.

    A question that the rulebook does not have is refused once, not for each summary.
    """
    kept: dict[str, list[str]] = {}
    unknown, twice = [], dict[str, None]()
    for name, value in pairs:
        question = rulebook.question_by_any_id.get(name)
        id = question.id if question else name
        if id in kept:
            twice[name] = None
        elif question or name == EDITION:
            kept[id] = value.split(BETWEEN_SUMMARIES)
        elif name not in NO_ANSWERS:
            unknown.append((name, value))
    left = suggestions()
    refused = [RejectedLink(shortened(each.part), (each.why,)) for each in read_pairs(rulebook, unknown, left).dropped]
    refused += [
        RejectedLink(name, (rulebook.speech.say("It is in the link twice; once is enough."),)) for name in twice
    ]
    columns = list(islice(zip_longest(*kept.values(), fillvalue=NOT_ASKED), MOST_SUMMARIES + 1))
    read = [
        _column(rulebook, name_of(place), list(kept), cells, left)
        for place, cells in enumerate(columns[:MOST_SUMMARIES])
    ]
    return (*refused, *read, *([without_room(rulebook)] if len(columns) > MOST_SUMMARIES else []))


def without_room(rulebook: Rulebook) -> RejectedLink:
    """The refusal of what comes after the last summary that there is room for."""
    return RejectedLink("…", (rulebook.speech.say("There is room for %(count)s summaries.", count=MOST_SUMMARIES),))


def _cell(choices: Iterable[str], picked: frozenset[str]) -> str:
    return BETWEEN_PICKS.join(choice for choice in choices if choice in picked) or NOT_ASKED


def _column(
    rulebook: Rulebook, name: str, questions: Sequence[str], cells: Sequence[str], left: Suggestions
) -> SummaryLink | RejectedLink:
    pairs = [
        (question, pick)
        for question, cell in zip(questions, cells, strict=True)
        if cell != NOT_ASKED
        for pick in ([cell] if question == EDITION else cell.split(BETWEEN_PICKS))
    ]
    return read_answers(rulebook, name, pairs, left)
