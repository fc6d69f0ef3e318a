"""Kept editions: what a rulebook said under an earlier date, so that a link made then can be told what has changed.

`rules/editions/<id>/<date>.json` holds one, as `quiz.shelf.edition_format` writes it.
"""

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, partial
from pathlib import Path

from quiz.answers import fingerprint_of
from quiz.files import Loaded, report_read_errors, translations_of, write_file
from quiz.problems import Diagnostic, InvalidFiles
from quiz.rulebook import UNUSABLE, Earlier, Kept, Rulebook
from quiz.shelf.code_ranges import FILE, add_ranges, read_ranges, usable_ranges
from quiz.shelf.edition_format import data_of, rulebooks_of, text_of
from quiz.shelf.upgrades import VERSION
from quiz.summary import reworded

FOLDER = "editions"
RESTORE = "Restore it as `quiz keep` wrote it, or delete it."

log = logging.getLogger("quiz")


@dataclass(frozen=True)
class EditionFile:
    """The file of a kept edition whose head is right; the rest is not looked at before it is needed."""

    path: Path
    edition: date
    text: str

    @cached_property
    def rulebooks(self) -> tuple[Rulebook, ...]:
        """The edition in all its languages, the original first. Raises InvalidFiles."""
        try:
            return rulebooks_of(json.loads(self.text))
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            what = f"is not a kept edition ({type(error).__name__}: {error})."
            raise InvalidFiles.for_file(self.path, what, RESTORE) from None

    def rulebook_in(self, language: str) -> Rulebook:
        """The edition in a language; in the original's where it has no other. Raises InvalidFiles."""
        return next((book for book in self.rulebooks if book.language == language), self.rulebooks[0])


def edition_paths(rules: Path, name: str) -> list[Path]:
    """What stands among the editions that the folder `rules` keeps of the rulebook `name`, the oldest first."""
    found = (rules / FOLDER / name).glob("*")
    return sorted(path for path in found if not path.name.startswith(".") and not path.is_fifo())


def read_edition(path: Path, name: str) -> EditionFile:
    """The kept edition of the rulebook `name` in `path`, which is looked at as far as its head. Raises InvalidFiles."""
    refused = partial(InvalidFiles.for_file, path)
    try:
        with report_read_errors(path):
            text = path.read_text(encoding="utf-8")
        data = json.loads(text)
        version, book, edition = (
            data["version"],
            data["rulebook"]["id"],
            date.fromisoformat(data["rulebook"]["edition"]),
        )
    except json.JSONDecodeError as error:
        raise refused(f"is not JSON: {error.msg}.", RESTORE, error.lineno, error.colno) from None
    except (ValueError, TypeError, LookupError, RecursionError):
        raise refused("is not a kept edition: it has no version, id or date.", RESTORE) from None
    if type(version) is not int or not 1 <= version <= VERSION:
        raise refused(f"has the version {version}; {VERSION} is the latest that is known here.", "Update the program.")
    if book != name:
        raise refused(f"`{book}` is kept among the editions of `{name}`.", f"Keep it under `{FOLDER}/{book}`.")
    if path.name != f"{edition}.json":
        raise refused(f"the edition of {edition} is kept in a file called `{path.name}`.", f"Call it {edition}.json.")
    return EditionFile(path, edition, text)


def with_kept(shelf: dict[str, Rulebook], rules: Path) -> dict[str, Rulebook]:
    """The shelf, each rulebook with its kept editions: in its own language where they have it, else in the original's.

    One that cannot be used is there with its problem, and the log says so. Every rulebook has the ranges of all codes.
    """
    complete, ranges = dict(shelf), usable_ranges(rules / FOLDER)
    for original in (book for book in shelf.values() if not book.translated_from):
        kept = [_kept(path, original) for path in edition_paths(rules, original.id)]
        for book in (book for book in shelf.values() if book.id == original.id):
            own = tuple(each(book.language) for each in kept)
            complete[book.address] = book.model_copy(update={"kept": own, "code_ranges": ranges})
    return complete


def _kept(path: Path, original: Rulebook) -> Callable[[str], Kept]:
    """The kept edition in `path` for each language of a rulebook."""
    try:
        file = read_edition(path, original.id)
    except InvalidFiles as error:
        (problem,) = error.problems
        log.warning(UNUSABLE, extra={"fields": {"problem": str(problem)}})
        return lambda _: Kept(None, None, problem)

    @cache
    def changed_words() -> frozenset[tuple[str, str]]:
        return reworded(file.rulebooks[0], original)

    return lambda language: Kept(file.edition, lambda: Earlier(file.rulebook_in(language), changed_words()))


def kept_problems(loaded: Loaded) -> Iterator[Diagnostic]:
    """What is wrong with the kept editions of a rulebook, and with its date beside theirs."""
    today, rules = loaded.rulebook, loaded.marks.file.parent
    dates: list[date] = []
    try:
        ranges = read_ranges(rules / FOLDER)
    except InvalidFiles as error:
        yield from error.problems
        ranges = ()
    fingerprints = {each.edition: each.fingerprint for each in ranges if each.rulebook == today.id}
    for path in edition_paths(rules, today.id):
        try:
            file = read_edition(path, today.id)
            then = file.rulebooks[0]
        except InvalidFiles as error:
            yield from error.problems
            continue
        dates.append(file.edition)
        if fingerprint_of(then) != fingerprints.get(file.edition, fingerprint_of(then)):
            what = f"has other questions than its codes in {FILE}."
            yield Diagnostic(what, RESTORE, file=path, line=1, column=1)
        if file.edition == today.edition and data_of(then) != data_of(today):
            what = f"this has changed since the edition of {file.edition} was kept."
            yield loaded.marks.place(
                Diagnostic(what, "Give it a new date; then `quiz keep` keeps it, too.", ("edition",))
            )
    if today.edition not in dates and fingerprint_of(today) != fingerprints.get(today.edition, fingerprint_of(today)):
        what = f"the codes of {today.edition} are of other questions; they may have been passed on."
        yield loaded.marks.place(Diagnostic(what, "Give it a new date.", ("edition",)))
    if dates and today.edition < max(dates):
        what = f"the edition of {max(dates)} is kept, and this is an earlier one."
        yield loaded.marks.place(Diagnostic(what, "Give it a later date.", ("edition",)))


def keep(loaded: Loaded, seeds: Path) -> Path | None:
    """The file in which the present edition of a rulebook is now kept; None if it was already.

    Its registers and its complete translations are kept with it. Every edition of it that is kept gets its codes, if it
    has none. Raises InvalidFiles if the edition of this date was kept with other content, if a later one is, or where a
    file cannot be written. Each file is there as a whole or not at all.
    """
    problems = list(kept_problems(loaded))
    if problems:
        raise InvalidFiles(problems)
    book, file = loaded.rulebook, loaded.marks.file
    path = file.parent / FOLDER / book.id / f"{book.edition}.json"
    is_new = not path.exists()
    if is_new:
        translations = (each.rulebook for each in translations_of(book, file, seeds))
        text = text_of(book, (each for each in translations if each is not None))
        write_file(path, text, making_its_folder=True)
    kept = (read_edition(path, book.id).rulebooks[0] for path in edition_paths(file.parent, book.id))
    add_ranges(file.parent / FOLDER, kept)
    return path if is_new else None
