"""What holds for every student: decided over all answer sets, with counterexamples.

Also examples, wording, and what an edit does to students.
"""

from quiz.proof.checks import Progress, Proof, prove
from quiz.proof.diagrams import TooLarge
from quiz.proof.diff import difference, lines_of
from quiz.proof.examples import check_examples
from quiz.proof.placing import place
from quiz.proof.wording import lint, option_lengths, options_are_comparable, sentences

__all__ = [
    "Progress",
    "Proof",
    "TooLarge",
    "check_examples",
    "difference",
    "lines_of",
    "lint",
    "option_lengths",
    "options_are_comparable",
    "place",
    "prove",
    "sentences",
]
