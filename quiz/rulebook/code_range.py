"""The numbers that the codes of a kept edition stand for."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class CodeRange:
    """The numbers from `first` on, `size` of them: one for each way to answer the questions of an edition.

    They are written with `length` characters. `fingerprint` is that of the questions; codes of others mean nothing.
    """

    rulebook: str
    edition: date
    length: int
    first: int
    size: int
    fingerprint: str

    def holds(self, number: int, length: int) -> bool:
        """Whether a code of `length` characters that stands for `number` is one of this edition."""
        return length == self.length and 0 <= number - self.first < self.size

    def overlaps(self, other: "CodeRange") -> bool:
        """Whether some code would be one of both editions."""
        same_length = self.length == other.length
        return same_length and self.first < other.first + other.size and other.first < self.first + self.size
