"""The application, made to follow its files, and wrapped in what an author wants to see."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING

from flask import Flask, Response, redirect, request, url_for
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.wrappers import Response as AnyResponse

from quiz.problems import Problem
from quiz.web.app import app_for
from quiz.web.operation.settings import Settings
from quiz.web.pages.assets import asset_address
from quiz.web.pages.shelf import the_shelf
from quiz.web.preview.pages import PREVIEW, preview_pages
from quiz.web.preview.state import Preview, line_of
from quiz.web.preview.why import told_of
from quiz.words import own_folder

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

log = logging.getLogger("quiz")

_RULE = re.compile(r'(<[^>]* id="(?:headline|advice|tension|ask)-([a-z][a-z0-9_-]*)"[^>]*>)')


@contextmanager
def preview_of(settings: Settings) -> Iterator[Flask]:
    """The application with the preview around it; a check that is going on ends with it."""
    # Who edits sits at this machine: what is for the world outside has no place here.
    settings = Settings.model_construct(
        rules=settings.rules, seeds=settings.seeds, trusted_hosts=settings.trusted_hosts
    )
    preview = Preview(settings)
    app = app_for(preview.live, settings)
    variants = {name: app_for(live, settings) for name, live in preview.variants.items()}
    apps = (app, *variants.values())
    for each in apps:
        _wrap(each, preview, apps)
    app.before_request(_to_the_list)
    app.register_blueprint(preview_pages)
    mounted: dict[str, WSGIApplication] = {f"/_{name}": variant.wsgi_app for name, variant in variants.items()}
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, mounted)  # type: ignore[method-assign]
    try:
        yield app
    finally:
        preview.checking.stop()


def _wrap(app: Flask, preview: Preview, apps: tuple[Flask, ...]) -> None:
    app.extensions[PREVIEW] = preview
    app.config["TEMPLATES_AUTO_RELOAD"] = True
    app.jinja_loader = preview.templates

    @app.before_request
    def follow() -> None:
        preview.follow(apps)

    @app.after_request
    def wrap(response: Response) -> Response:
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400:
            response.set_data(_with_preview(response.get_data(as_text=True), preview))
        return response

    @app.errorhandler(Exception)
    def broken(error: Exception) -> tuple[str, int]:
        log.exception("A page failed.")
        problem, style = _problem_of(error), asset_address("quiz.css")
        page = preview.render("broken.html", problem=problem, line=line_of(problem), style=style)
        return page, 500


def _to_the_list() -> AnyResponse | None:
    """Where nothing can be shown yet, the list of pages says why."""
    if not the_shelf() and request.blueprint == "pages":
        return redirect(url_for("preview.everything"))
    return None


def _with_preview(page: str, preview: Preview) -> str:
    """The page with the bar on top, why it is as it is at its foot, and the id of each rule where it shows."""
    versions = preview.versions()
    head = preview.render("head.html", asset=asset_address, **versions)
    told = told_of(request, preview.marks)
    bar = preview.bar(has_why=told is not None)
    foot = preview.render("why.html", told=told) if told else ""
    page = page.replace('<details class="reasons">', '<details class="reasons" open>')
    if told and told.rules:
        page = _RULE.sub(r'\1<a class="preview-id" href="#rule-\2">\2</a>', page)
    page = page.replace("</head>", f"{head}</head>", 1)
    page = re.sub(r"(?=<main\b)", lambda _: bar, page, count=1)
    return page.replace("</main>", f"{foot}</main>", 1)


def _problem_of(error: Exception) -> Problem:
    """What went wrong while a page was made, in the template that it went wrong in if there is one."""
    templates = own_folder("templates").resolve()
    places = [(Path(frame.filename), frame.lineno or 1) for frame in extract_tb(error.__traceback__)]
    within = [place for place in places if place[0].is_relative_to(templates)]
    file, line = (within or places)[-1]
    return Problem(file, line, 1, f"{type(error).__name__}: {error}.", "")
