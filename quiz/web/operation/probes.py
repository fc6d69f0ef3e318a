"""Health checks for operators: whether the quiz is alive, what it serves, whether it is ready."""

from typing import Any

from flask import Blueprint, Response, current_app, jsonify

from quiz import __version__
from quiz.web.pages.shelf import live_shelf, the_shelf

probes = Blueprint("probes", __name__)


@probes.get("/healthz")
def healthz() -> Response:
    """That it is alive: the editions served, and what was wrong with the files when they were last read.

    A kept edition that cannot be used is named once that is seen: its head is read with the rulebooks, the rest when a
    link first asks for it.

    The status is 200 either way: with the files from before, students are served as well as ever, and
    a new process could not read the new ones either.
    """
    held = live_shelf(current_app).held
    kept_editions = [kept for book in held.shelf.values() for kept in book.kept]
    return _not_stored(
        {
            "status": "files from before" if held.problems else "ok",
            "serves_files_from_before": bool(held.problems),
            "problems": [str(each) for each in held.problems],
            "editions_not_usable": sorted({str(kept.problem) for kept in kept_editions if kept.problem}),
            "version": __version__,
            "since": held.since.isoformat(timespec="seconds") if held.since else None,
            "editions": {address: book.edition.isoformat() for address, book in held.shelf.items()},
        }
    )


@probes.get("/readyz")
def readyz() -> tuple[Response, int]:
    """Whether there is something to serve.

    Files are read before a port is opened, and a process that stops closes it: who is not ready does
    not answer. So this is yes from the first answer to the last.
    """
    is_ready = bool(the_shelf())
    return _not_stored({"ready": is_ready}), 200 if is_ready else 503


def _not_stored(data: dict[str, Any]) -> Response:
    response = jsonify(data)
    response.cache_control.no_store = True
    return response
