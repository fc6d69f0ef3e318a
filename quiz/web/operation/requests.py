"""What may be logged and counted of a request once it is answered. Nothing of it is an answer to the quiz."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from flask import Flask, Response, request

from quiz.web.pages.shelf import the_shelf

log = logging.getLogger("quiz")

ROUTE = "quiz.route"
"""The key in a request's environment for what of its path may be logged."""

NO_ROUTE = "/…"
"""What is logged of a path that leads to no page."""

STARTED = "quiz.started"
"""The key in a request's environment for the time at which it began."""


@dataclass(frozen=True, slots=True)
class FinishedRequest:
    """A request that was answered; `endpoint` is the name of its page, and `path` is what may be logged."""

    method: str
    path: str
    endpoint: str
    status: int
    seconds: float


def on_finished_request(app: Flask, listener: Callable[[FinishedRequest], None]) -> None:
    """Calls `listener` after every request to `app`. Register it before all other hooks, so that it times them all."""

    @app.before_request
    def start() -> None:
        request.environ.setdefault(STARTED, perf_counter())

    @app.after_request
    def finish(response: Response) -> Response:
        seconds = perf_counter() - request.environ.get(STARTED, perf_counter())
        endpoint = request.endpoint or "none"
        listener(FinishedRequest(request.method, request.environ[ROUTE], endpoint, response.status_code, seconds))
        return response


def note_routes(app: Flask) -> None:
    """Makes `app` note under `ROUTE` what may be logged of the path of each request, and log failures with that alone.

    That is the rule of the path, with the address of the quiz where there is one. What else is in a path may be an
    answer: a code, or a query that was encoded once too often.
    """

    @app.before_request
    def note() -> None:
        rule = str(request.url_rule or NO_ROUTE)
        name = (request.view_args or {}).get("name", "")
        request.environ[ROUTE] = rule.replace("<name>", name) if name in the_shelf() else rule

    def log_failure(exc_info: Any) -> None:
        fields = {"method": request.method, "path": request.environ.get(ROUTE, NO_ROUTE)}
        log.error("A page failed.", exc_info=exc_info, extra={"fields": fields})

    app.log_exception = log_failure  # type: ignore[method-assign]
