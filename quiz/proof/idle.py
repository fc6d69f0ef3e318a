"""Questions and choices that make no difference to anybody."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import permutations
from typing import TypeAlias

from quiz.problems import Diagnostic
from quiz.proof.diagrams import EMPTY
from quiz.proof.space import Space, Students
from quiz.rulebook import Condition, Question, Rulebook, questions_of

Set: TypeAlias = Callable[[], Students]
"""A set that an answer may move somebody into or out of, made when it is needed."""

Judge: TypeAlias = Callable[[Space, int, Question, list[Set]], Diagnostic | None]


def question_idle(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """Every question must be asked of somebody, and every choice must matter to somebody.

    A choice matters to a student who picks it if, with another choice in its place (or, where several
    go together, without it) and all other picks as they are, some rule would hold that does not, or
    the other way round, or some question that makes a difference would be asked or skipped. A question
    matters if, besides, it makes a difference which of the answers that can be given is given: where
    every choice calls up the same advice, each matters against picking nothing, and yet the question
    decides nothing. "Not sure yet" is excused: it always puts something on the summary. So are the
    choices of the priority question, which orders it.

    The last question is judged first: asking one that turns out to make no difference is then no effect
    of the answers to earlier ones, and a dead follow-up hides no dead question.
    """
    tested: dict[str, dict[Condition | str, Set]] = {question.id: {} for question in rulebook.questions}
    for when in dict.fromkeys(rule.when for rule in rulebook.rules):
        for name in questions_of(when):
            tested[name][when] = partial(space.holding, when)
    for question in rulebook.questions:
        if question.ask_when is not None:
            for name in questions_of(question.ask_when):
                tested[name][question.id] = partial(space.failing, question.ask_when)

    for place, question in reversed(list(enumerate(rulebook.questions))):
        for judge in (_asked_of_nobody_or_all, _idle):

            def step(place: int = place, question: Question = question, judge: Judge = judge) -> Diagnostic | None:
                found = judge(space, place, question, list(tested[question.id].values()))
                if found and found.check != "choice-idle":
                    for others in tested.values():
                        others.pop(question.id, None)
                return found

            yield step


def _asked_of_nobody_or_all(space: Space, place: int, question: Question, tested: list[Set]) -> Diagnostic | None:
    """Whether it is not a matter of answers that `question` is asked."""
    if question.ask_when is None:
        return None
    trail, skipped = ("questions", place, "ask_when"), space.within(space.failing(question.ask_when))
    if skipped == space.all:
        what, mend = f"`{question.id}` is never asked.", "Widen its `ask_when`, or delete it."
        return Diagnostic(what, mend, trail, check="question-never-asked")
    if skipped == EMPTY:
        what, mend = f"`{question.id}` is always asked, so its `ask_when` says nothing.", "Delete it, or narrow it."
        return Diagnostic(what, mend, trail, check="question-always-asked")
    return None


def _idle(space: Space, place: int, question: Question, tested: list[Set]) -> Diagnostic | None:
    """Whether `question`, or some of its choices, make no difference to any of the sets that they are tested for."""
    never_asked = question.ask_when is not None and space.within(space.failing(question.ask_when)) == space.all
    if never_asked or not question.decides:
        return None
    trail = ("questions", place)
    idle = [n for n, choice in enumerate(question.choices) if not _matters(space, question, choice.id, tested)]
    if len(idle) == len(question.choices) or not _decides(space, question, tested):
        what, mend = f"`{question.id}` changes nothing.", "Use it in a `when`, or drop it."
        return Diagnostic(what, mend, trail, check="question-idle")
    if idle:
        named = ", ".join(f"`{question.choices[each].id}`" for each in idle)
        what, mend = (
            f"picking {named} of `{question.id}` changes nothing for anybody.",
            "Use it in a `when`, or drop it.",
        )
        return Diagnostic(what, mend, (*trail, "choices", idle[0]), check="choice-idle")
    return None


def _matters(space: Space, question: Question, choice: str, tested: list[Set]) -> bool:
    """Whether picking `choice` makes a difference to one of the sets that the question is tested for."""
    alone = not question.goes_with_others(choice)
    others = [each.id for each in question.choices if each.id != choice] if alone else [None]
    picking = space.within(space.picking(question.id, choice))
    return any(_differ(space, picking, question.id, choice, other, tested) for other in others)


def _decides(space: Space, question: Question, tested: list[Set]) -> bool:
    """Whether it makes a difference which answer is given.

    Any answer comes from any other by putting one choice in the place of another, again and again: so
    if none of these steps makes a difference, no answer does.
    """
    for first, second in permutations(question.choices, 2):
        students = space.within(space.picking(question.id, first.id))
        if question.goes_with_others(first.id) and not question.goes_with_others(second.id):
            # It can only take the place of a choice that was picked by itself.
            for beside in question.choices:
                if beside is not first:
                    students = space.diagrams.difference(students, space.picking(question.id, beside.id))
        if _differ(space, students, question.id, first.id, second.id, tested):
            return True
    return False


def _differ(
    space: Space,
    students: Students,
    question: str,
    choice: str,
    instead: str | None,
    tested: list[Set],
) -> bool:
    """Whether for some of `students` one of the sets tested depends on `choice` having `instead` in its place."""
    for each in tested:
        changed = space.diagrams.symmetric_difference(each(), space.substitute(each(), question, choice, instead))
        if space.diagrams.intersection(students, changed) != EMPTY:
            return True
    return False
