"""What may be logged and counted of a request once it is answered. Nothing of it is an answer to the quiz."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

from flask import Flask, Response, request

from quiz.answers import CODE_PAGE

CODE = re.compile(rf"(?<=/{CODE_PAGE}/)[^/\s]+")
"""The code of a summary in a path: the answers are in it."""

STARTED = "quiz.started"
"""The key in a request's environment for the time at which it began."""


@dataclass(frozen=True, slots=True)
class FinishedRequest:
    """A request that was answered; `endpoint` is the name of its page, and `path` has no query and no code."""

    method: str
    path: str
    endpoint: str
    status: int
    seconds: float


def without_answers(path: str) -> str:
    """A path without the code of a summary, nor the query that a link has in it where it was encoded once too often."""
    return CODE.sub("…", path.partition("?")[0])


def on_finished_request(app: Flask, listener: Callable[[FinishedRequest], None]) -> None:
    """Calls `listener` after every request to `app`. Register it before all other hooks, so that it times them all."""

    @app.before_request
    def start() -> None:
        request.environ.setdefault(STARTED, perf_counter())

    @app.after_request
    def finish(response: Response) -> Response:
        seconds = perf_counter() - request.environ.get(STARTED, perf_counter())
        listener(
            FinishedRequest(
                request.method, without_answers(request.path), request.endpoint or "none", response.status_code, seconds
            )
        )
        return response
