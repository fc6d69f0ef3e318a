"""Questions and choices that make no difference to anybody."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import permutations

from quiz.problems import Diagnostic
from quiz.proof.diagrams import EMPTY, FULL
from quiz.proof.space import Space, Students
from quiz.rulebook import Question, Rulebook, questions_of


def question_idle(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """Every question must be asked of somebody, and every choice must matter to somebody.

    A choice matters to a student who picks it if, with another choice in its place (or, where several
    go together, without it) and all other picks as they are, some rule would hold that does not, or
    the other way round, or some question would be asked or skipped. A question matters if, besides, it
    makes a difference which of the answers that can be given is given: where every choice calls up the
    same advice, each matters against picking nothing, and yet the question decides nothing. "Not sure
    yet" is excused: it always puts something on the summary. So are the choices of the priority
    question, which orders it.
    """
    tested: dict[str, list[Callable[[], Students]]] = {question.id: [] for question in rulebook.questions}
    for when in dict.fromkeys(rule.when for rule in rulebook.rules):
        for name in questions_of(when):
            tested[name].append(partial(space.holding, when))
    for asked_when in (question.ask_when for question in rulebook.questions if question.ask_when is not None):
        for name in questions_of(asked_when):
            tested[name].append(partial(space.failing, asked_when))

    for place, question in enumerate(rulebook.questions):

        def step(place: int = place, question: Question = question) -> Diagnostic | None:
            asked = space.diagrams.complement(space.failing(question.ask_when)) if question.ask_when else FULL
            trail = ("questions", place)
            if space.within(asked) == EMPTY:
                what = f"`{question.id}` is never asked."
                return Diagnostic(
                    what, "Widen its `ask_when`, or delete it.", (*trail, "ask_when"), check="question-never-asked"
                )
            if question.ask_when and space.within(space.failing(question.ask_when)) == EMPTY:
                what = f"`{question.id}` is always asked, so its `ask_when` says nothing."
                return Diagnostic(what, "Delete it, or narrow it.", (*trail, "ask_when"), check="question-always-asked")
            if not question.decides:
                return None
            idle = [
                each
                for each, choice in enumerate(question.choices)
                if not _matters(space, question, choice.id, tested[question.id])
            ]
            if len(idle) == len(question.choices) or not _decides(space, question, tested[question.id]):
                return Diagnostic(
                    f"`{question.id}` changes nothing.", "Use it in a `when`, or drop it.", trail, check="question-idle"
                )
            if idle:
                named = ", ".join(f"`{question.choices[each].id}`" for each in idle)
                what = f"picking {named} of `{question.id}` changes nothing for anybody."
                return Diagnostic(
                    what, "Use it in a `when`, or drop it.", (*trail, "choices", idle[0]), check="choice-idle"
                )
            return None

        yield step


def _matters(space: Space, question: Question, choice: str, tested: list[Callable[[], Students]]) -> bool:
    """Whether picking `choice` makes a difference to one of the sets that the question is tested for."""
    alone = not question.goes_with_others(choice)
    others = [each.id for each in question.choices if each.id != choice] if alone else [None]
    picking = space.within(space.picking(question.id, choice))
    return any(_differ(space, picking, question.id, choice, other, tested) for other in others)


def _decides(space: Space, question: Question, tested: list[Callable[[], Students]]) -> bool:
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
    tested: list[Callable[[], Students]],
) -> bool:
    """Whether for some of `students` one of the sets tested depends on `choice` having `instead` in its place."""
    for each in tested:
        changed = space.diagrams.symmetric_difference(each(), space.substitute(each(), question, choice, instead))
        if space.diagrams.intersection(students, changed) != EMPTY:
            return True
    return False
