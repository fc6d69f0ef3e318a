"""A search for one student, where the diagram of all whom it is about would be too large to build.

A decision diagram compiled from the top, layer by layer, of which only the most promising states are kept: a restricted
decision diagram, after Bergman, Cire, van Hoeve and Hooker, "Decision Diagrams for Optimization", Springer 2016. As
long as no state is left out, it is exact.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeAlias

from quiz.proof.diagrams import EMPTY, Node, TooLarge
from quiz.proof.space import Space, Students
from quiz.rulebook import Answers

MOST_BOXES = 50_000
"""More boxes than these are not searched: their bits would fill the memory."""

WIDTHS = (400, 2_000, 10_000)
"""How many states are kept of a layer: few find somebody where many are wanted, many may tell that nobody is."""

Boxes: TypeAlias = int
"""Some of the boxes of a search, as bits."""

State: TypeAlias = tuple[Node, Boxes, int]
"""After the values of some variables: who is left, the boxes that are, and the rows found."""

Way: TypeAlias = tuple[int, Any]
"""What the way to a state costs, and the values taken, the last one first."""

CLOSENESS = 0.4
"""How likely an answer given by chance is one that a box allows, roughly."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is looked for: one of `among`, in none of `avoided`, and in the sets of at least `enough` different rows."""

    among: Students
    avoided: Sequence[Students]
    rows: Sequence[tuple[Hashable, Students]]
    enough: int


def find(space: Space, wanted: Wanted, widths: Sequence[int] = WIDTHS) -> Answers | None:
    """A student who is wanted, with the fewest picks unless states were left out; None where it is sure that nobody is.

    Tries one of `widths` after the other. Raises TooLarge where it found nobody, and had to leave states out. O(w·v·s)
    operations on bits, for the width of the search, the values of all variables, and the size of the sets.
    """
    search = _Search(space, wanted)
    for width in widths:
        answers, is_exact = search.run(width)
        if answers is not None or is_exact:
            return answers
    raise TooLarge


class _Search:
    """The sets as boxes, each with the values that it allows for some variables: what every value leaves of them."""

    def __init__(self, space: Space, wanted: Wanted) -> None:
        self.space, self.wanted = space, wanted
        boxes = self._boxes_of(wanted.avoided)
        self.avoided: Boxes = (1 << len(boxes)) - 1
        numbers = {row: number for number, row in enumerate(dict.fromkeys(row for row, _ in wanted.rows))}
        self.row_of: dict[int, int] = {}
        for row, students in wanted.rows:
            for box in self._boxes_of([students]):
                self.row_of[len(boxes)] = 1 << numbers[row]
                boxes.append(box)
        widths = space.diagrams.widths
        self.all: Boxes = (1 << len(boxes)) - 1
        self.leaving = [[self.all] * width for width in widths]
        self.tested = [[variable for variable, _ in box] for box in boxes]
        self.ending: list[Boxes] = [0] * len(widths)
        for place, box in enumerate(boxes):
            self.ending[box[-1][0] if box else 0] |= 1 << place
            for variable, values in box:
                for value in range(widths[variable]):
                    if not values >> value & 1:
                        self.leaving[variable][value] &= ~(1 << place)

    def _boxes_of(self, sets: Iterable[Students]) -> list[tuple[tuple[int, int], ...]]:
        boxes = list(islice((box for each in sets for box in self.space.diagrams.boxes(each)), MOST_BOXES + 1))
        if len(boxes) > MOST_BOXES:
            raise TooLarge
        return boxes

    def run(self, width: int) -> tuple[Answers | None, bool]:
        """A student who is wanted, and whether no state was left out."""
        space, is_exact = self.space, True
        states: dict[State, Way] = {(self.wanted.among, self.all, 0): (0, None)}
        for variable, costs in enumerate(space.costs):
            space.diagrams.check_bounds()
            before, states = states, {}
            steps = list(zip(range(len(costs)), costs, self.leaving[variable], strict=True))
            ending = self.ending[variable]
            for (node, left, rows), (cost, taken) in before.items():
                branches = space.diagrams.branches(node, variable)
                for value, more, leaving in steps:
                    now = left & leaving
                    ended = now & ending
                    if branches[value] == EMPTY or ended & self.avoided:
                        continue
                    found = self._with_rows(rows, ended) if ended else rows
                    # Once there are rows enough, no more are looked for.
                    state = branches[value], now & (self.avoided if found < 0 else ~ended), found
                    known = states.get(state)
                    if known is None or cost + more < known[0]:
                        states[state] = cost + more, (value, taken)
            if len(states) > width:
                is_exact = False
                states = self._most_promising(states, variable, width)
        ends = [end for (_, _, rows), end in states.items() if rows < 0]
        if not ends:
            return None, is_exact
        _, taken = min(ends, key=lambda end: end[0])
        values: list[int] = []
        while taken:
            value, taken = taken
            values.append(value)
        return space.answers_of(dict(enumerate(reversed(values)))), is_exact

    def _with_rows(self, rows: int, ended: Boxes) -> int:
        """The rows found, as bits, with those of the boxes that have `ended`; -1 for all once they are enough."""
        while ended:
            first = ended & -ended
            rows |= self.row_of[first.bit_length() - 1]
            ended ^= first
        return rows if rows.bit_count() < self.wanted.enough and rows >= 0 else -1

    def _most_promising(self, states: dict[State, Way], variable: int, width: int) -> dict[State, Way]:
        """The states that are least likely to end in an avoided box, as if all answers were given by chance."""
        by_tests: dict[int, Boxes] = {}
        for place, tested in enumerate(self.tested[: self.avoided.bit_length()]):
            to_come = sum(1 for each in tested if each > variable)
            by_tests[to_come] = by_tests.get(to_come, 0) | 1 << place
        weights = [(CLOSENESS**to_come, boxes) for to_come, boxes in by_tests.items() if to_come]

        def risk(state: State) -> float:
            _, left, rows = state
            found = 10 if rows < 0 else rows.bit_count()
            return sum(weight * (left & boxes).bit_count() for weight, boxes in weights) - found

        return {state: states[state] for state in sorted(states, key=risk)[:width]}
