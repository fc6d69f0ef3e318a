"""The application, made to follow its files, and wrapped in what an author wants to see."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_tb

from flask import Flask, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from quiz.problems import Diagnostic
from quiz.web.app import app_for
from quiz.web.operation.settings import Settings
from quiz.web.pages.rendering import PREVIEW
from quiz.web.pages.shelf import the_shelf
from quiz.web.preview.pages import preview_pages, the_preview
from quiz.web.preview.state import Preview, line_of
from quiz.words import own_folder

log = logging.getLogger("quiz")


@contextmanager
def preview_of(settings: Settings) -> Iterator[Flask]:
    """The application with the preview around it; a check that is going on ends with it."""
    # Who edits sits at this machine: what is for the world outside has no place here.
    settings = Settings.model_construct(
        rules=settings.rules, seeds=settings.seeds, trusted_hosts=settings.trusted_hosts
    )
    preview = Preview(settings)
    app = app_for(preview.live, settings)
    app.extensions[PREVIEW] = preview
    app.config["TEMPLATES_AUTO_RELOAD"] = True
    app.jinja_loader = preview.templates
    app.before_request(lambda: preview.follow(app))
    app.before_request(_to_the_list)
    app.register_error_handler(Exception, _broken)
    app.register_blueprint(preview_pages)
    try:
        yield app
    finally:
        preview.checking.stop()


def _broken(error: Exception) -> tuple[str, int]:
    """The page that shows where a page could not be made; apart from the templates, which may be the cause."""
    log.exception("A page failed.")
    problem = _problem_of(error)
    return the_preview().page("broken.html", problem=problem, line=line_of(problem)), 500


def _to_the_list() -> AnyResponse | None:
    """Where nothing can be shown yet, the list of pages says why."""
    if not the_shelf() and request.blueprint == "pages":
        return redirect(url_for("preview.everything"))
    return None


def _problem_of(error: Exception) -> Diagnostic:
    """What went wrong while a page was made, in the template that it went wrong in if there is one."""
    templates = own_folder("templates").resolve()
    places = [(Path(frame.filename), frame.lineno or 1) for frame in extract_tb(error.__traceback__)]
    within = [place for place in places if place[0].is_relative_to(templates)]
    file, line = (within or places)[-1]
    return Diagnostic(f"{type(error).__name__}: {error}.", "", file=file, line=line)
