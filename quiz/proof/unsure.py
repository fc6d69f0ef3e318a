"""Whether being unsure weighs for or against an option."""

from collections.abc import Callable, Iterator

from quiz.problems import Diagnostic
from quiz.proof.diagrams import EMPTY
from quiz.proof.space import Space
from quiz.rulebook import NOT_SURE, Advice, Question, Rulebook, atoms


def unsure_weighs(rulebook: Rulebook, space: Space) -> Iterator[Callable[[], Diagnostic | None]]:
    """No advice that "not sure yet" calls up may speak for or against an option: being unsure weighs nothing.

    It calls up advice that applies to a student who is not sure of a question, and would not with some other answer to
    that question, all other picks as they are.
    """
    for place, advice in enumerate(rulebook.advice):
        if not (advice.speaks_for or advice.speaks_against):
            continue

        def step(place: int = place, advice: Advice = advice) -> Diagnostic | None:
            # A test that does not name "not sure yet" is open to those who are not sure: what holds nevertheless holds
            # with every other answer (Kleene's logic is monotonic).
            naming = {atom.question for atom in atoms(advice.when) if NOT_SURE in atom.choices}
            asked = (question for question in rulebook.questions if question.id in naming)
            called = {question.id: _called_up(space, advice, question) for question in asked}
            weighing = [f"`{name}`" for name, students in called.items() if students != EMPTY]
            if not weighing:
                return None
            what = f"`{advice.id}` speaks for or against an option because of “not sure yet” on {', '.join(weighing)}."
            mend = "Take `not_sure` out of its `when`, and give those who are unsure separate advice, without marks."
            shown = space.shortest(space.diagrams.union_of(called.values()))
            return Diagnostic(what, mend, ("advice", place, "when"), check="unsure-weighs", answers=shown)

        yield step


def _called_up(space: Space, advice: Advice, question: Question) -> int:
    """To whom being unsure of `question` brings up `advice`."""
    holding = space.holding(advice.when)
    fails_elsewhere = space.with_some_answer(space.diagrams.complement(holding), question)
    return space.within(holding, space.picking(question.id, NOT_SURE), fails_elsewhere)
