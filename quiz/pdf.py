"""The summary as a PDF: tagged for screen readers (PDF/UA-1), for those who have no printer dialog.

Made by Typst, which comes with the extra `pdf`.
"""

import json
from dataclasses import asdict
from datetime import date
from typing import Any, Literal

from quiz.changes import Change
from quiz.editions import Since
from quiz.notice import told_since
from quiz.phrases import answered, drawn_from, may_speak, places, said_unopposed, turned
from quiz.places import own_folder
from quiz.prose import as_runs
from quiz.speech import Speech, speech_for
from quiz.summary import Line, SideView, Summary, is_short

Paper = Literal["a4", "us-letter"]
PAPERS: tuple[Paper, ...] = ("us-letter", "a4")


class NoPdf(Exception):
    """Raised where Typst is not installed, or has no font for a text."""


def can_make_pdf() -> bool:
    """Whether Typst is installed."""
    try:
        import typst  # noqa: F401
    except ImportError:
        return False
    return True


def as_pdf(
    summary: Summary,
    changes: tuple[Change, ...],
    paper: Paper,
    link: str | None = None,
    code: str | None = None,
    since: Since | None = None,
    today: date | None = None,
) -> bytes:
    """The summary, what would change it, and what has changed `since`, on `paper`.

    `link` leads to its page, and so does `code`, an SVG.

    With `today` it says whether the quiz is overdue for review. Raises NoPdf where Typst is not installed, or has
    no font for the text.
    """
    try:
        import typst
    except ImportError:
        raise NoPdf("PDFs need Typst: pip install 'thread-to-quiz[pdf]'") from None
    said = {
        "paper": paper,
        "link": link,
        "code": code,
        **_said(summary, changes, today),
        "since": _changed(since, speech_for(summary.provenance.language)),
    }
    layout = (own_folder("templates") / "summary.typ").read_bytes()
    try:
        made: bytes = typst.compile(layout, sys_inputs={"said": json.dumps(said)}, pdf_standards=["ua-1"])
    except typst.TypstError as error:
        raise NoPdf(str(error)) from None
    return made


def _said(summary: Summary, changes: tuple[Change, ...], today: date | None) -> dict[str, Any]:
    """All that the layout shows, as text."""
    speech = speech_for(summary.provenance.language)
    say = speech.say
    source = summary.provenance
    opened = ", " + say("opened %(day)s", day=speech.day(source.opened)) if source.opened else ""
    kept = say("not counted: this question no longer applies")
    return {
        "size": 9.4 if is_short(summary) else 7.9,
        "language": speech.tag.partition("-")[0],
        "direction": speech.direction,
        "title": source.title + ": " + say("your summary"),
        "words": _words(speech),
        "headline": _line(summary.headline, speech),
        "drawn": drawn_from(source, speech, today),
        "options": [
            {
                "label": option.label,
                "little_said": _prose(option.little_said) if option.little_said else None,
                "speaks_for": [_spoken(line) for line in option.speaks_for],
                "speaks_against": [_spoken(line) for line in option.speaks_against],
                "unargued": option.unargued,
                "open": [{"text": each.label, "why": may_speak(each, speech)} for each in option.open],
            }
            for option in summary.options
        ],
        "tensions": [
            {
                "title": tension.title,
                "why": say("You answered %(answers)s.", answers=answered(tension.because, speech)),
                "sides": _sides(tension.sides, speech),
            }
            for tension in summary.tensions
        ],
        "sections": [
            {"title": section.title, "lines": [_line(line, speech) for line in section.lines]}
            for section in summary.sections
        ],
        "disagreements": [
            {"title": each.about, "why": "", "sides": _sides(each.sides, speech)} for each in summary.disagreements
        ],
        "one_sided": said_unopposed(summary.one_sided, speech),
        "changes": [{"text": turned(change, speech), "why": _moves(change, speech)} for change in changes],
        "unsure": [
            {
                "title": unsure.label,
                "text": _prose(unsure.find_out),
                "why": say("Waiting for it: %(titles)s.", titles="; ".join(unsure.waiting)) if unsure.waiting else "",
            }
            for unsure in summary.unsure
        ],
        "gaps": [_prose(text) for text in (*(gap.missing for gap in summary.gaps), *summary.silences)],
        "asks": [{"label": group.label, "asks": [_prose(ask.text) for ask in group.asks]} for group in summary.asks],
        "answers": [
            {"label": each.label, "text": "; ".join(each.answers) + ("" if each.counted else f" ({kept})")}
            for each in summary.answers
        ],
        "source": f"“{source.source_title}”, {source.source_kind}, {source.publisher}{opened}.",
        "source_note": _prose(source.source_note),
        "own_words": say("What follows is in our own words, by number of the sentence."),
        "sources": [
            {
                "name": post.name,
                "author": post.author,
                "claims": [{"place": str(claim.sentence), "text": _prose(claim.text)} for claim in post.claims],
            }
            for post in summary.sources
            if post.claims
        ],
        "terms": [{"term": word.term, "means": _prose(word.means)} for word in summary.words],
    }


def _changed(since: Since | None, speech: Speech) -> dict[str, Any] | None:
    """What has changed since an earlier edition."""
    if since is None:
        return None
    told = told_since(since, speech)
    return {"title": told.title, "text": told.text, "lines": [line.in_full for line in told.lines]}


def _words(speech: Speech) -> dict[str, str]:
    say = speech.say
    return {
        "code": say("Code that opens this summary"),
        "options": say("The options, given your answers"),
        "option": say("Option"),
        "speaks_for": say("Speaks for it"),
        "speaks_against": say("Speaks against it"),
        "open": say("Still open"),
        "nothing": say("Nothing in the replies, for answers like yours."),
        "nobody": say("Nobody in the source argues this side."),
        "none_open": say("None of your answers."),
        "tensions": say("Where your answers pull apart"),
        "advice": say("What the replies say about answers like yours"),
        "disagreements": say("Where the replies disagree"),
        "changes": say("What would change this"),
        "unsure": say("What you are not sure of, and how to find out"),
        "gaps": say("What the replies do not say"),
        "asks": say("What to ask"),
        "own_questions": say("My own questions"),
        "answers": say("Your answers"),
        "sources": say("Sources"),
        "terms": say("Words used here"),
        "terms_are_ours": say("What they mean is put in our words, not the source’s."),
        "link": say("This page:"),
    }


def _prose(text: str) -> list[dict[str, Any]]:
    return [asdict(run) for run in as_runs(text)]


def _line(line: Line, speech: Speech) -> dict[str, Any]:
    why = speech.say("You answered %(answers)s.", answers=answered(line.because, speech)) + " " if line.because else ""
    return {"title": line.title, "text": _prose(line.text), "why": f"{why}{places(line.claims, speech)}"}


def _spoken(line: Line) -> dict[str, str]:
    return {"text": line.title, "why": f"({'; '.join(each.label for each in line.because)})" if line.because else ""}


def _sides(sides: tuple[SideView, ...], speech: Speech) -> list[dict[str, Any]]:
    return [{"text": _prose(side.text), "why": places(side.claims, speech)} for side in sides]


def _moves(change: Change, speech: Speech) -> str:
    """What a change brings and takes away."""
    moves = ((speech.say("It brings"), change.comes), (speech.say("It takes away"), change.goes))
    said = (f"{word} {', '.join(f'“{each.title}”' for each in moved)}." for word, moved in moves if moved)
    return " ".join(said)
