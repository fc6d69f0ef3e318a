"""What there is to say about a quiz itself: provenance, IPDAS standards, readability, the SURE test."""

from quiz.about.facts import About, about, as_json
from quiz.about.sure import ITEMS, NO, YES

__all__ = [
    "ITEMS",
    "NO",
    "YES",
    "About",
    "about",
    "as_json",
]
