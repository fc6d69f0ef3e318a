"""The application factory."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from flask import Flask, Response, render_template
from werkzeug.exceptions import HTTPException

from quiz.engine import NoSingleHeadline, label_of
from quiz.places import own_folder
from quiz.rulebook import Rulebook
from quiz.shelf import load_shelf
from quiz.web import views
from quiz.web.headers import add_headers


def create_app(rules: Path | None = None, seeds: Path | None = None) -> Flask:
    """The application over every rulebook in the folder `rules`, with the registers in `seeds`.

    Without folders, the quiz that comes with the package. Raises FileProblems if a file is wrong.
    """
    return app_for(load_shelf(rules or own_folder("rules"), seeds or own_folder("seeds")))


def app_for(shelf: Mapping[str, Rulebook]) -> Flask:
    """The application over the rulebooks in `shelf`, by id."""
    app = Flask("quiz.web", template_folder=str(own_folder("templates").resolve()))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    app.register_blueprint(views.pages)
    app.extensions["quiz"] = dict(shelf)
    app.jinja_env.filters["day"] = _day
    app.jinja_env.filters["label_of"] = label_of
    app.after_request(add_headers)
    app.register_error_handler(HTTPException, _error_page)
    app.register_error_handler(NoSingleHeadline, _unfinished_page)
    return app


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


_WORDS = {
    404: ("There is no such page", "The address may be mistyped, or the page may have moved."),
    405: ("This page only takes plain links", "Nothing here is changed by sending forms."),
    414: ("This link is too long", "Open the quiz again and answer it anew, or shorten the link."),
    500: ("Something went wrong here", "Your answers are in the address bar: reload, or try again later."),
}


def _error_page(error: HTTPException) -> tuple[str, int] | Response:
    if error.code is None or error.code < 400:
        return Response(status=error.code or 500, headers=error.get_headers())
    title, text = _WORDS.get(error.code, (error.name, error.description or ""))
    return render_template("error.html", title=title, text=text), error.code


def _unfinished_page(error: NoSingleHeadline) -> tuple[str, int]:
    title = "This quiz is not finished"
    text = "Its rules do not agree on what to say to these answers. `quiz check` shows its maintainers the place."
    return render_template("error.html", title=title, text=text), 500
