"""Conditions in plain words: `those who answer Nights with “A few” or “Many” and name “The old” under People`."""

from collections.abc import Iterator
from itertools import groupby

from quiz.rulebook import NOT_SURE, AllOf, Always, AnyOf, Condition, Not, Picked, Rulebook


def for_whom(condition: Condition, rulebook: Rulebook) -> str:
    """The students to whom something with this condition applies, in words that can be read one way only."""
    if isinstance(condition, Always):
        return rulebook.speech.say("everybody")
    return rulebook.speech.say("those who %(answer)s", answer=_clause(_without_not(condition), rulebook))


def _without_not(condition: Condition, negated: bool = False) -> Condition:
    """The same condition with every `not` at a single answer (De Morgan's laws, which hold in Kleene's logic, too)."""
    match condition:
        case Not(part):
            return _without_not(part, not negated)
        case AllOf(parts) | AnyOf(parts):
            moved = tuple(_without_not(part, negated) for part in parts)
            return _told_once(moved) if isinstance(condition, AllOf) != negated else AnyOf(moved)
    return Not(condition) if negated else condition


def _told_once(parts: tuple[Condition, ...]) -> Condition:
    """All of the parts, without "not sure yet" being denied where an answer is told, since nobody gives both."""
    answered = {part.question for part in parts if isinstance(part, Picked) and NOT_SURE not in part.choices}
    denied = {Not(Picked(question, frozenset({NOT_SURE}))) for question in answered}
    told = tuple(part for part in parts if part not in denied)
    return told[0] if len(told) == 1 else AllOf(told)


def _clause(condition: Condition, book: Rulebook) -> str:
    """What such students do."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            either = isinstance(condition, AnyOf)
            return book.speech.listed(_clauses(parts, book, either), either=either)
        case Not(Picked() as picked):
            answer = _answer(picked, book)
            several = book.question_by_id[picked.question].takes_several
            say = book.speech.say
            return (
                say("do not name %(answer)s", answer=answer)
                if several
                else say("do not answer %(answer)s", answer=answer)
            )
        case Picked():
            return _together([condition], book, either=False)
    return book.speech.say("give any answer")


def _clauses(parts: tuple[Condition, ...], book: Rulebook, either: bool) -> Iterator[str]:
    """The clauses of several conditions: answers of one verb in one clause, what has parts itself in parentheses."""

    def verb(part: Condition) -> bool | None:
        return book.question_by_id[part.question].takes_several if isinstance(part, Picked) else None

    for several, same in groupby(parts, verb):
        if several is None:
            clauses = ((part, _clause(part, book)) for part in same)
            yield from (clause if isinstance(part, Not) else f"({clause})" for part, clause in clauses)
        else:
            yield _together([part for part in same if isinstance(part, Picked)], book, either)


def _together(picked: list[Picked], book: Rulebook, either: bool) -> str:
    """The clause that gives all of these answers, or one of them; all are of one choice, or all of several."""
    say = book.speech.say
    answers = book.speech.listed((_answer(each, book) for each in picked), either=either)
    if book.question_by_id[picked[0].question].takes_several:
        return say("name %(answers)s", answers=answers)
    return say("answer %(answers)s", answers=answers)


def _answer(picked: Picked, book: Rulebook) -> str:
    question, say = book.question_by_id[picked.question], book.speech.say
    labels = [f"“{label}”" for label in book.labels_of(question, picked.choices)]
    choices = book.speech.listed(labels, either=True)
    if question.takes_several:
        return say("%(choices)s under %(question)s", choices=choices, question=question.label)
    return say("%(question)s with %(choices)s", choices=choices, question=question.label)
