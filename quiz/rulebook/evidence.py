"""The evidence that a rulebook rests on: one register or several, and how their claims stand to each other."""

from collections.abc import Iterable
from functools import cached_property

from quiz.rulebook.register import Asked, Claim, Difference, Post, Register, Silence


class Evidence:
    """What several registers hold together, in their order.

    Claims, differences, questions asked and silences are known by their ids over all registers; posts and topics only
    within their own. `between` are the differences that the rulebook itself adds, between claims of any registers.
    """

    def __init__(self, registers: Iterable[Register], between: Iterable[Difference] = ()) -> None:
        self.registers = tuple(registers)
        self.claim_by_id: dict[str, Claim] = {}
        self._register_of: dict[str, Register] = {}
        for register in self.registers:
            self.claim_by_id |= register.claim_by_id
            self._register_of |= dict.fromkeys(register.claim_by_id, register)
        own = (difference for register in self.registers for difference in register.differences)
        self.differences = (*own, *between)

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(self.claim_by_id.values())

    @cached_property
    def replies(self) -> tuple[Post, ...]:
        """The posts that answer."""
        return tuple(post for register in self.registers for post in register.replies)

    @property
    def asked(self) -> tuple[Asked, ...]:
        return tuple(asked for register in self.registers for asked in register.asked)

    @property
    def silences(self) -> tuple[Silence, ...]:
        return tuple(silence for register in self.registers for silence in register.silences)

    def register_of(self, claim: str) -> Register:
        """The register that has the claim with this id."""
        return self._register_of[claim]

    def post_of(self, claim: str) -> Post:
        """The post that the claim with this id comes from."""
        return self._register_of[claim].post_by_id[self.claim_by_id[claim].post]

    @cached_property
    def disputed(self) -> frozenset[str]:
        """The ids of the claims that stand in a difference."""
        return frozenset(claim for difference in self.differences for claim in difference.claims)

    def with_disputed(self, claims: Iterable[str]) -> frozenset[str]:
        """The ids `claims`, and every claim that shares a difference with one of them, or with one of those."""
        return joined(claims, [difference.claims for difference in self.differences])

    def disagreeing_with(self, claim: str) -> tuple[str, ...]:
        """The ids of the claims that stand on another side of a difference than `claim` does."""
        return tuple(
            other
            for difference in self.differences
            for own in difference.sides
            if claim in own.claims
            for side in difference.sides
            if side is not own
            for other in side.claims
            if other != claim
        )


def joined(claims: Iterable[str], groups: Iterable[frozenset[str]]) -> frozenset[str]:
    """The ids `claims`, and all that are in a group with one of them, or with one of those."""
    found, groups = frozenset(claims), tuple(groups)
    while True:
        grown = found.union(*(group for group in groups if not found.isdisjoint(group)))
        if grown == found:
            return found
        found = grown
