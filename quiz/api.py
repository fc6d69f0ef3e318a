"""What other programs may call: load a rulebook, read answers, summarize, check. `quiz` itself exports it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from quiz.answers import ParsedLink, read_query, route
from quiz.files import Loaded, seeds_beside, translation_problems
from quiz.problems import Diagnostic, InvalidFiles
from quiz.proof import Proof, check_dates, check_examples, lint, place, prove
from quiz.rulebook import Answers, Rulebook
from quiz.sheets import is_spreadsheet, load_any
from quiz.shelf import kept_problems, signature_problems
from quiz.summary import NoSingleRule, Summary, Unanswered
from quiz.summary import summarize as summary_of
from quiz.words import own_folder

__all__ = [
    "Diagnostic",
    "InvalidFiles",
    "NoSingleRule",
    "ParsedLink",
    "Rulebook",
    "Summary",
    "Unanswered",
    "check",
    "load",
    "read_answers",
    "summarize",
]

SECONDS = 60.0
"""The time that the proof of one rulebook may take, unless more or less is asked for."""

LOCAL = "http://127.0.0.1:8000"
"""Where `quiz serve` serves, unless it is told otherwise."""


def load(path: Path | str, seeds: Path | str | None = None) -> Rulebook:
    """The rulebook in the file `path`, with its register from the folder `seeds`, or in a spreadsheet with all of it.

    Without `seeds`, the register is looked for in the folder `seeds` beside the rulebook's folder, then among those
    that come with the program. Raises InvalidFiles with every mistake in both files.
    """
    return _loaded(path, seeds)[0].rulebook


def read_answers(rulebook: Rulebook, query: str) -> ParsedLink:
    """The answers in a query string such as `nights=few&people=young`, and what of it could not be used, and why."""
    return read_query(rulebook, query)


def summarize(rulebook: Rulebook, answers: Answers) -> Summary:
    """The summary of `answers`. Raises Unanswered if they do not answer every question asked.

    Raises NoSingleRule if no headline applies to them, or more than one.
    """
    return summary_of(route(rulebook, answers))


def check(
    path: Path | str, seeds: Path | str | None = None, *, seconds: float = SECONDS, url: str = LOCAL
) -> tuple[Diagnostic, ...]:
    """What `quiz check` reports on the rulebook in the file `path`: nothing, if all is proved to be well.

    Covers its examples, wording, translations and kept editions, too. `seeds` is as for `load`. A check that needs
    more than `seconds` is a `warning`, as is a translation that nobody promised and that is not finished; everything
    else is an `error`. Links to answers that show a defect lead to the quiz at `url`.
    """
    try:
        loaded, folder = _loaded(path, seeds)
    except InvalidFiles as error:
        return error.problems
    return tuple(diagnostics_on(loaded, folder, prove(loaded.rulebook, seconds=seconds), url))


def diagnostics_on(loaded: Loaded, seeds: Path, proof: Proof, url: str) -> Iterator[Diagnostic]:
    """Every problem of a rulebook whose files can be loaded, those of its proof first."""
    for each in (*proof.findings, *check_examples(loaded.rulebook), *proof.undecided):
        yield place(loaded, each, url)
    yield from map(loaded.marks.place, check_dates(loaded.rulebook, date.today()))
    yield from loaded.doubts
    yield from lint(loaded, seeds)
    if not is_spreadsheet(loaded.marks.file):  # Nothing of that is kept beside one.
        yield from translation_problems(loaded, seeds)
        yield from kept_problems(loaded)
        yield from signature_problems(loaded, seeds)


def _loaded(path: Path | str, seeds: Path | str | None) -> tuple[Loaded, Path]:
    """The rulebook in `path`, and the folder of its register."""
    file = Path(path)
    folder = Path(seeds) if seeds is not None else seeds_beside(file, own_folder("seeds"))
    return load_any(file, folder), folder
