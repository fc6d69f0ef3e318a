"""What holds for every student: decided over all answer sets, with counterexamples.

Also examples, wording, and what an edit does to students.
"""

from quiz.proof.checks import Progress, Proof, prove
from quiz.proof.dates import check_dates
from quiz.proof.diagrams import TooLarge
from quiz.proof.diff import difference, lines_of
from quiz.proof.examples import check_examples
from quiz.proof.marks import Extreme
from quiz.proof.placing import place
from quiz.proof.readability import Readability, readability_of
from quiz.proof.statistics import Share, shares_of, statistics_lines, statistics_of
from quiz.proof.wording import lint, option_lengths, options_are_comparable

__all__ = [
    "Extreme",
    "Progress",
    "Proof",
    "Readability",
    "Share",
    "TooLarge",
    "check_dates",
    "check_examples",
    "difference",
    "lines_of",
    "lint",
    "option_lengths",
    "options_are_comparable",
    "place",
    "prove",
    "readability_of",
    "shares_of",
    "statistics_lines",
    "statistics_of",
]
