"""The application factory."""

from collections.abc import Mapping
from pathlib import Path

from flask import Flask
from flask_compress import Compress
from werkzeug.exceptions import HTTPException

from quiz.problems import InvalidFiles
from quiz.rulebook import Rulebook
from quiz.shelf import LiveShelf, always, load_shelf
from quiz.summary import NoSingleRule
from quiz.web.operation.bounds import bound_work
from quiz.web.operation.headers import add_headers
from quiz.web.operation.hosts import check_hosts
from quiz.web.operation.logs import log_request
from quiz.web.operation.probes import probes
from quiz.web.operation.requests import note_routes, on_finished_request
from quiz.web.operation.settings import Settings, read_settings
from quiz.web.pages import about, compare, quiz, ready
from quiz.web.pages.assets import STYLE, assets, read_assets
from quiz.web.pages.caches import tell_caches
from quiz.web.pages.cards import cards
from quiz.web.pages.description import description
from quiz.web.pages.errors import error_page, unfinished_page
from quiz.web.pages.rendering import PageEnvironment
from quiz.words import own_folder


def create_app(settings: Settings | None = None) -> Flask:
    """The application for every rulebook in the folder that `settings` name.

    Without `settings`, those in the environment; without folders, the quiz in the package. Raises InvalidFiles if a
    file is wrong, WrongSettings if a setting cannot be used.
    """
    settings = settings or read_settings()
    rules, seeds = settings.folders
    live = LiveShelf(lambda: load_shelf(rules, seeds), rules, (rules, seeds))
    live.load()
    return app_for(live, settings)


def app_for(shelf: Mapping[str, Rulebook] | LiveShelf, settings: Settings | None = None) -> Flask:
    """The application for the rulebooks in `shelf`, by address."""
    settings = settings or read_settings()
    app = Flask("quiz.web", template_folder=str(_templates()), static_folder=None)
    app.jinja_environment = PageEnvironment
    app.extensions["quiz"] = shelf if isinstance(shelf, LiveShelf) else always(shelf)
    note_routes(app)
    if settings.access_log:
        on_finished_request(app, log_request)
    if settings.metrics:
        from quiz.web.operation.metrics import add_metrics

        add_metrics(app)
    app.register_blueprint(quiz.pages)
    app.register_blueprint(about.pages)
    app.register_blueprint(compare.comparing)
    app.register_blueprint(ready.readiness)
    app.register_blueprint(assets)
    app.register_blueprint(description)
    app.register_blueprint(cards)
    app.register_blueprint(probes)
    app.extensions["quiz.assets"] = files = read_assets()
    app.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    # A third less time than at the usual 4, for summaries a twentieth larger.
    app.config["COMPRESS_BR_LEVEL"] = 3
    app.config["COMPRESS_EVALUATE_CONDITIONAL_REQUEST"] = False  # No page has an ETag or a date to compare.
    Compress(app)
    bound_work(app)
    tell_caches(app)
    add_headers(app, settings.frame_hosts, files[STYLE].source)
    check_hosts(app, settings)
    app.register_error_handler(HTTPException, error_page)
    app.register_error_handler(NoSingleRule, unfinished_page)
    return app


def _templates() -> Path:
    folder = own_folder("templates").resolve()
    if not (folder / "base.html").is_file():
        what = "contains no templates." if folder.is_dir() else "is not a folder, and the templates belong there."
        raise InvalidFiles.for_file(folder, what, "Reinstall the program.")
    return folder
