"""A summary or a rulebook in other forms: text, JSON, OpenAPI, CSV, tables.

Also the phrases and filters that templates use.
"""

from quiz.output.drawing import drawing_of
from quiz.output.for_whom import for_whom
from quiz.output.formats import Unusable, as_json, as_text, comparison_as_json
from quiz.output.openapi import openapi_text
from quiz.output.outline import headings
from quiz.output.phrases import SIGNS, confidence_in, drawn_from, kind_of_difference, overdue, unfinished, words_of
from quiz.output.table import as_csv, as_terminal, tables_of, whole_table
from quiz.output.tabulation import older_of, tabulated, twins_of, with_a_summary
from quiz.output.templating import prepare

__all__ = [
    "SIGNS",
    "Unusable",
    "as_csv",
    "as_json",
    "as_terminal",
    "as_text",
    "comparison_as_json",
    "confidence_in",
    "drawing_of",
    "drawn_from",
    "for_whom",
    "headings",
    "kind_of_difference",
    "older_of",
    "openapi_text",
    "overdue",
    "prepare",
    "tables_of",
    "tabulated",
    "twins_of",
    "unfinished",
    "whole_table",
    "with_a_summary",
    "words_of",
]
