"""Why something is said and who said it, as text."""

from collections.abc import Iterable, Mapping
from datetime import date

from quiz.rulebook import ConfidenceLevel
from quiz.summary import Change, CitedClaim, DeadlineView, Mark, Moved, Provenance, SourceView
from quiz.words import N_, Speech


def places(claims: Iterable[CitedClaim], speech: Speech) -> str:
    """Where claims stand in the source: `Reply 1, sentences 2, 3; Reply 2, sentence 1`."""
    posts: dict[str, set[int]] = {}
    for claim in claims:
        posts.setdefault(claim.post_name, set()).add(claim.sentence)
    return "; ".join(
        speech.say_number(
            "%(post)s, sentence %(sentences)s",
            "%(post)s, sentences %(sentences)s",
            len(numbers),
            post=post,
            sentences=", ".join(str(number) for number in sorted(numbers)),
        )
        for post, numbers in posts.items()
    )


def unfinished(speech: Speech) -> tuple[str, str]:
    """What is said of a rulebook that has no headline for some answers, or several: a title and a text."""
    return (
        speech.say("This quiz is not finished"),
        speech.say("Its rules do not settle what to say about these answers. `quiz check` shows its authors where."),
    )


SIGNS: Mapping[Mark, str] = {"for": "▲", "against": "▼", "both": "◆", "open": "?", "none": "·"}
"""The marks of the picture: shapes that differ without color."""


_WORDS: Mapping[Mark, str] = {
    "for": N_("for"),
    "against": N_("against"),
    "both": N_("both"),
    "open": N_("waits for an answer"),
    "none": N_("nothing said"),
}


def words_of(mark: Mark, speech: Speech) -> str:
    """What a mark means."""
    return speech.say(_WORDS[mark])


def deadline(by: DeadlineView, speech: Speech) -> str:
    """By when to do something: `Before you apply (September 1, 2026)`."""
    return f"{by.label} ({speech.day(by.date)})" if by.date else by.label


def kind_of_difference(kind: str, speech: Speech) -> str:
    """What a kind of difference between claims is called."""
    return {
        "conflict": speech.say("Conflict"),
        "weight": speech.say("Difference of weight"),
        "gap": speech.say("Gap"),
        "two_sides": speech.say("Two sides in one reply"),
    }[kind]


def would_change(change: Change, speech: Speech) -> str:
    """What another answer would change: `“A few” instead: another headline; adds ▲ Stay; removes ▼ Leave.`"""
    added = dict.fromkeys(mark for moved in change.adds for mark in _marks(moved))
    removed = dict.fromkeys(mark for moved in change.removes for mark in _marks(moved))
    parts = [speech.say("another headline")] if change.headline else []
    for verb, marks in (
        (speech.say("adds"), added.keys() - removed.keys()),
        (speech.say("removes"), removed.keys() - added.keys()),
    ):
        if marks:
            parts.append(f"{verb} {', '.join(mark for mark in (*added, *removed) if mark in marks)}")
    answers = ", ".join(change.swap.answers)
    said = "; ".join(parts) or speech.say("other reasons, the same marks")
    return speech.say("“%(answers)s” instead: %(changes)s.", answers=answers, changes=said)


def _marks(moved: Moved) -> list[str]:
    speaks_for = [f"{SIGNS['for']} {option}" for option in moved.speaks_for]
    return [*speaks_for, *(f"{SIGNS['against']} {option}" for option in moved.speaks_against)]


def drawn_from(provenance: Provenance, speech: Speech) -> str:
    """How little a summary rests on, and that it names no winner."""
    first, *others = provenance.sources
    if others or first.is_publication:
        named = (f"{each.letter}, {each.short}" if each.letter else each.short for each in provenance.sources)
        drawn = speech.say_number(
            "From one source: %(sources)s.",
            "From %(number)s sources: %(sources)s.",
            len(provenance.sources),
            sources="; ".join(
                f"{name} ({_kind_and_year(each)})" for name, each in zip(named, provenance.sources, strict=True)
            ),
        )
    elif first.anonymous:
        drawn = speech.say_number(
            "From %(number)s anonymous reply (%(place)s): an opinion, not data.",
            "From %(number)s anonymous replies (%(place)s): opinions, not data.",
            first.replies,
            place=_kind_and_year(first),
        )
    else:
        drawn = speech.say_number(
            "From %(number)s reply (%(place)s): an opinion, not data.",
            "From %(number)s replies (%(place)s): opinions, not data.",
            first.replies,
            place=_kind_and_year(first),
        )
    return f"{drawn} {speech.say('No option is named as the right one.')}"


def _kind_and_year(source: SourceView) -> str:
    return f"{source.kind}, {source.year}" if source.year else source.kind


def dated(source: SourceView, speech: Speech) -> str:
    """When a source was opened or published; empty where that is not known."""
    if source.opened:
        return speech.say("opened %(day)s", day=speech.day(source.opened))
    return speech.say("published %(day)s", day=speech.day(source.published)) if source.published else ""


def confidence_in(level: ConfidenceLevel, speech: Speech) -> str:
    """A level of confidence in a claim, in words."""
    return {
        "high": speech.say("high confidence"),
        "moderate": speech.say("moderate confidence"),
        "low": speech.say("low confidence"),
        "very low": speech.say("very low confidence"),
    }[level]


def overdue(review_by: date, speech: Speech) -> str:
    """What a page says once a review is overdue."""
    return speech.say("Review was due on %(day)s, so parts of this may be out of date.", day=speech.day(review_by))
