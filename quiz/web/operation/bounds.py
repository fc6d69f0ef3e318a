"""Bounds on what a request may make the quiz do, checked before any of it is done.

With them, the dearest request costs as much as some 16 questions: benchmarks/dearest.py.
"""

from functools import cached_property
from urllib.parse import parse_qsl

from flask import Flask, Request, abort, request
from werkzeug.datastructures import ImmutableMultiDict

from quiz.web.pages.compare import comparing

LONGEST_ADDRESS = 16 * 1024
"""Path and query, in bytes: several times what the answers to a large quiz need."""

LONGEST_COMPARISON = 64 * 1024
"""The same for pages that take the links of sixty summaries. Below what gunicorn, waitress and our nginx take, so that
the answer is ours under each."""

MOST_PARTS = 1000
"""Names and values in an address; of those that no page asks for, pages say what is wrong with the first 200."""

LONGEST_PREFERENCE = 1000
"""Characters of a header in which a browser says what it prefers; browsers send about a hundred."""

PREFERENCES = ("HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING", "HTTP_ACCEPT_LANGUAGE")


class PlainRequest(Request):
    """A request whose query has U+FFFD for what is not UTF-8: Werkzeug calls a function for each such byte."""

    @cached_property
    def args(self) -> ImmutableMultiDict[str, str]:
        """The names and values in the query, in their order."""
        return ImmutableMultiDict(
            parse_qsl(self.query_string.decode("ascii"), keep_blank_values=True, errors="replace")
        )


def bound_work(app: Flask) -> None:
    """Makes `app` pass over preferences that are too long to read, and refuse addresses that are."""

    app.request_class = PlainRequest

    @app.before_request
    def refuse() -> None:
        environ = request.environ
        for name in PREFERENCES:
            if len(environ.get(name, "")) > LONGEST_PREFERENCE:
                del environ[name]
        longest = LONGEST_COMPARISON if request.blueprint == comparing.name else LONGEST_ADDRESS
        query = request.query_string
        if len(request.path) + len(query) > longest or query.count(b"&") >= MOST_PARTS:
            abort(414)
