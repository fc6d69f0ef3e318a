"""Kept editions: what a rulebook said under an earlier date, so that a link made then can be told what has changed.

`rules/editions/<id>/<date>/` holds a small project of its own, `rules/` and `seeds/`, with the files as
they were: the rulebook, its register, and their catalogues.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from quiz.files import CATALOGS as CATALOGUES
from quiz.files import Loaded, as_file, load_rulebook, translations_of
from quiz.problems import FileProblems, Problem
from quiz.rulebook import Kept, Register, Rulebook, RulebookFile
from quiz.summary import reworded

FOLDER = "editions"


@dataclass(frozen=True)
class KeptFolder:
    """Where one edition of a rulebook is kept."""

    path: Path

    @property
    def rules(self) -> Path:
        return self.path / "rules"

    @property
    def seeds(self) -> Path:
        return self.path / "seeds"


def kept_folders(rules: Path, name: str) -> tuple[KeptFolder, ...]:
    """Where the folder `rules` keeps editions of the rulebook with the id `name`, the oldest first."""
    return tuple(KeptFolder(path) for path in sorted((rules / FOLDER / name).glob("*")) if path.is_dir())


def load_kept(folder: KeptFolder, name: str) -> Loaded:
    """The edition in `folder` of the rulebook with the id `name`. Raises FileProblems."""
    if not folder.seeds.is_dir():
        what = f"is no folder, and the kept edition of {folder.path.name} of `{name}` has its register there."
        raise FileProblems([Problem(folder.seeds, 1, 1, what, f"Put it back, or delete {folder.path}.")])
    files = sorted(folder.rules.glob("*.yaml"))
    if len(files) != 1:
        what = f"holds {len(files)} rulebooks, and keeps one edition of `{name}`."
        raise FileProblems([Problem(folder.rules, 1, 1, what, "Run `quiz keep`, which makes such a folder.")])
    loaded = load_rulebook(files[0], folder.seeds)
    book = loaded.rulebook
    problems = []
    if book.id != name:
        mend = f"Keep it under `{FOLDER}/{book.id}`."
        problems.append(loaded.marks.problem(("id",), f"`{book.id}` is kept among the editions of `{name}`.", mend))
    if book.edition.isoformat() != folder.path.name:
        what = f"the edition of {book.edition} is kept in a folder called `{folder.path.name}`."
        problems.append(loaded.marks.problem(("edition",), what, "Name the folder after the edition."))
    if problems:
        raise FileProblems(problems)
    return loaded


def with_kept(shelf: dict[str, Rulebook], rules: Path) -> dict[str, Rulebook]:
    """The shelf, each rulebook with its kept editions: in its own language where they have it, else in the original's.

    Raises FileProblems with every problem found in a kept edition.
    """
    problems: list[Problem] = []
    complete = dict(shelf)
    for original in (book for book in shelf.values() if not book.translated_from):
        books = [book for book in shelf.values() if book.id == original.id]
        kept: list[tuple[Rulebook, ...]] = []
        for folder in kept_folders(rules, original.id):
            try:
                kept.append(_in_all_languages(folder, original.id))
            except FileProblems as error:
                problems += error.problems
        for book in books:
            editions = (
                Kept.model_construct(rulebook=_in(book.language, then), reworded=reworded(then[0], original))
                for then in kept
            )
            complete[book.address] = book.model_copy(update={"kept": tuple(editions)})
    if problems:
        raise FileProblems(problems)
    return complete


def _in_all_languages(folder: KeptFolder, name: str) -> tuple[Rulebook, ...]:
    """A kept edition, the original first."""
    loaded = load_kept(folder, name)
    translations = translations_of(loaded.rulebook, loaded.marks.file, folder.seeds)
    return (loaded.rulebook, *(each.rulebook for each in translations if each.rulebook is not None))


def _in(language: str, books: tuple[Rulebook, ...]) -> Rulebook:
    return next((book for book in books if book.language == language), books[0])


def kept_problems(loaded: Loaded) -> Iterator[Problem]:
    """What is wrong with the kept editions of a rulebook, and with its date beside theirs."""
    today = loaded.rulebook
    dates: list[date] = []
    for folder in kept_folders(loaded.marks.file.parent, today.id):
        try:
            then = load_kept(folder, today.id).rulebook
        except FileProblems as error:
            yield from error.problems
            continue
        dates.append(then.edition)
        if then.edition == today.edition and read_by_students(then) != read_by_students(today):
            what = f"this has changed since the edition of {then.edition} was kept."
            yield loaded.marks.problem(("edition",), what, "Give it a new date; then `quiz keep` keeps it, too.")
    if dates and today.edition < max(dates):
        what = f"the edition of {max(dates)} is kept, and this is an earlier one."
        yield loaded.marks.problem(("edition",), what, "Give it a later date.")


def read_by_students(rulebook: Rulebook) -> tuple[dict[str, object], dict[str, object]]:
    """All of a rulebook and its register that reaches a student, as data to compare."""
    file: RulebookFile = as_file(rulebook)
    register: Register = rulebook.evidence_register
    return (
        file.model_dump(exclude={"examples", "unused_claims"}),
        register.model_dump(exclude={"posts": {"__all__": {"without_claim"}}}),
    )


def keep(loaded: Loaded, seeds: Path) -> KeptFolder | None:
    """The folder in which the present edition of a rulebook is now kept; None if it was already.

    Copies the rulebook, its register in the folder `seeds`, and their catalogues. Raises FileProblems if the
    edition of this date was kept with other content, or a later one is, or where nothing can be written. A folder
    that was not written to its end is never among the kept ones.
    """
    problems = list(kept_problems(loaded))
    if problems:
        raise FileProblems(problems)
    book, file = loaded.rulebook, loaded.marks.file
    folder = KeptFolder(file.parent / FOLDER / book.id / book.edition.isoformat())
    if folder.path.exists():
        return None
    try:
        folder.path.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".", dir=file.parent / FOLDER) as beside:
            whole = KeptFolder(Path(beside) / folder.path.name)
            _copy(book, file, seeds, whole)
            whole.path.rename(folder.path)
    except OSError as error:
        what = f"cannot be written: {error.strerror}."
        raise FileProblems([Problem(folder.path, 1, 1, what, "See what stands in the way.")]) from None
    return folder


def _copy(book: Rulebook, file: Path, seeds: Path, folder: KeptFolder) -> None:
    for source, name, to in (
        (file, book.id, folder.rules),
        (seeds / f"{book.evidence}.yaml", book.evidence, folder.seeds),
    ):
        to.mkdir(parents=True)
        shutil.copyfile(source, to / source.name)
        for catalogue in sorted((source.parent / CATALOGUES).glob(f"{name}.*.po")):
            (to / CATALOGUES).mkdir(exist_ok=True)
            shutil.copyfile(catalogue, to / CATALOGUES / catalogue.name)
