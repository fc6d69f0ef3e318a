"""Problems found in files, and how an author learns of them: one type, two exceptions, three output formats.

The lowest package: it knows nothing of quizzes.
"""

from quiz.problems.diagnostic import Diagnostic, InvalidData, InvalidFiles, Step, Trail, in_file_order
from quiz.problems.names import InCells, Instead, Mend, Missing, instead_of, known_names, nearest
from quiz.problems.pydantic_errors import diagnostics_in, validation_error
from quiz.problems.report import FORMATS, WRITERS, as_text, count_line, from_json
from quiz.problems.shortening import shortened
from quiz.problems.unseen import seen, unseen_in

__all__ = [
    "FORMATS",
    "WRITERS",
    "Diagnostic",
    "InCells",
    "Instead",
    "InvalidData",
    "InvalidFiles",
    "Mend",
    "Missing",
    "Step",
    "Trail",
    "as_text",
    "count_line",
    "diagnostics_in",
    "from_json",
    "in_file_order",
    "instead_of",
    "known_names",
    "nearest",
    "seen",
    "shortened",
    "unseen_in",
    "validation_error",
]
