"""The picture of a summary as text: a list for a letter, a table for a terminal."""

from collections.abc import Iterator

from quiz.output.phrases import SIGNS, words_of
from quiz.summary import Row, Summary
from quiz.words import Speech


def legend(speech: Speech) -> str:
    """What the marks mean: `▲ for · ▼ against …`."""
    marks = [f"{SIGNS[mark]} {words_of(mark, speech)}" for mark in ("for", "against", "both", "open")]
    return " · ".join([*marks, f"★ {speech.say('matters most')}"])


def picture_as_list(summary: Summary, speech: Speech) -> str:
    """A line for each answer, with the options that it says something of."""
    return "\n".join(_lines(summary, speech))


def _lines(summary: Summary, speech: Speech) -> Iterator[str]:
    for row in summary.rows:
        marks = zip(summary.picture.options, row.marks, strict=True)
        said = ", ".join(f"{SIGNS[mark]} {option.short}" for option, mark in marks if mark != "none")
        yield f"- {_answer(row)}: {said}"
    if summary.picture.undivided:
        yield f"- {_undivided(summary, speech)}"


def picture_as_table(summary: Summary, speech: Speech) -> str:
    """A row for each answer, a column for each option."""
    from tabulate import tabulate

    headings = [speech.say("Your answer"), *(option.short for option in summary.picture.options)]
    rows = [[_answer(row), *(SIGNS[mark] for mark in row.marks)] for row in summary.rows]
    align = ("left", *("center" for _ in summary.picture.options))
    table = tabulate(rows, headings, tablefmt="simple", maxcolwidths=[44], colalign=align, disable_numparse=True)
    return f"{table}\n\n{_undivided(summary, speech)}" if summary.picture.undivided else table


def _undivided(summary: Summary, speech: Speech) -> str:
    return f"{speech.say('Without marks:')} {'; '.join(_answer(row) for row in summary.picture.undivided)}"


def _answer(row: Row) -> str:
    return f"{'★ ' if row.is_priority else ''}{row.label} ({', '.join(row.answers)})"
