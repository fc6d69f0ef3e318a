"""The application factory."""

from collections.abc import Mapping
from pathlib import Path

from flask import Flask
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


def create_app(rules: Path | None = None, seeds: Path | None = None) -> Flask:
    """The application over every rulebook in the folder `rules`, with the registers in `seeds`.

    Without folders, the quiz that comes with the package. Raises FileProblems if a file is wrong.
    """
    return app_for(load_shelf(rules or own_folder("rules"), seeds or own_folder("seeds")))


def app_for(shelf: Mapping[str, Rulebook]) -> Flask:
    """The application over the rulebooks in `shelf`, by address."""
    app = Flask("quiz.web", template_folder=str(own_folder("templates").resolve()), static_folder=None)
    app.register_blueprint(views.pages)
    app.register_blueprint(assets)
    app.extensions["quiz.assets"] = read_assets()
    app.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    Compress(app)
    app.extensions["quiz"] = dict(shelf)
    app.after_request(add_headers)
    app.register_error_handler(HTTPException, error_page)
    app.register_error_handler(NoSingleHeadline, unfinished_page)
    return app
