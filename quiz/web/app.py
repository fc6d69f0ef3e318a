"""The application factory."""

from collections.abc import Mapping
from datetime import date

from flask import Flask, Response, abort, render_template, request
from werkzeug.exceptions import HTTPException

from quiz.engine import NoSingleHeadline, label_of
from quiz.places import own_folder
from quiz.rulebook import Rulebook
from quiz.shelf import load_shelf
from quiz.web import views
from quiz.web.headers import add_headers
from quiz.web.hosts import stand
from quiz.web.settings import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """The application over every rulebook in the folder that `settings` name.

    Without folders, the quiz that comes with the package. Raises FileProblems if a file is wrong.
    """
    settings = settings or Settings()
    shelf = load_shelf(settings.rules or own_folder("rules"), settings.seeds or own_folder("seeds"))
    return app_for(shelf, settings)


def app_for(shelf: Mapping[str, Rulebook], settings: Settings | None = None) -> Flask:
    """The application over the rulebooks in `shelf`, by id."""
    app = Flask("quiz.web", template_folder=str(own_folder("templates").resolve()))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    app.register_blueprint(views.pages)
    app.extensions["quiz"] = dict(shelf)
    app.jinja_env.filters["day"] = _day
    app.jinja_env.filters["label_of"] = label_of
    app.before_request(_refuse_long_addresses)
    app.after_request(add_headers)
    stand(app, settings or Settings())
    app.register_error_handler(HTTPException, _error_page)
    app.register_error_handler(NoSingleHeadline, _unfinished_page)
    return app


LONGEST_QUERY = 64 * 1024
"""In bytes. Below what gunicorn, waitress and the nginx example take, so that the answer is ours under each."""


def _refuse_long_addresses() -> None:
    if len(request.query_string) > LONGEST_QUERY:
        abort(414)


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
