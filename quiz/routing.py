"""Which questions are asked, in which order, given the answers so far."""

from collections.abc import Iterable
from dataclasses import dataclass

from quiz.conditions import Answers, Truth, judge, questions_of
from quiz.rulebook import Question, Rulebook


@dataclass(frozen=True)
class Route:
    """The questions that some answers lead to, and what of the answers counts.

    `total_is_sure` tells that later answers cannot change any more which questions are asked.
    """

    asked: tuple[Question, ...]
    counted: Answers
    unanswered: tuple[Question, ...]
    total_is_sure: bool

    @property
    def is_complete(self) -> bool:
        """Whether every question asked is answered."""
        return not self.unanswered


def with_routing(rulebook: Rulebook, names: Iterable[str]) -> tuple[Question, ...]:
    """The questions named, and all those that decide whether these are asked, in the rulebook's order."""
    found = set(names)
    for question in reversed(rulebook.questions):
        if question.id in found and question.ask_when is not None:
            found |= questions_of(question.ask_when)
    return tuple(question for question in rulebook.questions if question.id in found)


def route(rulebook: Rulebook, answers: Answers) -> Route:
    """The route that `answers` take through `rulebook`.

    A question with a condition is asked where the condition holds or is open: being unsure of the
    one must not hide the other. An answer to a question that is not asked does not count.
    """
    asked: list[Question] = []
    counted: dict[str, frozenset[str]] = {}
    waiting: set[str] = set()
    sure = True
    for question in rulebook.questions:
        if question.ask_when is not None:
            sure = sure and not questions_of(question.ask_when) & waiting
            if judge(question.ask_when, counted).truth is Truth.FAILS:
                continue
        asked.append(question)
        if question.id in answers:
            counted[question.id] = answers[question.id]
        else:
            waiting.add(question.id)
    unanswered = tuple(question for question in asked if question.id in waiting)
    return Route(tuple(asked), counted, unanswered, sure)
