"""All quizzes that are served: loaded with translations and kept editions, and followed while files change."""

from quiz.shelf.edition_format import content_hash
from quiz.shelf.kept import keep, kept_problems, read_edition
from quiz.shelf.live import WATCHED_FILES, LiveShelf, Watch, always, marks_of
from quiz.shelf.loading import load_all, load_each, load_shelf, rulebook_files, shelf_of
from quiz.shelf.signatures import signature_problems

__all__ = [
    "WATCHED_FILES",
    "LiveShelf",
    "Watch",
    "always",
    "content_hash",
    "keep",
    "kept_problems",
    "load_all",
    "load_each",
    "load_shelf",
    "marks_of",
    "read_edition",
    "rulebook_files",
    "shelf_of",
    "signature_problems",
]
