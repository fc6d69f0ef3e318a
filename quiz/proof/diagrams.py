"""Sets of assignments to finite variables, as reduced ordered multi-valued decision diagrams.

After Srinivasan, Kam, Malik and Brayton, "Algorithms for discrete function manipulation", ICCAD 1990, and Bryant,
"Graph-based algorithms for Boolean function manipulation", IEEE Transactions on Computers C-35 (8), 1986. A node
tests one variable and has a branch for each of its values; equal nodes are one node, and a node whose branches are
equal is its branch. So two sets are equal just where their nodes are. A node is made after its branches and has a
higher number than they: passes go by number, and nothing recurses through a diagram.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from math import prod
from time import monotonic
from typing import TypeAlias

Node: TypeAlias = int
"""A set: the number of its node in the diagrams that made it."""

EMPTY: Node = 0
FULL: Node = 1


class TooLarge(Exception):
    """Raised when a set needs more nodes, or more time, than the bound allows: nothing is then known of it."""


class Diagrams:
    """Diagrams over variables with `widths[i]` values each, tested in the order of `i`.

    All diagrams together may take `nodes` nodes, twice as many remembered intersections (of which there can be far
    more), and `seconds` from here on; beyond these bounds an operation raises TooLarge. |a| is the size of a diagram:
    the number of its branches.
    """

    def __init__(self, widths: Sequence[int], nodes: int, seconds: float) -> None:
        self.widths = tuple(widths)
        self._limit, self._deadline = nodes, monotonic() + seconds
        end = len(self.widths)
        self._nodes: list[tuple[int, tuple[Node, ...]]] = [(end, ()), (end, ())]
        self._unique: dict[tuple[int, tuple[Node, ...]], Node] = {}
        self._intersections: dict[tuple[Node, Node], Node] = {}
        self._complements: dict[Node, Node] = {EMPTY: FULL, FULL: EMPTY}
        self._counts: dict[Node, int] = {EMPTY: 0, FULL: 1}

    def node(self, variable: int, branches: tuple[Node, ...]) -> Node:
        """The set that has the members of `branches[v]` where `variable` is `v`. The branches test later variables."""
        if branches.count(branches[0]) == len(branches):
            return branches[0]
        key = (variable, branches)
        node = self._unique.get(key)
        if node is None:
            node = len(self._nodes)
            if node >= self._limit or (node % 1024 == 0 and monotonic() > self._deadline):
                raise TooLarge
            self._nodes.append(key)
            self._unique[key] = node
        return node

    def literal(self, variable: int, values: Container[int]) -> Node:
        """The set of assignments that give `variable` one of `values`."""
        return self.node(variable, tuple([FULL if v in values else EMPTY for v in range(self.widths[variable])]))

    def check_bounds(self) -> None:
        """Raises TooLarge where the time, or the room for intersections, is used up."""
        if monotonic() > self._deadline or len(self._intersections) > 2 * self._limit:
            raise TooLarge

    def intersection(self, a: Node, b: Node) -> Node:
        """The members of both, in O(|a|·|b|) at worst."""
        known, nodes = self._intersections, self._nodes
        result = _known_intersection(a, b, known)
        if result is not None:
            return result
        todo = [(a, b) if a < b else (b, a)]
        while todo:
            key = todo[-1]
            if key in known:
                todo.pop()
                continue
            (variable_a, branches_a), (variable_b, branches_b) = nodes[key[0]], nodes[key[1]]
            if variable_a < variable_b:
                branches_b = (key[1],) * len(branches_a)
            elif variable_b < variable_a:
                branches_a = (key[0],) * len(branches_b)
            branches = []
            waiting = len(todo)
            for one, other in zip(branches_a, branches_b, strict=True):
                result = _known_intersection(one, other, known)
                if result is None:
                    todo.append((one, other) if one < other else (other, one))
                else:
                    branches.append(result)
            if len(todo) == waiting:
                known[key] = self.node(min(variable_a, variable_b), tuple(branches))
                todo.pop()
                if len(known) % 4096 == 0:
                    self.check_bounds()
        return known[(a, b) if a < b else (b, a)]

    def intersection_of(self, sets: Iterable[Node]) -> Node:
        """The members of all of `sets`; every assignment where there are none."""
        result = FULL
        for each in sets:
            if result == EMPTY:
                break
            result = self.intersection(result, each)
        return result

    def complement(self, a: Node) -> Node:
        """The assignments that are not members, in O(|a|)."""
        known = self._complements
        if a not in known:
            for node in self._reachable(a, known):
                variable, branches = self._nodes[node]
                result = self.node(variable, tuple([known[branch] for branch in branches]))
                known[node], known[result] = result, node
        return known[a]

    def union(self, a: Node, b: Node) -> Node:
        """The members of either, in O(|a|·|b|) at worst."""
        return self.complement(self.intersection(self.complement(a), self.complement(b)))

    def union_of(self, sets: Iterable[Node]) -> Node:
        """The members of any of `sets`; none where there are none."""
        return self.complement(self.intersection_of([self.complement(each) for each in sets]))

    def difference(self, a: Node, b: Node) -> Node:
        """The members of `a` that are not members of `b`, in O(|a|·|b|) at worst."""
        return self.intersection(a, self.complement(b))

    def symmetric_difference(self, a: Node, b: Node) -> Node:
        """The members of exactly one of the two."""
        return self.union(self.difference(a, b), self.difference(b, a))

    def cofactor(self, a: Node, variable: int, value: int) -> Node:
        """The assignments that are in `a` once `variable` is set to `value`, in O(|a|)."""
        known: dict[Node, Node] = {}
        for node in self._reachable(a, known, variable):
            here, branches = self._nodes[node]
            if here == variable:
                known[node] = branches[value]
            else:
                known[node] = self.node(here, tuple([known.get(branch, branch) for branch in branches]))
        return known.get(a, a)

    def projection(self, a: Node) -> dict[int, int]:
        """The values that members of `a`, as bits, have for each variable in which they do not have every value.

        Projection on single variables, in O(|a|) times their number. Of the empty set nothing is known.
        """
        known: dict[Node, dict[int, int]] = {EMPTY: {}, FULL: {}}
        for node in self._reachable(a, known):
            variable, branches = self._nodes[node]
            below = [known[branch] for branch in branches if branch != EMPTY]
            values = {each: 0 for each in below[0] if all(each in other for other in below)}
            for other in below:
                for each in values:
                    values[each] |= other[each]
            if len(below) < len(branches):
                values[variable] = sum(1 << value for value, branch in enumerate(branches) if branch != EMPTY)
            known[node] = {each: open_to for each, open_to in values.items() if open_to + 1 < 1 << self.widths[each]}
        return known[a]

    def boxes(self, a: Node) -> Iterator[tuple[tuple[int, int], ...]]:
        """Boxes that make up `a`, none with a member of another: variables in order, each with the values it may have.

        A box for each path, and there can be very many.
        """
        todo: list[tuple[Node, tuple[tuple[int, int], ...]]] = [(a, ())]
        while todo:
            node, box = todo.pop()
            if node == FULL:
                yield box
            elif node != EMPTY:
                variable, branches = self._nodes[node]
                for each in dict.fromkeys(branches):
                    values = sum(1 << value for value, branch in enumerate(branches) if branch == each)
                    todo.append((each, (*box, (variable, values))))

    def branches(self, a: Node, variable: int) -> tuple[Node, ...]:
        """The members of `a` by their value of `variable`; it tests no earlier one."""
        tested, branches = self._nodes[a]
        return branches if tested == variable else (a,) * self.widths[variable]

    def box(self, projection: Mapping[int, int]) -> Node:
        """The set of assignments that have one of the values given, as bits, for each variable."""
        return self.intersection_of(
            self.literal(variable, [value for value in range(self.widths[variable]) if values >> value & 1])
            for variable, values in projection.items()
        )

    def count(self, a: Node) -> int:
        """The number of members (model counting), exactly, in O(|a|) operations on integers."""
        known = self._counts
        for node in self._reachable(a, known):
            variable, branches = self._nodes[node]
            known[node] = sum(known[branch] * self._skipped(variable + 1, branch) for branch in branches)
        return known[a] * self._skipped(0, a)

    def _skipped(self, start: int, a: Node) -> int:
        """The number of assignments to the variables from `start` to the one that `a` tests first."""
        return prod(self.widths[start : self._nodes[a][0]])

    def cheapest(self, a: Node, costs: Sequence[Sequence[int]]) -> dict[int, int] | None:
        """The values of the variables tested along a path to a member with the least sum of costs; None if empty.

        `costs[i][v]` is the cost of the value `v` of the variable `i`; the cheapest value of each must cost nothing,
        since a path may skip variables. Of equally cheap paths, it takes the lower value at each step. A weighted
        shortest path in a directed acyclic graph: O(|a|).
        """
        if a == EMPTY:
            return None
        least: dict[Node, int] = {FULL: 0}
        for node in self._reachable(a, least):
            variable, branches = self._nodes[node]
            least[node] = min(
                cost + least[branch] for cost, branch in zip(costs[variable], branches, strict=True) if branch != EMPTY
            )
        path: dict[int, int] = {}
        while a != FULL:
            variable, branches = self._nodes[a]
            for value, branch in enumerate(branches):
                if branch != EMPTY and costs[variable][value] + least[branch] == least[a]:
                    path[variable], a = value, branch
                    break
        return path

    def _reachable(self, a: Node, known: Container[Node], last: int | None = None) -> list[Node]:
        """The nodes of `a` that are neither known nor test a variable after `last`, branches before their nodes."""
        seen: set[Node] = set()
        todo = [a]
        while todo:
            node = todo.pop()
            if node > FULL and node not in seen and node not in known:
                variable, branches = self._nodes[node]
                if last is None or variable <= last:
                    seen.add(node)
                    todo += branches
        return sorted(seen)


def _known_intersection(a: Node, b: Node, known: dict[tuple[Node, Node], Node]) -> Node | None:
    if a == EMPTY or b == EMPTY:
        return EMPTY
    if a in (FULL, b):
        return b
    if b == FULL:
        return a
    return known.get((a, b) if a < b else (b, a))
