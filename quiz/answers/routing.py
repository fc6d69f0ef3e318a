"""Which questions are asked, in which order, given the answers so far."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from quiz.answers.bits import Bits, Test, bitwise
from quiz.answers.query import write_query
from quiz.rulebook import Answers, Question, Rulebook, once_per_rulebook, questions_of


@dataclass(frozen=True)
class Route:
    """Answers to a rulebook, the questions that they lead to, and which of the answers count.

    `answers` are all that were given, `counted` those to questions that are asked, and `bits` are their bits. Answers
    still to come leave at least `fewest` and at most `most` questions asked.
    """

    rulebook: Rulebook
    answers: Answers
    asked: tuple[Question, ...]
    counted: Answers
    bits: Bits
    unanswered: tuple[Question, ...]
    fewest: int
    most: int

    @property
    def is_complete(self) -> bool:
        """Whether every question asked is answered."""
        return not self.unanswered

    @cached_property
    def query(self) -> str:
        """The query string that reads back as all the answers."""
        return write_query(self.rulebook, self.answers)

    @cached_property
    def with_counted_only(self) -> "Route":
        """The same route, given only the answers that count."""
        return self if len(self.counted) == len(self.answers) else replace(self, answers=self.counted)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {question.id: place for place, question in enumerate(self.asked)}

    def asks(self, question: Question | None) -> bool:
        """Whether `question` is asked."""
        return question is not None and question.id in self._places

    def place_of(self, question: Question) -> int:
        """How many questions are asked before `question`, which is."""
        return self._places[question.id]


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
    unanswered: list[Question] = []
    counted: dict[str, frozenset[str]] = {}
    bits_of = bitwise(rulebook).bits_of
    so_far = 0
    waiting: set[str] = set()
    uncertain = fewest = 0
    for question, is_skipped, depends_on in _steps(rulebook):
        skipped = is_skipped is not None and is_skipped(so_far)
        if waiting.isdisjoint(depends_on):
            fewest += not skipped
        else:
            uncertain += 1
            waiting.add(question.id)
        if skipped:
            continue
        asked.append(question)
        if question.id in answers:
            counted[question.id] = answers[question.id]
            so_far |= bits_of(question.id, answers[question.id])
        else:
            unanswered.append(question)
            waiting.add(question.id)
    return Route(rulebook, answers, tuple(asked), counted, so_far, tuple(unanswered), fewest, fewest + uncertain)


@once_per_rulebook
def _steps(rulebook: Rulebook) -> list[tuple[Question, Test | None, frozenset[str]]]:
    """The questions in order, with whether each is skipped after the answers before it, and what that depends on."""
    fails = bitwise(rulebook).fails
    return [
        (question, when and fails(when), questions_of(when) if when else frozenset())
        for question in rulebook.questions
        for when in [question.ask_when]
    ]
