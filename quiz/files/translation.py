"""A rulebook and its registers in another language.

The texts of a data file are translated in a catalog beside it, in the format of GNU gettext, for
which translators have tools: `rules/translations/<id>.<language>.po` and
`seeds/translations/<id>.<language>.po`. A text is known by its place in the file (`advice/nights/title`),
and its translation counts only while the text is still the one that was translated.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from quiz.files.load import Loaded
from quiz.files.reading import NO_FILE, report_read_errors
from quiz.problems import Diagnostic, InvalidFiles, unseen_in
from quiz.rulebook import LANGUAGE_TAG, Part, Readable, Register, Rulebook, RulebookFile, changed, readable, with_texts
from quiz.words import links_in

CATALOGS = "translations"

P = TypeVar("P", bound=Part)


@dataclass(frozen=True)
class Translation:
    """One language of a rulebook: the rulebook in it, or None where `problems` keep it from being used."""

    language: str
    rulebook: Rulebook | None
    problems: tuple[Diagnostic, ...]


def translations_of(original: Rulebook, path: Path, seeds: Path) -> tuple[Translation, ...]:
    """The languages that the rulebook in `path`, resting on registers in `seeds`, has a catalog for."""
    return tuple(
        _translation(original, language, path.parent, seeds) for language in languages_of(path.parent, original.id)
    )


UNFINISHED = "translation"
"""The check of a diagnostic that says no more than that a translation is not finished."""


def translation_problems(loaded: Loaded, seeds: Path) -> Iterator[Diagnostic]:
    """What is wrong with the translations of a rulebook.

    What is missing from one is one warning, unless the rulebook promises the language under `languages`.
    """
    book, path = loaded.rulebook, loaded.marks.file
    translations = translations_of(book, path, seeds)
    for place, language in enumerate(book.languages):
        if language == book.language:
            what = f"`{language}` is the language that the rulebook is written in."
            yield loaded.marks.place(Diagnostic(what, "Delete it here.", ("languages", place)))
        elif language not in [each.language for each in translations]:
            what, mend = f"promises `{language}`, and there is no catalog.", f"Run `quiz translate {language}`."
            yield loaded.marks.place(Diagnostic(what, mend, ("languages", place), check=UNFINISHED))
    for each in translations:
        todo = [problem for problem in each.problems if problem.check == UNFINISHED]
        if each.language in book.languages or not todo:
            yield from each.problems
            continue
        yield from (problem for problem in each.problems if problem.check != UNFINISHED)
        texts = [problem for problem in todo if problem.what != NO_FILE]
        open_texts = "1 text is still to do" if len(texts) == 1 else f"{len(texts)} texts are still to do"
        left = [open_texts] if texts else []
        left += ["a catalog is missing"] if len(texts) < len(todo) else []
        what = f"`{each.language}` is not finished, so it is not offered; {', and '.join(left)}."
        mend = f"Run `quiz translate {each.language}`. To list them here, promise it: `languages: [{each.language}]`."
        yield Diagnostic(what, mend, check=UNFINISHED, level="warning").at(
            catalog_path(path.parent, book.id, each.language)
        )


def languages_of(folder: Path, name: str) -> tuple[str, ...]:
    """The language tags for which `folder` has a catalog of the file called `name`."""
    return tuple(sorted(path.name.split(".")[1] for path in (folder / CATALOGS).glob(f"{name}.*.po")))


def catalog_path(folder: Path, name: str, language: str) -> Path:
    """Where the catalog of the file called `name` stands."""
    return folder / CATALOGS / f"{name}.{language}.po"


def _translation(original: Rulebook, language: str, rules: Path, seeds: Path) -> Translation:
    problems: list[Diagnostic] = []
    said = []
    for folder, part in parts_of(original, rules, seeds):
        path = catalog_path(folder, part.id, language)
        try:
            said.append(_said(path, language, readable(part)))
        except InvalidFiles as error:
            problems += error.problems
    if problems:
        return Translation(language, None, tuple(problems))
    in_rulebook, *in_registers = said
    registers = tuple(map(_translated, original.registers, in_registers))
    book: Rulebook = _translated(original, in_rulebook)
    changes = {"registers": registers, "language": language, "translated_from": original.language}
    return Translation(language, changed(book, changes), ())


def _translated(part: P, said: dict[str, str]) -> P:
    return with_texts(part, lambda text: said[text.place])


def parts_of(original: Rulebook, rules: Path, seeds: Path) -> tuple[tuple[Path, RulebookFile | Register], ...]:
    """Each data file of a rulebook: the folder that it stands in, and what it holds."""
    return ((rules, as_file(original)), *((seeds, register) for register in original.registers))


def lines_of(path: Path, language: str) -> dict[str, int]:
    """The line in which the catalog in `path` has each text, by place. Raises InvalidFiles if it cannot be read."""
    return {str(message.context): message.lineno or 1 for message in _read(path, language) if message.id}


def as_file(original: Rulebook) -> RulebookFile:
    """The part of a rulebook that stands in its own file."""
    return RulebookFile.model_construct(**{name: getattr(original, name) for name in RulebookFile.model_fields})


def renewed(path: Path, language: str, part: Part) -> tuple[str, int]:
    """The catalog in `path`, brought up to date with the texts of `part`, and how many still want a translator.

    Raises InvalidFiles if there is a catalog that cannot be read. A text that has changed keeps its
    translation, marked as fuzzy until somebody has looked at it.
    """
    old_catalog = _read(path, language) if path.exists() else None
    before = {str(message.context): message for message in old_catalog or ()}
    catalog = _fresh(path, language, old_catalog)
    todo = 0
    for text in readable(part):
        old = before.get(text.place)
        if old is None or not old.string:
            catalog.add(text.text, context=text.place)
        elif old.id == text.text:
            catalog.add(text.text, old.string, context=text.place, flags=old.flags)
        else:
            catalog.add(text.text, old.string, context=text.place, flags={"fuzzy"}, previous_id=[str(old.id)])
        todo += old is None or not old.string or old.fuzzy or old.id != text.text
    written = BytesIO()
    write_po(written, catalog, width=120, include_previous=True)
    return written.getvalue().decode(), todo


def _said(path: Path, language: str, texts: tuple[Readable, ...]) -> dict[str, str]:
    """What the catalog in `path` says for each text, by place. Raises InvalidFiles with all that is wrong."""
    said = {str(message.context): message for message in _read(path, language) if message.id}
    messages = dict(said)
    problems = []
    for text in texts:
        message = messages.pop(text.place, None)
        if message is None:
            problems.append(Diagnostic(f"`{text.place}` is missing.", RENEW, file=path, check=UNFINISHED))
            continue
        fault = _fault(message, text)
        if fault:
            problems.append(fault.at(path, message.lineno or 1))
    for place, message in messages.items():
        what = f"`{place}` is no longer a text of the file."
        problems.append(Diagnostic(what, RENEW, check=UNFINISHED).at(path, message.lineno or 1))
    if problems:
        raise InvalidFiles(problems)
    return {place: " ".join(str(message.string).split()) for place, message in said.items()}


RENEW = "Run `quiz translate`, which brings it up to date."


def _fault(message: Message, text: Readable) -> Diagnostic | None:
    """What is wrong with the translation of a text."""
    if message.id != text.text:
        return Diagnostic(f"`{text.place}` has changed since it was translated.", RENEW, check=UNFINISHED)
    if not str(message.string).strip():
        return Diagnostic(f"`{text.place}` is not translated.", "Write it under `msgstr`.", check=UNFINISHED)
    if message.fuzzy:
        mend = "Read it over, then delete the word `fuzzy` above it."
        return Diagnostic(f"`{text.place}` is marked as fuzzy.", mend, check=UNFINISHED)
    for _, unseen in unseen_in(str(message.string)):
        return replace(unseen, what=f"`{text.place}`: {unseen.what}")
    if links_in(str(message.string)) != links_in(text.text):
        mend = "Keep the address of every link, and add none."
        return Diagnostic(f"`{text.place}` has other links than the text.", mend)
    if len(str(message.string)) > text.longest:
        what = f"`{text.place}` is {len(str(message.string))} characters long; at most {text.longest} fit here."
        return Diagnostic(what, "Shorten it.")
    return None


def _fresh(path: Path, language: str, old: Catalog | None) -> Catalog:
    """An empty catalog with the head of the old one; a new one has no head to fill in."""
    if old is None:
        name = path.name.split(".")[0]
        return Catalog(_locale(path, language), project=name, version="1", header_comment=f"# {name}", fuzzy=False)
    catalog = Catalog(_locale(path, language), header_comment=old.header_comment, fuzzy=False)
    catalog.mime_headers = old.mime_headers
    catalog.charset = "utf-8"  # Whatever the old one was written in.
    return catalog


def _read(path: Path, language: str) -> Catalog:
    """The catalog in `path`. Raises InvalidFiles if it cannot be read."""
    locale = _locale(path, language)
    try:
        with report_read_errors(path):
            if not path.exists():
                mend = "Run `quiz translate`, which creates it."
                raise InvalidFiles.for_file(path, NO_FILE, mend, check=UNFINISHED)
            content = path.read_bytes()
        _refuse_misread(content, path)
        catalog = read_po(BytesIO(content), locale, abort_invalid=True)
    except PoFileError as error:
        raise InvalidFiles.for_file(path, f"is not a catalog: {error}.", RENEW, error.lineno + 1) from None
    except UnicodeDecodeError:
        raise InvalidFiles.for_file(path, "is not UTF-8 text.", "Save it as UTF-8.") from None
    except (ValueError, LookupError) as error:
        raise InvalidFiles.for_file(path, f"is not a catalog: {error}.", "Save it as UTF-8.") from None
    plurals = [message.lineno or 1 for message in catalog if message.pluralizable]
    if plurals:
        what, mend = "gives a text a plural, and none here has one.", "Write one `msgid` and one `msgstr`."
        raise InvalidFiles(Diagnostic(what, mend, file=path, line=line) for line in plurals)
    return catalog


_LINE = re.compile(r'\s*(?:#.*|(?:(msgctxt|msgid|msgid_plural|msgstr)(?:\[\d+\])?\s*)?("(?:[^"\\]|\\.)*")\s*)?')


def _refuse_misread(content: bytes, path: Path) -> None:
    """Raises InvalidFiles for lines of which Babel would make something else, and for entries that it would drop."""
    places: set[str] = set()
    for number, line in enumerate(content.decode(errors="replace").splitlines(), start=1):
        read = _LINE.fullmatch(line)
        if read is None:
            mend = 'Write `msgstr "…"`, and `\\"` for a quote within the text.'
            raise InvalidFiles.for_file(path, "is neither a comment nor a text in straight quotes here.", mend, number)
        if read[1] == "msgctxt" and read[2] in places:
            raise InvalidFiles.for_file(path, f"`{read[2][1:-1]}` stands here twice.", "Delete one.", number)
        if read[1] == "msgctxt":
            places.add(read[2])


def _locale(path: Path, language: str) -> Locale:
    try:
        if not re.fullmatch(LANGUAGE_TAG, language):
            raise ValueError  # Babel overlooks what follows a dot.
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        mend = "Write one such as `es` or `pt-BR`."
        raise InvalidFiles.for_file(path, f"`{language}` is not a known language.", mend) from None
