"""The outline of a summary: which sections it has, what they are called, and in which order they come.

The page, the letter, the terminal and paper all follow it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from quiz.summary import Summary
from quiz.words import Speech

Layer: TypeAlias = Literal["first", "answers", "behind"]
"""The first layer is whole in itself; below it come the answers one by one, and what lies behind the summary."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section that some summary has: its id, its layer, and its heading."""

    id: str
    layer: Layer
    heading: str


def outline(summary: Summary, speech: Speech) -> tuple[Section, ...]:
    """The sections of a summary, in order; those that have nothing to say are left out."""
    return tuple(
        Section(id, layer, heading(speech)) for id, layer, heading, has_content in _SECTIONS if has_content(summary)
    )


def headings(speech: Speech) -> tuple[Section, ...]:
    """Every section that a summary may have, in order."""
    return tuple(Section(id, layer, heading(speech)) for id, layer, heading, _ in _SECTIONS)


_SECTIONS: tuple[tuple[str, Layer, Callable[[Speech], str], Callable[[Summary], bool]], ...] = (
    ("unsure", "first", lambda speech: speech.say("How to find out"), lambda summary: summary.mostly_unsure),
    ("picture", "first", lambda speech: speech.say("Your answers and the options"), lambda summary: bool(summary.rows)),
    (
        "deadlines",
        "first",
        lambda speech: speech.say("What to do by when"),
        lambda summary: bool(summary.deadlines),
    ),
    (
        "tensions",
        "first",
        lambda speech: speech.say("Where your answers pull apart"),
        lambda summary: bool(summary.tensions),
    ),
    ("asks", "first", lambda speech: speech.say("Questions to take along"), lambda summary: bool(summary.asks)),
    ("answers", "answers", lambda speech: speech.say("Answer by answer"), lambda summary: True),
    (
        "everybody",
        "answers",
        lambda speech: speech.say("Whatever you answer"),
        lambda summary: bool(summary.for_everybody or summary.besides),
    ),
    (
        "differences",
        "behind",
        lambda speech: speech.say("Where the replies differ"),
        lambda summary: bool(summary.differences),
    ),
    (
        "silences",
        "behind",
        lambda speech: speech.say("Not said, and whom to ask"),
        lambda summary: bool(summary.silences),
    ),
    ("words", "behind", lambda speech: speech.say("Words used here"), lambda summary: bool(summary.words)),
    ("sources", "behind", lambda speech: speech.say("Sources"), lambda summary: True),
)
