"""The outline of a summary: which sections it has, what they are called, and in which order they come.

The page, the letter, the terminal and paper all follow it.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from quiz.summary import Summary
from quiz.words import Speech

Layer: TypeAlias = Literal["first", "answers", "behind"]
"""The first layer is whole in itself; below it come the answers one by one, and what lies behind the summary."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section that some summary has: its id, its layer, its heading, and the fields of the summary that it shows.

    A summary in which all of these are empty is without it; one that names none is always there.
    """

    id: str
    layer: Layer
    heading: str
    says: tuple[str, ...] = ()


def outline(summary: Summary, speech: Speech) -> tuple[Section, ...]:
    """The sections of a summary, in order; those that have nothing to say are left out."""
    sections = headings(speech)
    return tuple(each for each in sections if not each.says or any(getattr(summary, part) for part in each.says))


@cache
def headings(speech: Speech) -> tuple[Section, ...]:
    """Every section that a summary may have, in order."""
    say = speech.say
    return (
        Section("unsure", "first", say("How to find out"), ("mostly_unsure",)),
        Section("picture", "first", say("Your answers and the options"), ("rows",)),
        Section("deadlines", "first", say("What to do by when"), ("deadlines",)),
        Section("tensions", "first", say("Where your answers pull apart"), ("tensions",)),
        Section("asks", "first", say("Questions to take along"), ("asks",)),
        Section("answers", "answers", say("Answer by answer")),
        Section("everybody", "answers", say("Whatever you answer"), ("for_everybody", "besides")),
        Section("differences", "behind", say("Where the replies differ"), ("differences",)),
        Section("silences", "behind", say("Not said, and whom to ask"), ("silences",)),
        Section("words", "behind", say("Words used here"), ("words",)),
        Section("sources", "behind", say("Sources")),
    )
