"""The application factory."""

from collections.abc import Mapping

from flask import Flask, abort, request
from flask_compress import Compress
from werkzeug.exceptions import HTTPException

from quiz.engine import NoSingleHeadline
from quiz.places import own_folder
from quiz.rulebook import Rulebook
from quiz.shelf import load_shelf
from quiz.web import views
from quiz.web.assets import assets, read_assets
from quiz.web.errors import error_page, unfinished_page
from quiz.web.headers import add_headers
from quiz.web.hosts import stand
from quiz.web.settings import Settings

LONGEST_QUERY = 64 * 1024
"""In bytes. Below what gunicorn, waitress and the nginx example take, so that the answer is ours under each."""


def create_app(settings: Settings | None = None) -> Flask:
    """The application over every rulebook in the folder that `settings` name.

    Without folders, the quiz that comes with the package. Raises FileProblems if a file is wrong.
    """
    settings = settings or Settings()
    shelf = load_shelf(settings.rules or own_folder("rules"), settings.seeds or own_folder("seeds"))
    return app_for(shelf, settings)


def app_for(shelf: Mapping[str, Rulebook], settings: Settings | None = None) -> Flask:
    """The application over the rulebooks in `shelf`, by address."""
    app = Flask("quiz.web", template_folder=str(own_folder("templates").resolve()), static_folder=None)
    app.register_blueprint(views.pages)
    app.register_blueprint(assets)
    app.extensions["quiz.assets"] = read_assets()
    app.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    # A third less time than at the usual 4, for summaries that are a twentieth larger: docs/performance.md.
    app.config["COMPRESS_BR_LEVEL"] = 3
    Compress(app)
    app.extensions["quiz"] = dict(shelf)
    app.before_request(_refuse_long_addresses)
    app.after_request(add_headers)
    stand(app, settings or Settings())
    app.register_error_handler(HTTPException, error_page)
    app.register_error_handler(NoSingleHeadline, unfinished_page)
    return app


def _refuse_long_addresses() -> None:
    if len(request.query_string) > LONGEST_QUERY:
        abort(414)
