"""Answers as they travel: read from links, written to them, and the route that they take through the questions."""

from quiz.answers.columns import MOST_SUMMARIES, name_of, read_columns, without_room, write_columns
from quiz.answers.memo import ROOM, Judging, judging
from quiz.answers.mending import MOST_LAYERS, without_ending
from quiz.answers.parameters import AT, BACK_TO, EDITION, LINKS, READY, WAS, WHOLE
from quiz.answers.pasted import RejectedLink, SummaryLink, read_pasted
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
from quiz.answers.routing import Route, nothing_answered, route, with_routing

__all__ = [
    "AT",
    "BACK_TO",
    "EDITION",
    "LINKS",
    "MOST_LAYERS",
    "MOST_SUMMARIES",
    "READY",
    "ROOM",
    "WAS",
    "WHOLE",
    "Dropped",
    "Judging",
    "OtherEdition",
    "ParsedLink",
    "RejectedLink",
    "Route",
    "SummaryLink",
    "as_meant",
    "in_short",
    "joined",
    "judging",
    "name_of",
    "nothing_answered",
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
