"""All rulebooks of a folder, in every language they have."""

import logging
from pathlib import Path

from quiz.files import Loaded, Sources, load_document, read_file, sources_in, translations_of
from quiz.problems import Diagnostic, InvalidFiles, count_line, in_file_order
from quiz.rulebook import Rulebook
from quiz.shelf.kept import with_kept

log = logging.getLogger("quiz")


def rulebook_files(rules: Path) -> list[Path]:
    """The rulebook files in the folder `rules`, by name. Raises InvalidFiles if it has none."""
    files = sorted(path for path in rules.glob("*.yaml") if path.is_file())
    if not files:
        what = "contains no rulebook." if rules.is_dir() else "is not a folder."
        raise InvalidFiles.for_file(rules, what, "Name a folder with `.yaml` files in it.")
    return files


def load_all(files: list[Path], seeds: Path) -> list[Loaded]:
    """Every rulebook in `files`. Raises InvalidFiles with the problems of all of them."""
    loaded, problems = load_each(files, seeds)
    if problems:
        raise InvalidFiles(problems)
    return loaded


def load_each(files: list[Path], seeds: Path) -> tuple[list[Loaded], tuple[Diagnostic, ...]]:
    """The rulebooks in `files`, spreadsheets among them, that hold together, and the problems of the others."""
    loaded: list[Loaded] = []
    problems: list[Diagnostic] = []
    sources = sources_in(seeds)
    for path in files:
        try:
            loaded.append(_load(path, sources))
        except InvalidFiles as error:
            problems += error.problems
    seen: dict[str, Path] = {}
    for each in loaded:
        name, path = each.rulebook.id, each.marks.file
        if name in seen:
            what = f"`{name}` is also the id of {seen[name]}."
            problems.append(each.marks.place(Diagnostic(what, "Give each rulebook its own id.", ("id",))))
        seen.setdefault(name, path)
    return loaded, in_file_order(problems)


def _load(path: Path, sources: Sources) -> Loaded:
    if path.suffix == ".yaml" and path.is_file():
        return load_document(read_file(path), sources)
    from quiz.sheets import load_any  # A server, which loads files alone, starts without it.

    return load_any(path, sources.place)


def load_shelf(rules: Path, seeds: Path) -> dict[str, Rulebook]:
    """The rulebooks of the folder `rules`, by address, each followed by its translations, with their kept editions.

    Raises InvalidFiles with every problem found in a rulebook. A translation that is incomplete is left out, and a kept
    edition that cannot be used is not told of; the log says so.
    """
    return shelf_of(load_all(rulebook_files(rules), seeds), rules, seeds)


def shelf_of(loaded: list[Loaded], rules: Path, seeds: Path) -> dict[str, Rulebook]:
    """What `load_shelf` returns, for rulebooks that are loaded already. Raises InvalidFiles."""
    shelf: dict[str, Rulebook] = {}
    for each in loaded:
        shelf |= _offered(each, seeds)
    return with_kept(shelf, rules)


def _offered(each: Loaded, seeds: Path) -> dict[str, Rulebook]:
    """One rulebook in every language in which it is offered, by address."""
    offered = {each.rulebook.address: each.rulebook}
    for translation in translations_of(each.rulebook, each.marks.file, seeds):
        if translation.rulebook is None:
            count = count_line(len(translation.problems))
            log.warning("%s is not offered in `%s`: %s", each.rulebook.id, translation.language, count)
        else:
            offered[translation.rulebook.address] = translation.rulebook
    return offered
