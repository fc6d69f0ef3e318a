"""All answer sets that routing allows, as one object on which conditions become sets of students.

A set is a multi-valued decision diagram (Srinivasan, Kam, Malik and Brayton, "Algorithms for discrete
function manipulation", ICCAD 1990): a node asks for one variable and has a branch for each of its
values; equal nodes are one node. So equality is identity, emptiness is free, and counting and the
cheapest member take one pass, however many answer sets there are. A node is made after its branches,
so it has a higher number than they: passes go by number, and nothing recurses through a diagram.

Many unrelated conditions together can make a diagram that is too large. `Space.nearest` needs no
diagram of them all: it settles one variable after another and drops what that leaves without a member.

The kind of a question says which variables stand for its answer (`Question.variables`), and which of their values
make an answer that can be given (`Question.state_after`). A question that decides nothing is left out, and counts
are of answers to the other questions.
"""

from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import TypeAlias

from quiz.answers import with_routing
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

Students: TypeAlias = int
"""A set of answer sets: the number of its node in the space that made it."""

Truths: TypeAlias = tuple[Students, Students]
"""Who makes a condition hold, and who makes it fail; it is open for the others."""

NOBODY: Students = 0
EVERYBODY: Students = 1


@dataclass(frozen=True)
class Nearest:
    """An answer set with few picks, or None where there is none; `is_sure` where none has fewer."""

    answers: Answers | None
    is_sure: bool


class TooLarge(Exception):
    """Raised when a set needs more nodes, or more time, than the bound allows: nothing is then known of it."""


