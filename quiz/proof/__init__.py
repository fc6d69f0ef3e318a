"""What holds for every student: decided over all answer sets, with counterexamples.

Also examples, wording, and what an edit does to students.
"""

from quiz.proof.checks import Proof, prove
from quiz.proof.diagrams import Progress, TooLarge
from quiz.proof.diff import difference, lines_of
from quiz.proof.examples import check_examples
from quiz.proof.reports import FORMATS, WRITERS, Remark, of_blemish, of_finding, of_problem, of_undecided
from quiz.proof.wording import lint, option_lengths, options_are_comparable, sentences

__all__ = [
    "FORMATS",
    "WRITERS",
    "Progress",
    "Proof",
    "Remark",
    "TooLarge",
    "check_examples",
    "difference",
    "lines_of",
    "lint",
    "of_blemish",
    "of_finding",
    "of_problem",
    "of_undecided",
    "option_lengths",
    "options_are_comparable",
    "prove",
    "sentences",
]
