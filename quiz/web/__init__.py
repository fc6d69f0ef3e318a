"""The quiz in a browser: a Flask application over the engine."""

from quiz.web.app import create_app

__all__ = ["create_app"]
