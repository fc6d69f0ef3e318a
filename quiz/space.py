"""All answer sets that routing allows, as one object on which conditions become sets of students.

A set is a multi-valued decision diagram (Srinivasan, Kam, Malik and Brayton, "Algorithms for discrete
function manipulation", ICCAD 1990): a node asks for one variable and has a branch for each of its
values; equal nodes are one node. So equality is identity, emptiness is free, and counting and the
cheapest member take one pass, however many answer sets there are.

A question that takes one choice is a variable with a value for each choice, and one for "not asked".
A question that takes several is a variable for each choice: ticked or not. The priority question
decides nothing, so it is left out, and counts are of answers to the other questions.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from time import monotonic
from typing import TypeAlias

from quiz.conditions import NOT_SURE, All, Always, Answers, Any, Condition, Not, Pick
from quiz.rulebook import Question, Rulebook

Students: TypeAlias = int
"""A set of answer sets: the number of its node in the space that made it."""

Truths: TypeAlias = tuple[Students, Students]
"""Who makes a condition hold, and who makes it fail; it is open for the others."""

NOBODY: Students = 0
EVERYBODY: Students = 1
NOT_ASKED = ""
"""The value of a question that is not asked."""


class TooLarge(Exception):
    """Raised when a set needs more nodes, or more time, than the bound allows: nothing is then known of it."""


class Space:
    """The answer sets of a rulebook, and sets of them.

    `nodes` and `seconds` bound the work from here on; beyond them an operation raises TooLarge.
    """

    def __init__(self, rulebook: Rulebook, nodes: int = 2_000_000, seconds: float = 60.0) -> None:
        self.rulebook = rulebook
        self._limit = nodes
        self._until = monotonic() + seconds
        self._variables: list[tuple[Question, str | None, tuple[str, ...]]] = []
        self._first: dict[str, int] = {}
        for question in rulebook.deciding_questions:
            self._first[question.id] = len(self._variables)
            if question.takes_several:
                self._variables += [(question, choice, ("", choice)) for choice in question.choice_ids]
            else:
                # "Not sure yet" comes first: of equally cheap members the one that says least is taken.
                values = (NOT_SURE, *question.choice_ids[:-1])
                never_skipped = question.ask_when is None
                self._variables.append((question, None, values if never_skipped else (NOT_ASKED, *values)))
        end = len(self._variables)
        self._nodes: list[tuple[int, tuple[int, ...]]] = [(end, ()), (end, ())]
        self._known: dict[tuple[int, tuple[int, ...]], int] = {}
        self._both: dict[tuple[int, int], int] = {}
        self._complement: dict[int, int] = {NOBODY: EVERYBODY, EVERYBODY: NOBODY}
        self._truths: dict[Condition, Truths] = {}
        self._counts: dict[int, int] = {}
        self.all = self._allowed()

    # Sets

    def both(self, a: Students, b: Students) -> Students:
        """Who is in `a` and in `b`."""
        if a == NOBODY or b == NOBODY:
            return NOBODY
        if a in (EVERYBODY, b):
            return b
        if b == EVERYBODY:
            return a
        key = (a, b) if a < b else (b, a)
        found = self._both.get(key)
        if found is None:
            (place_a, branches_a), (place_b, branches_b) = self._nodes[a], self._nodes[b]
            if place_a < place_b:
                found = self._node(place_a, tuple([self.both(branch, b) for branch in branches_a]))
            elif place_b < place_a:
                found = self._node(place_b, tuple([self.both(a, branch) for branch in branches_b]))
            else:
                found = self._node(place_a, tuple(map(self.both, branches_a, branches_b)))
            self._both[key] = found
        return found

    def other_than(self, a: Students) -> Students:
        """Who is not in `a`, allowed or not."""
        found = self._complement.get(a)
        if found is None:
            place, branches = self._nodes[a]
            found = self._node(place, tuple([self.other_than(branch) for branch in branches]))
            self._complement[a], self._complement[found] = found, a
        return found

    def either(self, a: Students, b: Students) -> Students:
        """Who is in `a` or in `b`."""
        return self.other_than(self.both(self.other_than(a), self.other_than(b)))

    def differing(self, a: Students, b: Students) -> Students:
        """Who is in just one of `a` and `b`."""
        return self.either(self.both(a, self.other_than(b)), self.both(b, self.other_than(a)))

    def holding(self, condition: Condition) -> Students:
        """Whose answers make `condition` hold."""
        return self._truth(condition)[0]

    def failing(self, condition: Condition) -> Students:
        """Whose answers make `condition` fail; it is open for those who are neither here nor there."""
        return self._truth(condition)[1]

    def judged(self, condition: Condition, pick: Callable[[str, frozenset[str]], Truths]) -> Truths:
        """Who makes `condition` hold and who makes it fail, where `pick` says this of a test on a question."""
        match condition:
            case Always():
                return EVERYBODY, NOBODY
            case Pick(question, choices):
                return pick(question, choices)
            case Not(part):
                holds, fails = self.judged(part, pick)
                return fails, holds
            case All(parts):
                truths = [self.judged(part, pick) for part in parts]
                return self._every([h for h, _ in truths]), self._some([f for _, f in truths])
            case Any(parts):
                truths = [self.judged(part, pick) for part in parts]
                return self._some([h for h, _ in truths]), self._every([f for _, f in truths])

    def picking(self, question: str, choice: str) -> Students:
        """Who picks `choice`."""
        place = self._first[question]
        if self._variables[place][1] is None:
            return self._branching(place, frozenset({choice}))
        return self._branching(place + self._choice_place(question, choice), frozenset({choice}))

    def had_they_picked(self, a: Students, question: str, choice: str, instead: str | None) -> Students:
        """Who would be in `a` with `instead` in the place of `choice`, and all other picks as they are.

        For a question that takes several, None is nothing in its place.
        """
        place = self._first[question]
        if self._variables[place][1] is None:
            return self._restricted(a, place, self._variables[place][2].index(instead or NOT_ASKED))
        a = self._restricted(a, place + self._choice_place(question, choice), 0)
        return a if instead is None else self._restricted(a, place + self._choice_place(question, instead), 1)

    # What is known of a set

    def count(self, a: Students) -> int:
        """How many allowed answer sets are in `a`, exactly."""
        a = self.both(a, self.all)
        return self._count(a) * self._choices_between(0, self._nodes[a][0])

    def shortest(self, a: Students) -> Answers | None:
        """The allowed answer set in `a` with the fewest picks other than "not sure yet"; None if it is empty.

        Fewest picks, and not fewest questions: whoever reads it sees what the defect hangs on, and
        every question it leads to is answered, so it can be walked.
        """
        a = self.both(a, self.all)
        if a == NOBODY:
            return None
        costs: dict[int, float] = {NOBODY: float("inf"), EVERYBODY: 0}

        def cost(node: int) -> float:
            if node not in costs:
                place, branches = self._nodes[node]
                prices = (self._price(place, value) for value in range(len(branches)))
                costs[node] = min(price + cost(branch) for price, branch in zip(prices, branches, strict=True))
            return costs[node]

        cost(a)
        values: dict[int, int] = {}
        node = a
        while node != EVERYBODY:
            place, branches = self._nodes[node]
            values[place] = min(range(len(branches)), key=lambda v: self._price(place, v) + costs[branches[v]])
            node = branches[values[place]]
        return self._answers(values)

    def _answers(self, chosen: dict[int, int]) -> Answers:
        """The answers with these values of variables, and the first value of the others."""
        answers: dict[str, set[str]] = {}
        for place, (question, _, values) in enumerate(self._variables):
            picked = values[chosen.get(place, 0)]
            if picked != NOT_ASKED:
                answers.setdefault(question.id, set()).add(picked)
        return {question: frozenset(choices) for question, choices in answers.items()}

    def nearest(self, sets: Iterable[Students], most: int) -> Answers | None:
        """The allowed answer set in all of `sets` with the fewest picks, if that takes at most `most` of them.

        It looks for one member and does not build the set, which may be too large to build; None says
        only that more picks are needed. It takes longer with each pick.
        """
        start = frozenset((self.all, *sets))
        for picks in range(most + 1):
            found = self._within(start, picks, set())
            if found is not None:
                return self._answers(found)
        return None

    def _within(
        self, sets: frozenset[Students], picks: int, dead: set[tuple[frozenset[int], int]]
    ) -> dict[int, int] | None:
        """Values of variables that lead into all of `sets`, with at most that many picks."""
        if NOBODY in sets:
            return None
        sets -= {EVERYBODY}
        if not sets:
            return {}
        if (sets, picks) in dead:
            return None
        if monotonic() > self._until:
            raise TooLarge
        place = min(self._nodes[each][0] for each in sets)
        for value in range(len(self._variables[place][2])):
            left = picks - self._price(place, value)
            if left < 0:
                continue
            below = (self._nodes[each][1][value] if self._nodes[each][0] == place else each for each in sets)
            found = self._within(frozenset(below), left, dead)
            if found is not None:
                return {place: value, **found}
        dead.add((sets, picks))
        return None

    @contextmanager
    def trial(self, nodes: int) -> Iterator[None]:
        """Work that may take at most `nodes` more nodes; where that raises TooLarge, the space is as it was before."""
        limit, before = self._limit, len(self._nodes)
        self._limit = min(limit, before + nodes)
        try:
            yield
        except TooLarge:
            for node in self._nodes[before:]:
                del self._known[node]
            del self._nodes[before:]
            self._both = {key: node for key, node in self._both.items() if max(*key, node) < before}
            self._complement = {a: b for a, b in self._complement.items() if max(a, b) < before}
            self._truths = {key: truths for key, truths in self._truths.items() if max(truths) < before}
            self._counts = {node: count for node, count in self._counts.items() if node < before}
            raise
        finally:
            self._limit = limit

    # How it is made

    def _price(self, place: int, value: int) -> int:
        picked = self._variables[place][2][value]
        return 0 if picked in (NOT_ASKED, NOT_SURE) else 1

    def _node(self, place: int, branches: tuple[int, ...]) -> Students:
        if branches.count(branches[0]) == len(branches):
            return branches[0]
        key = (place, branches)
        found = self._known.get(key)
        if found is None:
            found = len(self._nodes)
            if found >= self._limit or (found % 1024 == 0 and monotonic() > self._until):
                raise TooLarge
            self._nodes.append(key)
            self._known[key] = found
        return found

    def _branching(self, place: int, picked: frozenset[str]) -> Students:
        values = self._variables[place][2]
        return self._node(place, tuple([EVERYBODY if value in picked else NOBODY for value in values]))

    def _choice_place(self, question: str, choice: str) -> int:
        return self.rulebook.question_by_id[question].choice_ids.index(choice)

    def _truth(self, condition: Condition) -> Truths:
        found = self._truths.get(condition)
        if found is None:
            found = self._truths[condition] = self.judged(condition, self._pick)
        return found

    def _every(self, sets: list[Students]) -> Students:
        result = EVERYBODY
        for each in sets:
            result = self.both(result, each)
        return result

    def _some(self, sets: list[Students]) -> Students:
        return self.other_than(self._every([self.other_than(each) for each in sets]))

    def _pick(self, question: str, choices: frozenset[str]) -> Truths:
        holds = self._some([self.picking(question, choice) for choice in sorted(choices)])
        unsure = self.picking(question, NOT_SURE)
        return holds, self.both(self.other_than(holds), self.other_than(unsure))

    def _allowed(self) -> Students:
        allowed = EVERYBODY
        for question in self.rulebook.deciding_questions:
            picked = self._fitting(question)
            if question.ask_when is not None:
                skipped = self.failing(question.ask_when)
                unanswered = self._unanswered(question)
                asked = self.both(self.other_than(skipped), picked)
                picked = self.either(asked, self.both(skipped, unanswered))
            allowed = self.both(allowed, picked)
        return allowed

    def _unanswered(self, question: Question) -> Students:
        place = self._first[question.id]
        width = len(question.choice_ids) if question.takes_several else 1
        return self._every([self._branching(each, frozenset({NOT_ASKED})) for each in range(place, place + width)])

    def _fitting(self, question: Question) -> Students:
        """Who gives `question` an answer that can be given."""
        if not question.takes_several:
            return self.other_than(self._unanswered(question)) if question.ask_when is not None else EVERYBODY
        start = self._first[question.id]
        ids = question.choice_ids
        alone = frozenset(choice.id for choice in question.choices if choice.alone) | {NOT_SURE}
        together = [choice for choice in ids if choice not in alone]
        most = min(question.most or len(together), len(together))

        @cache
        def rest(place: int, ticked: int, lonely: bool) -> Students:
            if place == len(ids):
                return EVERYBODY if ticked or lonely else NOBODY
            without = rest(place + 1, ticked, lonely)
            if ids[place] in alone:
                with_it = NOBODY if ticked or lonely else rest(place + 1, 0, True)
            else:
                with_it = NOBODY if lonely or ticked == most else rest(place + 1, ticked + 1, False)
            return self._node(start + place, (without, with_it))

        return rest(0, 0, False)

    def _restricted(self, a: Students, place: int, value: int) -> Students:
        """`a`, judged as if the variable at `place` had that value."""

        @cache
        def restricted(node: int) -> Students:
            here, branches = self._nodes[node]
            if here > place:
                return node
            if here == place:
                return branches[value]
            return self._node(here, tuple([restricted(branch) for branch in branches]))

        return restricted(a)

    def _choices_between(self, start: int, end: int) -> int:
        product = 1
        for place in range(start, end):
            product *= len(self._variables[place][2])
        return product

    def _count(self, a: Students) -> int:
        if a <= EVERYBODY:
            return a
        found = self._counts.get(a)
        if found is None:
            place, branches = self._nodes[a]
            found = sum(
                self._count(branch) * self._choices_between(place + 1, self._nodes[branch][0])
                for branch in branches
                if branch
            )
            self._counts[a] = found
        return found


Progress: TypeAlias = Callable[[int, int, str], None]
"""Told, as work goes on: how much is done, of how much, and what is being done."""
