"""Answers as they travel: read from links, written to them, and the route that they take through the questions."""

from quiz.answers.appended import NAMES as APPENDED
from quiz.answers.appended import PREFIXES as APPENDED_PREFIXES
from quiz.answers.bits import Bits, Test, bitwise
from quiz.answers.codes import PAGE as CODE_PAGE
from quiz.answers.codes import FoundCode, ReadCode, RejectedCode, code_of, edition_of_range, find_code, read_code
from quiz.answers.columns import MOST_SUMMARIES, name_of, read_columns, without_room, write_columns
from quiz.answers.mending import ENDINGS, INVISIBLE, MOST_LAYERS, without_ending
from quiz.answers.numbering import count_of_numbers, fingerprint_of
from quiz.answers.parameters import AT, BACK_TO, CODE, EDITION, LANGUAGE, LINKS, NO_ANSWERS, READY, UNSENT, WAS, WHOLE
from quiz.answers.pasted import AROUND, RejectedLink, SummaryLink, read_pasted
from quiz.answers.query import (
    Dropped,
    OtherEdition,
    ParsedLink,
    as_meant,
    in_short,
    joined,
    read_pairs,
    read_query,
    write_other_edition,
    write_pairs,
    write_query,
)
from quiz.answers.routing import Route, route, with_routing
from quiz.answers.spelling import LONGEST, PRIME

__all__ = [
    "APPENDED",
    "APPENDED_PREFIXES",
    "AROUND",
    "AT",
    "BACK_TO",
    "CODE",
    "CODE_PAGE",
    "EDITION",
    "ENDINGS",
    "INVISIBLE",
    "LANGUAGE",
    "LINKS",
    "LONGEST",
    "MOST_LAYERS",
    "MOST_SUMMARIES",
    "NO_ANSWERS",
    "PRIME",
    "READY",
    "UNSENT",
    "WAS",
    "WHOLE",
    "Bits",
    "Dropped",
    "FoundCode",
    "OtherEdition",
    "ParsedLink",
    "ReadCode",
    "RejectedCode",
    "RejectedLink",
    "Route",
    "SummaryLink",
    "Test",
    "as_meant",
    "bitwise",
    "code_of",
    "count_of_numbers",
    "edition_of_range",
    "find_code",
    "fingerprint_of",
    "in_short",
    "joined",
    "name_of",
    "read_code",
    "read_columns",
    "read_pairs",
    "read_pasted",
    "read_query",
    "route",
    "with_routing",
    "without_ending",
    "without_room",
    "write_columns",
    "write_other_edition",
    "write_pairs",
    "write_query",
]
