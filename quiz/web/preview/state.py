"""What a preview knows: the files as they are now, the shelf that can be shown, and what is wrong."""

from collections.abc import Callable, Mapping
from datetime import date
from hashlib import sha256
from linecache import checkcache, getline
from pathlib import Path
from threading import Lock

from flask import Flask
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from quiz.files import Marks
from quiz.problems import Problem
from quiz.rulebook import Rulebook
from quiz.shelf import LiveShelf, load_all, load_shelf, marks_of, rulebook_files
from quiz.web.operation.settings import Settings
from quiz.web.pages.assets import FOLDER as ASSETS
from quiz.web.pages.assets import read_assets
from quiz.web.pages.rendering import forget_templates
from quiz.web.preview.checking import Checking
from quiz.web.preview.templating import KeptTemplates
from quiz.words import own_folder

HERE = Path(__file__).parent

DRAWN_FROM = ("*.*", "*/*.*")
"""The files, below a folder of templates or assets, that pages are made from."""


def _with(book: Rulebook, **fields: object) -> Rulebook:
    known = {name: getattr(book, name) for name in Rulebook.model_fields}
    return Rulebook.model_construct(**{**known, **fields})


VARIANTS: Mapping[str, Callable[[Rulebook], Rulebook]] = {
    "expired": lambda book: _with(book, review_by=date(2001, 1, 1), edition=date(2000, 1, 1)),
    "unfinished": lambda book: _with(book, headlines=()),
}
"""What a rulebook would look like in another state, by the name of the folder under which it is shown."""


class Preview:
    """The shelf that is shown, its variants, its templates, and the check that goes on beside it."""

    def __init__(self, settings: Settings) -> None:
        self.rules, self.seeds = settings.folders
        self.marks: dict[str, Marks] = {}
        self.live = LiveShelf(self._read, self.rules)
        self.variants = {name: LiveShelf(self._reader_of(vary), self.rules) for name, vary in VARIANTS.items()}
        self.templates = KeptTemplates(own_folder("templates").resolve())
        self.checking = Checking(self.rules, self.seeds)
        self.page = 0
        self._lock = Lock()
        self._files: object = None
        self._drawn: object = None
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )

    def _read(self) -> Mapping[str, Rulebook]:
        marks = {each.rulebook.id: each.marks for each in load_all(rulebook_files(self.rules), self.seeds)}
        shelf = load_shelf(self.rules, self.seeds)
        self.marks = marks
        return shelf

    def _reader_of(self, vary: Callable[[Rulebook], Rulebook]) -> Callable[[], Mapping[str, Rulebook]]:
        return lambda: {address: vary(book) for address, book in self.live.shelf.items()}

    def follow(self, apps: tuple[Flask, ...]) -> None:
        """Reads what has changed since the last look, and shows it in `apps`."""
        with self._lock:
            files = marks_of((self.rules, self.seeds))
            if files != self._files:
                self._files = files
                self.checking.stop()
                if self.live.reload():
                    self.page += 1
                    for variant in self.variants.values():
                        variant.load()
                    self.checking.start()
            drawn = marks_of((own_folder("templates"), ASSETS, HERE), DRAWN_FROM)
            if drawn != self._drawn:
                self._drawn = drawn
                self.page += 1
                for app in apps:
                    forget_templates(app)
                    app.extensions["quiz.assets"] = read_assets(ASSETS) | read_assets(HERE / "static")

    def bar(self, *, has_why: bool = False) -> Markup:
        """What stands on top of every page: whether the files are right, and what the check found."""
        checked = self.checking.checked
        return self.render(
            "bar.html",
            has_why=has_why,
            problems=[(each, line_of(each)) for each in (*self.live.held.problems, *self.templates.problems)],
            checked=checked,
            remarks=[(each, line_of(each.problem)) for each in checked.remarks],
        )

    def versions(self) -> dict[str, str]:
        """What tells this state of the page, and of the bar, from another."""
        return {"page": str(self.page), "bar": sha256(self.bar().encode()).hexdigest()[:12]}

    def render(self, template: str, **context: object) -> Markup:
        """One of the preview's own templates."""
        return Markup(self._environment.get_template(template).render(context))


def line_of(problem: Problem) -> str:
    """The line of its file that a problem is about."""
    checkcache(str(problem.file))
    return getline(str(problem.file), problem.line).strip()
