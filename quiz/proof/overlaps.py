"""Pairs of conditions that may hold together, found without trying every pair.

Two sets without a common member mostly differ in the values of one variable. So the values that each leaves open rule
out nearly all pairs that do not meet, thousands at once: some of the conditions are the bits of an integer.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from quiz.problems import Diagnostic
from quiz.proof.diagrams import EMPTY
from quiz.proof.space import Space
from quiz.rulebook import Advice, Answers, Condition

Places: TypeAlias = int
"""The places of some of a list of conditions, as bits."""


class Overlaps:
    """Which of several conditions may hold together."""

    def __init__(self, space: Space, conditions: Sequence[Condition]) -> None:
        self._space = space
        sets = [space.holding(condition) for condition in conditions]
        self._possible = sum(1 << place for place, students in enumerate(sets) if students != EMPTY)
        self._open = [space.diagrams.projection(students) for students in sets]
        self._excluding: dict[tuple[int, int], Places] = {}
        for place, values_open in enumerate(self._open):
            for variable, values in values_open.items():
                for value in range(space.diagrams.widths[variable]):
                    if not values >> value & 1:
                        self._excluding[variable, value] = self._excluding.get((variable, value), 0) | 1 << place

    def pairs(self, interesting: Callable[[int], Places] | None = None) -> Iterator[tuple[int, int]]:
        """The places of all pairs that hold together for somebody, the earlier first, and of few that do not.

        `interesting` tells with which others a condition is of interest. O(n²) operations on bits. Raises TooLarge.
        """
        for place in range(len(self._open)):
            self._space.diagrams.check_bounds()
            others = self._possible if self._possible >> place & 1 else 0
            others &= interesting(place) if interesting else others
            others = others >> place + 1 << place + 1
            for variable, values in self._open[place].items() if others else ():
                others &= ~self.within(variable, ~values)
            while others:
                nearest = others & -others
                yield place, nearest.bit_length() - 1
                others ^= nearest

    def within(self, variable: int, values: int) -> Places:
        """Those that leave only some of `values`, as bits, open for `variable`."""
        found = self._possible
        for value in range(self._space.diagrams.widths[variable]):
            if not values >> value & 1:
                found &= self._excluding.get((variable, value), 0)
        return found


Told: TypeAlias = Callable[[Advice, Advice, int, Answers | None], Diagnostic]
"""Makes the finding that two items apply together, of both, the place of the second, and the fewest answers for it."""


def together(
    space: Space, members: Sequence[tuple[int, Advice]], tell: Told
) -> Iterator[Callable[[], Diagnostic | None]]:
    """A step for each two of `members`, advice with its place, that may apply together: it tells of them if they do."""
    for one, other in Overlaps(space, [advice.when for _, advice in members]).pairs():

        def step(first: Advice = members[one][1], at: tuple[int, Advice] = members[other]) -> Diagnostic | None:
            place, second = at
            both = space.within(space.holding(first.when), space.holding(second.when))
            return None if both == EMPTY else tell(first, second, place, space.shortest(both))

        yield step