class Space:
    """The answer sets of a rulebook, and sets of them.

    `nodes` and `seconds` bound the work from here on; beyond them an operation raises TooLarge. What is
    remembered of intersections counts as well: there can be far more of them than there are nodes.
    """

    def __init__(self, rulebook: Rulebook, nodes: int = 2_000_000, seconds: float = 60.0) -> None:
        self.rulebook = rulebook
        self._limit = nodes
        self._until = monotonic() + seconds
        self._variables: list[tuple[Question, tuple[str, ...]]] = []
        self._places: dict[str, range] = {}
        for question in rulebook.deciding_questions:
            variables = [(question, values) for values in question.variables]
            self._places[question.id] = range(len(self._variables), len(self._variables) + len(variables))
            self._variables += variables
        self._place_of = {
            (question.id, value): place
            for place, (question, values) in enumerate(self._variables)
            for value in values
            if value != NOT_PICKED
        }
        end = len(self._variables)
        self._nodes: list[tuple[int, tuple[int, ...]]] = [(end, ()), (end, ())]
        self._known: dict[tuple[int, tuple[int, ...]], int] = {}
        self._both: dict[tuple[int, int], int] = {}
        self._complement: dict[int, int] = {NOBODY: EVERYBODY, EVERYBODY: NOBODY}
        self._truths: dict[Condition, Truths] = {}
        self._counts: dict[int, int] = {}
        self._fewest: dict[int, int] = {}
        self._rules_of_answering = [self._answering(question) for question in rulebook.deciding_questions]
        self.all = self._every(self._rules_of_answering)

    # Sets

    def both(self, a: Students, b: Students) -> Students:
        """Who is in `a` and in `b`."""
        known, nodes = self._both, self._nodes
        met = _met(a, b, known)
        if met is not None:
            return met
        todo = [(a, b) if a < b else (b, a)]
        while todo:
            key = todo[-1]
            if key in known:
                todo.pop()
                continue
            (place_a, branches_a), (place_b, branches_b) = nodes[key[0]], nodes[key[1]]
            if place_a < place_b:
                branches_b = (key[1],) * len(branches_a)
            elif place_b < place_a:
                branches_a = (key[0],) * len(branches_b)
            found = []
            waiting = len(todo)
            for one, other in zip(branches_a, branches_b, strict=True):
                met = _met(one, other, known)
                if met is None:
                    todo.append((one, other) if one < other else (other, one))
                else:
                    found.append(met)
            if len(todo) == waiting:
                known[key] = self._node(min(place_a, place_b), tuple(found))
                todo.pop()
                if len(known) % 4096 == 0:
                    self.keep_to_bounds()
        return known[(a, b) if a < b else (b, a)]

    def satisfying(self, *conditions: Condition) -> Students:
        """Who makes all of `conditions` hold."""
        return self._every([self.all, *(self.holding(each) for each in conditions)])

    def other_than(self, a: Students) -> Students:
        """Who is not in `a`, allowed or not."""
        known = self._complement
        if a not in known:
            for node in self._down_from(a, known):
                place, branches = self._nodes[node]
                found = self._node(place, tuple([known[branch] for branch in branches]))
                known[node], known[found] = found, node
        return known[a]

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
            case Picked(question, choices):
                return pick(question, choices)
            case Not(part):
                holds, fails = self.judged(part, pick)
                return fails, holds
            case AllOf(parts):
                truths = [self.judged(part, pick) for part in parts]
                return self._every([h for h, _ in truths]), self._some([f for _, f in truths])
            case AnyOf(parts):
                truths = [self.judged(part, pick) for part in parts]
                return self._some([h for h, _ in truths]), self._every([f for _, f in truths])

    def picking(self, question: str, choice: str) -> Students:
        """Who picks `choice`."""
        return self._branching(self._place_of[question, choice], frozenset({choice}))

    def had_they_picked(self, a: Students, question: str, choice: str, instead: str | None) -> Students:
        """Who would be in `a` with `instead` in the place of `choice`, and all other picks as they are.

        None is nothing in its place.
        """
        place = self._place_of[question, choice]
        if instead is None or self._place_of[question, instead] != place:
            a = self._restricted(a, place, self._variables[place][1].index(NOT_PICKED))
        if instead is None:
            return a
        place = self._place_of[question, instead]
        return self._restricted(a, place, self._variables[place][1].index(instead))

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
        fewest = self._fewest_picks(a)
        values: dict[int, int] = {}
        node = a
        while node != EVERYBODY:
            place, branches = self._nodes[node]
            for value, branch in enumerate(branches):
                if branch != NOBODY and self._price(place, value) + self._fewest_picks(branch) == fewest:
                    values[place] = value
                    fewest -= self._price(place, value)
                    node = branch
                    break
        return self._answers(values)

    def _fewest_picks(self, a: Students) -> int:
        """How many picks the member of `a` with the fewest takes; `a` has one."""
        known = self._fewest
        if a == EVERYBODY:
            return 0
        if a not in known:
            for node in self._down_from(a, known):
                place, branches = self._nodes[node]
                known[node] = min(
                    self._price(place, value) + known.get(branch, 0)
                    for value, branch in enumerate(branches)
                    if branch != NOBODY
                )
        return known[a]

    def _answers(self, chosen: dict[int, int]) -> Answers:
        """The answers with these values of variables, and the first value of the others."""
        answers: dict[str, set[str]] = {}
        for place, (question, values) in enumerate(self._variables):
            picked = values[chosen.get(place, 0)]
            if picked != NOT_PICKED:
                answers.setdefault(question.id, set()).add(picked)
        return {question: frozenset(choices) for question, choices in answers.items()}

    def nearest(self, sets: Iterable[Students], tries: int | None = None) -> Nearest:
        """The allowed answer set in all of `sets` with the fewest picks.

        It does not build their intersection, which may be too large to build. It settles the variable
        that leaves the fewest ways on, follows what that settles besides, and turns back where nobody
        is left, or nobody with fewer picks than the best so far. Where `tries` or the time are used up
        first, it gives the best so far, as not sure to be the shortest, or raises TooLarge if there is none.
        """
        tested: dict[int, frozenset[int]] = {NOBODY: frozenset(), EVERYBODY: frozenset()}
        narrowed: dict[tuple[int, int, int], int] = {}
        best: dict[int, int] | None = None
        fewest = sum(self._price(place, -1) for place in range(len(self._variables))) + 1

        def places_of(a: Students) -> frozenset[int]:
            for node in self._down_from(a, tested):
                place, branches = self._nodes[node]
                tested[node] = frozenset({place}).union(*(tested[branch] for branch in branches))
            return tested[a]

        def settled(left: frozenset[int], place: int, value: int) -> frozenset[int]:
            found = set()
            for each in left:
                if place in places_of(each):
                    key = (each, place, value)
                    if key not in narrowed:
                        narrowed[key] = self._restricted(each, place, value)
                    each = narrowed[key]
                found.add(each)
            return frozenset(found - {EVERYBODY})

        sets = frozenset(sets)
        told = self._told_of(frozenset[int]().union(*map(places_of, sets)))
        todo = [(frozenset({*sets, *told} - {EVERYBODY}), dict[int, int](), 0)]
        try:
            while todo:
                left, values, picks = todo.pop()
                if tries is not None:
                    if not tries:
                        raise TooLarge
                    tries -= 1
                self.keep_to_bounds()
                ways: dict[int, tuple[int, ...]] = {}
                while NOBODY not in left:
                    ways = self._ways(left, places_of)
                    forced = next(((place, each[0]) for place, each in ways.items() if len(each) == 1), None)
                    if forced is None or not all(ways.values()):
                        break
                    values = {**values, forced[0]: forced[1]}
                    picks += self._price(*forced)
                    left = settled(left, *forced)
                if NOBODY in left or not all(ways.values()):
                    continue
                least = max(map(self._fewest_picks, left), default=0)
                if picks + least >= fewest:
                    continue
                if not left:
                    best, fewest = values, picks
                    continue
                weight: dict[int, float] = {}
                for each in left:
                    for place in places_of(each):
                        weight[place] = weight.get(place, 0) + len(places_of(each)) ** -2
                values_of = {place: ways.get(place, range(len(self._variables[place][1]))) for place in weight}
                place = min(weight, key=lambda p: (len(values_of[p]) / weight[p], p))
                # What is put on last is tried first: the cheapest, and of equally cheap ones the first listed.
                for value in sorted(values_of[place], key=lambda v: (-self._price(place, v), -v)):
                    ahead = picks + self._price(place, value)
                    if ahead < fewest:
                        todo.append((settled(left, place, value), {**values, place: value}, ahead))
        except TooLarge:
            if best is None:
                raise
            return Nearest(self._walkable(best), is_sure=False)
        return Nearest(None if best is None else self._walkable(best), is_sure=True)

    def _told_of(self, places: frozenset[int]) -> list[Students]:
        """Who answers the questions of these variables, and those that decide whether they are asked, as they can be.

        The other questions can be answered whatever the answers to these are.
        """
        names = {self._variables[place][0].id for place in places}
        needed = {question.id for question in with_routing(self.rulebook, names)}
        answering = zip(self.rulebook.deciding_questions, self._rules_of_answering, strict=True)
        return [students for question, students in answering if question.id in needed]

    def _walkable(self, chosen: dict[int, int]) -> Answers | None:
        """The allowed answers with these values of variables and the fewest other picks."""
        wanted = EVERYBODY
        for place in sorted(chosen, reverse=True):
            values = self._variables[place][1]
            wanted = self.both(self._branching(place, frozenset({values[chosen[place]]})), wanted)
        return self.shortest(wanted)

    def _ways(
        self, sets: Iterable[Students], places_of: Callable[[Students], frozenset[int]]
    ) -> dict[int, tuple[int, ...]]:
        """The values that are left for each variable that one of the sets tests alone."""
        ways: dict[int, tuple[int, ...]] = {}
        for each in sets:
            if len(places_of(each)) == 1:
                place, branches = self._nodes[each]
                before = ways.get(place, range(len(branches)))
                ways[place] = tuple(value for value in before if branches[value] == EVERYBODY)
        return ways

    def keep_to_bounds(self) -> None:
        """Raises TooLarge where the time, or the room for intersections, is used up."""
        if monotonic() > self._until or len(self._both) > 2 * self._limit:
            raise TooLarge

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
            self._fewest = {node: picks for node, picks in self._fewest.items() if node < before}
            raise
        finally:
            self._limit = limit

    # How it is made

    def _price(self, place: int, value: int) -> int:
        picked = self._variables[place][1][value]
        return 0 if picked in (NOT_PICKED, NOT_SURE) else 1

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
        values = self._variables[place][1]
        return self._node(place, tuple([EVERYBODY if value in picked else NOBODY for value in values]))

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

    def _answering(self, question: Question) -> Students:
        """Who answers `question` as it can be answered, and does so just where it is asked."""
        picked = self._fitting(question)
        if question.ask_when is None:
            return picked
        skipped = self.failing(question.ask_when)
        asked = self.both(self.other_than(skipped), picked)
        return self.either(asked, self.both(skipped, self._unanswered(question)))

    def _unanswered(self, question: Question) -> Students:
        return self._every([self._branching(place, frozenset({NOT_PICKED})) for place in self._places[question.id]])

    def _fitting(self, question: Question) -> Students:
        """Who gives `question` an answer that can be given: the automaton of its kind, unrolled over its variables."""

        def after(state: int, value: str) -> int | None:
            return state if value == NOT_PICKED else question.state_after(state, value)

        places = self._places[question.id]
        states: list[set[int | None]] = [{0}]
        for place in places:
            values = self._variables[place][1]
            states.append({after(state, value) for state in states[-1] if state is not None for value in values})
        go_on: dict[int | None, Students] = {state: EVERYBODY if state else NOBODY for state in states.pop()}
        for place in reversed(places):
            values = self._variables[place][1]
            go_on = {
                state: self._node(place, tuple([go_on[after(state, value)] for value in values]))
                for state in states.pop()
                if state is not None
            } | {None: NOBODY}
        return go_on[0]

    def _restricted(self, a: Students, place: int, value: int) -> Students:
        """`a`, judged as if the variable at `place` had that value."""
        found: dict[int, int] = {}
        for node in self._down_from(a, found, place):
            here, branches = self._nodes[node]
            if here == place:
                found[node] = branches[value]
            else:
                found[node] = self._node(here, tuple([found.get(branch, branch) for branch in branches]))
        return found.get(a, a)

    def _down_from(self, a: Students, known: Container[int], last: int | None = None) -> list[int]:
        """The nodes of `a` that are neither known nor below the variable `last`, branches before their nodes."""
        found: set[int] = set()
        todo = [a]
        while todo:
            node = todo.pop()
            if node > EVERYBODY and node not in found and node not in known:
                place, branches = self._nodes[node]
                if last is None or place <= last:
                    found.add(node)
                    todo += branches
        return sorted(found)

    def _choices_between(self, start: int, end: int) -> int:
        product = 1
        for place in range(start, end):
            product *= len(self._variables[place][1])
        return product

    def _count(self, a: Students) -> int:
        known = self._counts
        for node in self._down_from(a, known):
            place, branches = self._nodes[node]
            known[node] = sum(
                known.get(branch, branch) * self._choices_between(place + 1, self._nodes[branch][0])
                for branch in branches
                if branch
            )
        return known.get(a, a)


def _met(a: Students, b: Students, known: dict[tuple[int, int], int]) -> Students | None:
    """Who is in `a` and in `b`, where that is plain or known."""
    if a == NOBODY or b == NOBODY:
        return NOBODY
    if a in (EVERYBODY, b):
        return b
    if b == EVERYBODY:
        return a
    return known.get((a, b) if a < b else (b, a))


Progress: TypeAlias = Callable[[int, int, str], None]
"""Told, as work goes on: how much is done, of how much, and what is being done."""
