"""Data files to the model and back: reading YAML with positions, checking, translating, scaffolding."""

from quiz.files.load import Loaded, Sources, is_register, load_document, load_rulebook, read_register, sources_in
from quiz.files.reading import read_bytes, report_read_errors
from quiz.files.replacing import report_write_errors, write_file
from quiz.files.revisions import load_named, seeds_beside
from quiz.files.rulebook_references import ADDRESSES
from quiz.files.scaffold import a_year_after, scaffold_quiz
from quiz.files.schemas import DATA_FILES, schema_text
from quiz.files.shapes import Conditional, Keyed, Record, Records, Shape, Value, Values, shape_at, shape_of
from quiz.files.source_hashes import with_hashes
from quiz.files.source_text import Sentence, differences_from, read_source
from quiz.files.translation import (
    UNFINISHED,
    as_file,
    catalog_path,
    lines_of,
    parts_of,
    renewed,
    translation_problems,
    translations_of,
)
from quiz.files.yaml_writing import comment_lines, yaml_of
from quiz.files.yamltext import Document, Marks, read_file, read_text

__all__ = [
    "ADDRESSES",
    "DATA_FILES",
    "UNFINISHED",
    "Conditional",
    "Document",
    "Keyed",
    "Loaded",
    "Marks",
    "Record",
    "Records",
    "Sentence",
    "Shape",
    "Sources",
    "Value",
    "Values",
    "a_year_after",
    "as_file",
    "catalog_path",
    "comment_lines",
    "differences_from",
    "is_register",
    "lines_of",
    "load_document",
    "load_named",
    "load_rulebook",
    "parts_of",
    "read_bytes",
    "read_file",
    "read_register",
    "read_source",
    "read_text",
    "renewed",
    "report_read_errors",
    "report_write_errors",
    "scaffold_quiz",
    "schema_text",
    "seeds_beside",
    "shape_at",
    "shape_of",
    "sources_in",
    "translation_problems",
    "translations_of",
    "with_hashes",
    "write_file",
    "yaml_of",
]
