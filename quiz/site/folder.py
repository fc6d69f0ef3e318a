"""The folder: every page, script and style sheet as a file, and what hosts and browsers need beside them."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from flask import Flask

from quiz.answers import edition_of_range
from quiz.rulebook import CodeRange, Earlier, Rulebook
from quiz.site import scripts
from quiz.site.application import ANSWERED, POLICY, application, first_page, pages_of
from quiz.site.templates import Translator
from quiz.web.operation.headers import with_policy
from quiz.web.pages.assets import read_assets
from quiz.web.pages.rendering import environment_of
from quiz.words import Speech, direction_of

INDEX = "quiz.json"
"""The file that lists the others, with the edition of each quiz."""

TEMPLATES: Mapping[str, tuple[str, ...]] = {
    "question.html": (),
    "partials/field.html": (),
    "check.html": (),
    "summary.html": (),
    "compare.html": (),
    "compare_form.html": (),
    "dropped.html": (),
    "error.html": (),
    "start.html": ("wrong", "overdue", "onward", "codes"),
    "about.html": ("overdue", "onward"),
}
"""The templates that the script makes pages of, and of some the only blocks that it needs."""

Files = dict[str, str]
"""What each file holds, by its path in the folder."""


def folder_of(shelf: Mapping[str, Rulebook]) -> Files:
    """Every file of the folder for a shelf. The same shelf gives the same bytes."""
    addresses: dict[str, tuple[str, ...]] = {}
    app = application(shelf, lambda book: addresses[book.address])
    files: Files = {}

    def keep(name: str, text: str) -> str:
        """The path from the pages of a book to a file that is named after its content."""
        path = PurePosixPath(name)
        named = f"static/{path.stem}.{sha256(text.encode()).hexdigest()[:12]}{path.suffix}"
        files[named] = text
        return f"../{named}"

    assets = {asset.name: asset.content.decode() for asset in read_assets().values()}
    files |= {f"static/{name}": text for name, text in assets.items()}
    shared = {name: f"../static/{asset.name}" for name, asset in read_assets().items()}
    shared |= {part: keep(f"{part}.js", scripts.source(*names)) for part, names in scripts.ON_DEMAND.items()}
    engine = keep("quiz.js", scripts.source(*scripts.ENGINE, "browser"))
    spoken = {book.speech.tag: book.speech for book in shelf.values()}
    languages = {tag: keep(f"{tag}.js", language_script(app, speech)) for tag, speech in spoken.items()}
    for address, book in shelf.items():
        editions = {
            day: keep(f"{address}.{day}.js", scripts.of_edition(day, earlier)) for day, earlier in kept_editions(book)
        }
        data = scripts.of_book(book, beside(book, shelf) | {"assets": shared, "editions": editions})
        paths = (languages[book.speech.tag], keep(f"{address}.js", data), engine)
        addresses[address] = tuple(path.removeprefix("..") for path in paths)
    for address, book in shelf.items():
        files |= {f"{address}/{page}.html": html for page, html in pages_of(app, book).items()}
    files["index.html"] = first_page(app, shelf)
    files["worker.js"] = _worker(files)
    files["_headers"] = "".join(_headers(shelf))
    files["robots.txt"] = "User-agent: *\nDisallow:\n"
    files[INDEX] = _index(shelf, files)
    return files


def language_script(app: Flask, speech: Speech) -> str:
    """The script that brings the program's words, and the templates that say them."""
    with app.test_request_context():
        translator = Translator(environment_of(speech), speech)
        for name, only in TEMPLATES.items():
            translator.add(name, only)
    return scripts.of_language(speech) + translator.script()


def beside(book: Rulebook, shelf: Mapping[str, Rulebook]) -> dict[str, Any]:
    """What the pages of a book need to know besides it."""
    others = (each for each in shelf.values() if each.id == book.id and each.address != book.address)
    spoken = [(other.speech, f"../{other.address}") for other in others]
    languages = {earlier.rulebook.language for _, earlier in kept_editions(book)}
    return {
        "others": [({"tag": s.tag, "name": s.name, "direction": s.direction}, path) for s, path in spoken],
        "directions": {language: direction_of(language) for language in sorted(languages)},
        "worker": "../worker.js",
        "ranges": [_range(book, each) for each in book.code_ranges],
        "quizzes": [
            {"id": q.id, "address": q.address, "title": q.title, "language": q.language} for q in shelf.values()
        ],
    }


def _range(book: Rulebook, codes: CodeRange) -> dict[str, Any]:
    """The codes of an edition, and whether that is today's of this book or one that it has kept."""
    then = edition_of_range(book, codes) if codes.rulebook == book.id else None
    of = None if then is None else "today" if then is book else "kept"
    # They can be beyond what numbers in JavaScript hold.
    numbers = {"first": str(codes.first), "size": str(codes.size)}
    return {"rulebook": codes.rulebook, "edition": codes.edition, "length": codes.length, "of": of, **numbers}


def kept_editions(book: Rulebook) -> Iterator[tuple[str, Earlier]]:
    """The kept editions that can be used, other than today's, by their days."""
    for each in book.kept:
        if each.edition and each.edition != book.edition and each.earlier:
            yield each.edition.isoformat(), each.earlier


def _worker(files: Files) -> str:
    """The service worker, which changes whenever one of the files does."""
    text = json.dumps([*sorted(files)])
    version = sha256("".join(files[name] for name in sorted(files)).encode()).hexdigest()[:12]
    return f'const VERSION = "{version}", FILES = {text};\n{scripts.source("worker")}'


def _headers(shelf: Mapping[str, Rulebook]) -> Iterator[str]:
    """The headers of every file, as hosts such as Netlify and Cloudflare Pages read them from `_headers`."""
    yield "/*\n" + "".join(f"  {name}: {value}\n" for name, value in with_policy(POLICY).items())
    yield "/static/*\n  Cache-Control: public, max-age=31536000, immutable\n"
    for address in shelf:
        for page in ("ask", *ANSWERED):
            yield f"/{address}/{page}*\n  X-Robots-Tag: noindex\n"


def _index(shelf: Mapping[str, Rulebook], files: Files) -> str:
    editions = {
        address: {
            "title": book.title,
            "language": book.language,
            "edition": book.edition.isoformat(),
            "kept": [day for day, _ in kept_editions(book)],
        }
        for address, book in shelf.items()
    }
    return json.dumps({"quizzes": editions, "files": sorted(files)}, indent=2, ensure_ascii=False) + "\n"
