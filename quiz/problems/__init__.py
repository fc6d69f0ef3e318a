"""What can be wrong with a file, and how an author is told.

The lowest floor: it knows nothing of quizzes.
"""

from quiz.problems.faults import Fault, Faults, faults_in, refusal
from quiz.problems.problem import (
    FileProblems,
    Instead,
    Problem,
    Step,
    Trail,
    how_many,
    instead_of,
    known_names,
    nearest,
)

__all__ = [
    "Fault",
    "Faults",
    "FileProblems",
    "Instead",
    "Problem",
    "Step",
    "Trail",
    "faults_in",
    "how_many",
    "instead_of",
    "known_names",
    "nearest",
    "refusal",
]
