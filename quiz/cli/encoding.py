"""Output and input in any encoding: what it cannot hold is written in other signs, and no command fails because of it.

Where output is redirected on Windows, or the locale is an old one, standard output is not UTF-8.
"""

import codecs
import sys
from io import TextIOWrapper
from unicodedata import normalize

SUBSTITUTES = {
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("‘’‚", "'"),
    **dict.fromkeys("–—−─", "-"),
    **dict.fromkeys("│", "|"),
    **dict.fromkeys("┌┬┐├┼┤└┴┘", "+"),
    "…": "...",
    "→": "->",
    "←": "<-",
    "↑": "^",
    "·": ".",
    "•": "*",
    "×": "x",
    "¿": "?",
    "¡": "!",
    "©": "(c)",
    "▲": "^",
    "▼": "v",
    "◆": "#",
    "★": "*",
    "●": "o",
    "\N{NO-BREAK SPACE}": " ",
}
"""What is written for signs of ours that an encoding does not have, all of it in ASCII."""

IN_OTHER_SIGNS, IN_JSON = "quiz.in_other_signs", "quiz.in_json"
"""The names of the error handlers for encoding."""


def accept_any_encoding() -> None:
    """Lets standard output and errors take any text, and standard input any bytes."""
    codecs.register_error(IN_OTHER_SIGNS, _in_other_signs)
    codecs.register_error(IN_JSON, _in_json)
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, IN_OTHER_SIGNS), (sys.stderr, IN_OTHER_SIGNS)):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=errors)


def json_as_printed(text: str) -> str:
    """JSON with an escape for each sign that standard output cannot hold: it is read as the same data."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return text.encode(encoding, IN_JSON).decode(encoding)


def _in_other_signs(error: UnicodeError) -> tuple[str, int]:
    lacking, end = _lacking(error)
    return "".join(SUBSTITUTES.get(sign) or _without_accents(sign) or "?" for sign in lacking), end


def _without_accents(sign: str) -> str:
    return normalize("NFKD", sign).encode("ascii", "ignore").decode()


def _in_json(error: UnicodeError) -> tuple[str, int]:
    lacking, end = _lacking(error)
    units = lacking.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place : place + 2].hex()}" for place in range(0, len(units), 2)), end


def _lacking(error: UnicodeError) -> tuple[str, int]:
    """What cannot be encoded, and where it ends. Raises `error` if it is none of encoding."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return error.object[error.start : error.end], error.end
