"""What a preview knows: the files as they are now, the shelf that can be shown, and what is wrong."""

from collections.abc import Mapping
from hashlib import sha256
from linecache import checkcache, getline
from pathlib import Path
from threading import Lock

from flask import Flask, request
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from quiz.files import Marks
from quiz.problems import Diagnostic
from quiz.rulebook import Rulebook
from quiz.shelf import LiveShelf, load_all, marks_of, rulebook_files, shelf_of
from quiz.web.operation.checking import Checking
from quiz.web.operation.settings import Settings
from quiz.web.pages.assets import FOLDER as ASSETS
from quiz.web.pages.assets import asset_address, read_assets
from quiz.web.pages.rendering import forget_templates
from quiz.web.preview.templating import KeptTemplates
from quiz.web.preview.why import explanation_of
from quiz.words import own_folder

HERE = Path(__file__).parent

DRAWN_FROM = ("*.*", "*/*.*")
"""The files, below a folder of templates or assets, that pages are made from."""


class Preview:
    """The shelf that is shown, its templates, and the check that goes on beside it."""

    def __init__(self, settings: Settings) -> None:
        self.rules, self.seeds = settings.folders
        self.marks: dict[str, Marks] = {}
        self.live = LiveShelf(self._read, self.rules)
        self.templates = KeptTemplates(own_folder("templates").resolve())
        self.checking = Checking(self.rules, self.seeds)
        self.edits = 0
        self._lock = Lock()
        self._files: object = None
        self._drawn: object = None
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )

    def _read(self) -> Mapping[str, Rulebook]:
        loaded = load_all(rulebook_files(self.rules), self.seeds)
        shelf = shelf_of(loaded, self.rules, self.seeds)
        self.marks = {each.rulebook.id: each.marks for each in loaded}
        return shelf

    def follow(self, app: Flask) -> None:
        """Reads what has changed since the last look, and shows it in `app`."""
        with self._lock:
            files = marks_of((self.rules, self.seeds))
            if files != self._files:
                self._files = files
                self.checking.stop()
                if self.live.reload():
                    self.edits += 1
                    self.checking.start()
            drawn = marks_of((own_folder("templates"), ASSETS, HERE), DRAWN_FROM)
            if drawn != self._drawn:
                self._drawn = drawn
                self.edits += 1
                forget_templates(app)
                app.extensions["quiz.assets"] = read_assets(ASSETS) | read_assets(HERE / "static")

    def head(self) -> Markup:
        """The style sheet and the script of the preview."""
        return self.render("head.html", asset=asset_address, **self.versions())

    def bar(self) -> Markup:
        """What stands on top of every page: whether the files are right, and what the check found."""
        return self._bar(has_why=explanation_of(request, self.marks) is not None)

    def why(self) -> Markup:
        """What stands at the foot of a page: why it is as it is; nothing on a page that is of no single student."""
        explained = explanation_of(request, self.marks)
        return self.render("why.html", page=explained) if explained else Markup()

    def _bar(self, has_why: bool) -> Markup:
        checked = self.checking.checked
        return self.render(
            "bar.html",
            has_why=has_why,
            problems=[(each, line_of(each)) for each in (*self.live.held.problems, *self.templates.problems)],
            checked=checked,
            found=[(each, line_of(each)) for each in checked.problems],
        )

    def versions(self) -> dict[str, str]:
        """What tells this state of the page, and of the bar, from another."""
        return {"page": str(self.edits), "bar": sha256(self._bar(has_why=False).encode()).hexdigest()[:12]}

    def page(self, template: str, **context: object) -> str:
        """One of the preview's own pages, with head and bar."""
        return self.render(template, style=asset_address("quiz.css"), head=self.head(), bar=self.bar(), **context)

    def render(self, template: str, **context: object) -> Markup:
        """One of the preview's own templates."""
        return Markup(self._environment.get_template(template).render(context))


def line_of(problem: Diagnostic) -> str:
    """The line of its file that a problem is about."""
    checkcache(str(problem.file))
    return getline(str(problem.file), problem.line).strip()
