"""All answer sets that routing allows, as decision diagrams on which conditions become sets of students.

The kind of a question says which variables stand for its answer (`Question.variables`), and which of their values
make an answer that can be given (`Question.state_after`). A question that decides nothing is left out, and counts
are of answers to the other questions.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from quiz.proof.diagrams import EMPTY, FULL, Diagrams, Node
from quiz.rulebook import (
    NOT_PICKED,
    NOT_SURE,
    AllOf,
    Always,
    Answers,
    AnyOf,
    Condition,
    Not,
    Picked,
    Question,
    Rulebook,
)

Students: TypeAlias = Node
"""A set of answer sets."""

Truths: TypeAlias = tuple[Students, Students]
"""For whom a condition holds, and for whom it fails; it is open for the others."""


class Space:
    """The answer sets of a rulebook: `all` that routing allows, and the sets that conditions stand for.

    `costs` are how many picks other than "not sure yet" the values of each variable stand for. `nodes` and `seconds`
    bound the work from here on; beyond them every method raises TooLarge.
    """

    def __init__(self, rulebook: Rulebook, nodes: int = 2_000_000, seconds: float = 60.0) -> None:
        self.rulebook = rulebook
        self._variables: list[tuple[Question, tuple[str, ...]]] = []
        self._variables_of: dict[str, range] = {}
        for question in rulebook.deciding_questions:
            first = len(self._variables)
            self._variables += [(question, values) for values in question.variables]
            self._variables_of[question.id] = range(first, len(self._variables))
        self._place_of = {
            (question.id, value): (variable, values.index(value))
            for variable, (question, values) in enumerate(self._variables)
            for value in values
            if value != NOT_PICKED
        }
        self.costs = [[int(value not in (NOT_PICKED, NOT_SURE)) for value in values] for _, values in self._variables]
        self.diagrams = Diagrams([len(values) for _, values in self._variables], nodes, seconds)
        self._truths: dict[Condition, Truths] = {}
        self.all = self.diagrams.intersection_of([self._answering(each) for each in rulebook.deciding_questions])

    def within(self, *sets: Students) -> Students:
        """The allowed answer sets that are in every one of `sets`."""
        # Those of single conditions are small, `all` may be large: it comes last.
        return self.diagrams.intersection(self.all, self.diagrams.intersection_of(sets))

    def holding(self, condition: Condition) -> Students:
        """Whose answers make `condition` hold."""
        return self._truths_of(condition)[0]

    def failing(self, condition: Condition) -> Students:
        """Whose answers make `condition` fail."""
        return self._truths_of(condition)[1]

    def _truths_of(self, condition: Condition) -> Truths:
        truths = self._truths.get(condition)
        if truths is None:
            truths = self._truths[condition] = self.evaluate(condition, self._evaluate_picked)
        return truths

    def evaluate(self, condition: Condition, picked: Callable[[str, frozenset[str]], Truths]) -> Truths:
        """For whom `condition` holds and for whom it fails, where `picked` says this of a test on a question."""
        match condition:
            case Always():
                return FULL, EMPTY
            case Picked(question, choices):
                return picked(question, choices)
            case Not(part):
                holds, fails = self.evaluate(part, picked)
                return fails, holds
            case AllOf(parts):
                truths = [self.evaluate(part, picked) for part in parts]
                return self.diagrams.intersection_of(h for h, _ in truths), self.diagrams.union_of(f for _, f in truths)
            case AnyOf(parts):
                truths = [self.evaluate(part, picked) for part in parts]
                return self.diagrams.union_of(h for h, _ in truths), self.diagrams.intersection_of(f for _, f in truths)

    def _evaluate_picked(self, question: str, choices: frozenset[str]) -> Truths:
        holds = self.diagrams.union_of([self.picking(question, choice) for choice in sorted(choices)])
        return holds, self.diagrams.complement(self.diagrams.union(holds, self.picking(question, NOT_SURE)))

    def picking(self, question: str, choice: str) -> Students:
        """Who picks `choice`."""
        variable, value = self._place_of[question, choice]
        return self.diagrams.literal(variable, (value,))

    def substitute(self, students: Students, question: str, choice: str, replacement: str | None) -> Students:
        """Who would be in `students` with `replacement` picked instead of `choice`, all other picks unchanged.

        None is no replacement. Substitution of constants for variables: one or two cofactors.
        """
        variable, _ = self._place_of[question, choice]
        if replacement is None or self._place_of[question, replacement][0] != variable:
            not_picked = self._variables[variable][1].index(NOT_PICKED)
            students = self.diagrams.cofactor(students, variable, not_picked)
        if replacement is None:
            return students
        return self.diagrams.cofactor(students, *self._place_of[question, replacement])

    def with_some_answer(self, students: Students, question: Question) -> Students:
        """Who would be in `students` with some answer to `question` other than "not sure yet", all else unchanged."""
        answered = self.diagrams.difference(self._answered(question), self.picking(question.id, NOT_SURE))
        students = self.diagrams.intersection(students, answered)
        for variable in self._variables_of[question.id]:
            values = range(len(self._variables[variable][1]))
            students = self.diagrams.union_of([self.diagrams.cofactor(students, variable, value) for value in values])
        return students

    def count(self, students: Students) -> int:
        """How many allowed answer sets are in `students`, exactly."""
        return self.diagrams.count(self.within(students))

    def shortest(self, students: Students) -> Answers | None:
        """The allowed answer set in `students` with the fewest picks other than "not sure yet"; None if there is none.

        Every question that it leads to is answered, so it can be walked.
        """
        path = self.diagrams.cheapest(self.within(students), self.costs)
        return None if path is None else self.answers_of(path)

    def answers_of(self, places: Mapping[int, int]) -> Answers:
        """The answers that the values at these places of the variables stand for; the first value where none is."""
        answers: dict[str, set[str]] = {}
        for variable, (question, values) in enumerate(self._variables):
            picked = values[places.get(variable, 0)]
            if picked != NOT_PICKED:
                answers.setdefault(question.id, set()).add(picked)
        return {question: frozenset(choices) for question, choices in answers.items()}

    def _answering(self, question: Question) -> Students:
        """Who gives `question` an answer that can be given if it is asked, and none if it is not."""
        answered = self._answered(question)
        if question.ask_when is None:
            return answered
        skipped = self.failing(question.ask_when)
        return self.diagrams.union(
            self.diagrams.difference(answered, skipped),
            self.diagrams.intersection(skipped, self._unanswered(question)),
        )

    def _unanswered(self, question: Question) -> Students:
        literals = []
        for variable in self._variables_of[question.id]:
            literals.append(self.diagrams.literal(variable, (self._variables[variable][1].index(NOT_PICKED),)))
        return self.diagrams.intersection_of(literals)

    def _answered(self, question: Question) -> Students:
        """Who gives `question` an answer that can be given: the automaton of its kind, unrolled over its variables."""

        def after(state: int, value: str) -> int | None:
            return state if value == NOT_PICKED else question.state_after(state, value)

        variables = self._variables_of[question.id]
        states: list[set[int | None]] = [{0}]
        for variable in variables:
            values = self._variables[variable][1]
            states.append({after(state, value) for state in states[-1] if state is not None for value in values})
        accepted: dict[int | None, Students] = {state: FULL if state else EMPTY for state in states.pop()}
        for variable in reversed(variables):
            values = self._variables[variable][1]
            accepted = {
                state: self.diagrams.node(variable, tuple([accepted[after(state, value)] for value in values]))
                for state in states.pop()
                if state is not None
            } | {None: EMPTY}
        return accepted[0]
