"""The parameters of the address that is being answered."""

import re
from collections.abc import Sequence
from itertools import chain
from urllib.parse import urlencode

from flask import g, request
from werkzeug.datastructures import MultiDict

from quiz.answers import LANGUAGE, ReadCode, RejectedCode, as_meant, joined, read_code
from quiz.rulebook import Rulebook

_PLAIN = re.compile(r"[\w.:,-]*", re.ASCII)
"""What needs no quoting in a query: nearly every one."""


def code_in_path(rulebook: Rulebook) -> ReadCode | RejectedCode | None:
    """The code of a summary in the path of the address; None if there is none."""
    if "coded" not in g:
        code = (request.view_args or {}).get("code")
        g.coded = None if code is None else read_code(rulebook, code)
    coded: ReadCode | RejectedCode | None = g.coded
    return coded


def parameters(rulebook: Rulebook) -> MultiDict[str, str]:
    """The names and values in the address, as they were meant, and those that a code in its path is short for."""
    coded = code_in_path(rulebook)
    if isinstance(coded, ReadCode):
        return MultiDict([*coded.pairs, *_in_query(rulebook).items(multi=True)])
    return _in_query(rulebook)


def query_string(rulebook: Rulebook, marks: Sequence[tuple[str, str]] = ()) -> str:
    """What stands in the query of the address, as it was meant, with its question mark; empty if nothing does.

    What it says of the language is left out, and `marks` say it instead.
    """
    pairs = [*(pair for pair in _in_query(rulebook).items(multi=True) if pair[0] != LANGUAGE), *marks]
    is_plain = _PLAIN.fullmatch("".join(chain(*pairs)))
    query = joined(pairs) if is_plain else urlencode(pairs, safe=":,")
    return f"?{query}" if query else ""


def _in_query(rulebook: Rulebook) -> MultiDict[str, str]:
    if "parameters" not in g:
        g.parameters = MultiDict(as_meant(rulebook, request.args.items(multi=True)))
    meant: MultiDict[str, str] = g.parameters
    return meant
