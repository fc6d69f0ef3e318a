"""Data files to the model and back: reading YAML with positions, checking, translating, scaffolding."""

from quiz.files.load import Loaded, load_rulebook
from quiz.files.revisions import load_named, seeds_beside
from quiz.files.rulebook_references import ADDRESSES
from quiz.files.scaffold import scaffold_quiz
from quiz.files.schemas import DATA_FILES, schema_text
from quiz.files.source_hashes import with_hashes
from quiz.files.source_text import Sentence, differences_from, read_source
from quiz.files.translation import (
    CATALOGS,
    UNFINISHED,
    as_file,
    catalog_path,
    lines_of,
    parts_of,
    renewed,
    translation_problems,
    translations_of,
)
from quiz.files.yamltext import Marks

__all__ = [
    "ADDRESSES",
    "CATALOGS",
    "DATA_FILES",
    "UNFINISHED",
    "Loaded",
    "Marks",
    "Sentence",
    "as_file",
    "catalog_path",
    "differences_from",
    "lines_of",
    "load_named",
    "load_rulebook",
    "parts_of",
    "read_source",
    "renewed",
    "scaffold_quiz",
    "schema_text",
    "seeds_beside",
    "translation_problems",
    "translations_of",
    "with_hashes",
]
