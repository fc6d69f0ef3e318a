"""Mistakes found while data becomes a model, before anyone knows the file and line they stand in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import ErrorDetails, PydanticCustomError

from quiz.problems.problem import Instead, Trail


@dataclass(frozen=True)
class Fault:
    """A mistake: the way to it from where it was found, what is wrong, what to write instead."""

    trail: Trail
    what: str
    mend: str | Instead
    at_key: bool = False


class Faults(Exception):
    """Raised for data that cannot be read; holds every fault in it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(fault.what for fault in faults))


KIND = "faults"


def refusal(*faults: Fault) -> PydanticCustomError:
    """What a validator of a model raises to report `faults`."""
    context: dict[str, Any] = {"faults": faults}
    return PydanticCustomError(KIND, "holds mistakes", context)


def faults_in(error: ErrorDetails) -> tuple[Fault, ...]:
    """The faults that a validator put into `error`; none for pydantic's own errors."""
    if error["type"] != KIND:
        return ()
    faults: tuple[Fault, ...] = error["ctx"]["faults"]
    return faults
