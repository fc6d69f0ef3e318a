"""What there is to tell of a request once it is answered. Nothing of it is an answer to the quiz."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

from flask import Flask, Response, request

STARTED = "quiz.started"
"""Under which a request notes when it began."""


@dataclass(frozen=True, slots=True)
class Told:
    """A request that was answered; `endpoint` is the name of its page, and `path` has no query."""

    method: str
    path: str
    endpoint: str
    status: int
    seconds: float


def tell_of_requests(app: Flask, listener: Callable[[Told], None]) -> None:
    """Lets `listener` know of every request to `app`. Comes before all else in it, so that it sees the whole."""

    @app.before_request
    def start() -> None:
        request.environ.setdefault(STARTED, perf_counter())

    @app.after_request
    def tell(response: Response) -> Response:
        seconds = perf_counter() - request.environ.get(STARTED, perf_counter())
        # A link that was encoded once too often has its query in the path.
        path = request.path.partition("?")[0]
        listener(Told(request.method, path, request.endpoint or "none", response.status_code, seconds))
        return response
