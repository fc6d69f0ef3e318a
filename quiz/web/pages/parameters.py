"""The parameters of the address that is being answered."""

from urllib.parse import urlencode

from flask import g, request
from werkzeug.datastructures import MultiDict

from quiz.answers import as_meant
from quiz.rulebook import Rulebook


def parameters(rulebook: Rulebook) -> MultiDict[str, str]:
    """The names and values in the address, as they were meant."""
    if "parameters" not in g:
        g.parameters = MultiDict(as_meant(rulebook, request.args.items(multi=True)))
    meant: MultiDict[str, str] = g.parameters
    return meant


def query_string(rulebook: Rulebook) -> str:
    """The same as a query string, with its question mark; empty where there are none."""
    query = urlencode(list(parameters(rulebook).items(multi=True)), safe=":,")
    return f"?{query}" if query else ""
