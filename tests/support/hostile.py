"""Addresses that nobody who means well would write, and how to send them as they stand."""

import gzip
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import quote, quote_from_bytes, unquote_to_bytes

import brotli
from flask import Flask
from hypothesis import strategies as st
from werkzeug.test import run_wsgi_app

from quiz.rulebook.conditions import NOT_SURE
from quiz.rulebook.model import Rulebook
from quiz.rulebook.questions import Question
from tests.support.answering import picks_of

MARK = "zz<xss>\"'`&zz"
"""Text that must never reach a page as it is."""

PAYLOADS = (
    MARK,
    f"<script>alert(1)</script>{MARK}",
    f'"><img src=x onerror=alert(1)>{MARK}',
    f"</title></textarea></script><svg onload=alert(1)>{MARK}",
    f"' autofocus onfocus='alert(1){MARK}",
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "<https://example.org>",
    "&lt;script&gt;&#60;script&#62;&colon;",
    "{{ 7 * 7 }}{% raw %}{{ config }}",
    "%(name)s %s %n {0.__class__} %(",
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "\x00",
    "a\r\nSet-Cookie: x=1",
    "\u202egnp.exe\u2066",
    "\ufeff\u200b\u2028\u0085",
    "x" * 5000,
    "🏥" * 400,
    "null",
    "-1",
    "9" * 400,
    "１",
    "",
)

METHODS = ("GET",) * 12 + ("HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW", "get")
PAGES = (
    "", "ask", "answer", "check", "summary", "summary.json", "summary.txt", "compare", "compare.json", "ready", "about",
)  # fmt: skip
"""Pages of a quiz."""

NO_PAGES = (
    "nowhere", "ask/", "ASK", "summary.json/", "summary.jsonx", ".", "..", "../../etc/passwd", "%2e%2e/", "ask%00",
    "ask;a=1",
)  # fmt: skip
PARAMETERS = (
    "_at",
    "_back_to",
    "_was",
    "_whole",
    "_edition",
    "_",
    "__proto__",
    "constructor",
    "name",
    "link",
    "a",
    "utm_source",
    "fbclid",
)
HEADERS: dict[str, tuple[str, ...]] = {
    "HTTP_ACCEPT_LANGUAGE": ("es", "*", "de;q=0.9, es;q=0.8", "x" * 3000, "es;q=nan", ",,;;", "\xff"),
    "HTTP_ACCEPT_ENCODING": ("br", "gzip;q=2", "identity;q=0", "*;q=0", "\xe9"),
    "HTTP_ACCEPT": ("text/html", "application/json", "*/*;q=-1", "image/*"),
    "HTTP_IF_NONE_MATCH": ('"x"', "*", 'W/"'),
    "HTTP_IF_MODIFIED_SINCE": ("Sat, 31 Feb 99999 00:00:00 GMT", "never"),
    "HTTP_RANGE": ("bytes=0-1", "bytes=9-1", "lines=1"),
    "HTTP_COOKIE": ("session=x", "=;=;", "\x01"),
    "HTTP_HOST": (
        "localhost",
        "evil.example",
        "a b",
        "[::1",
        "[::1]:99999",
        "127.0.0.1:0",
        "xn--",
        "\xe9.localhost",
        "x" * 64,
        "a..localhost",
        "[a:b]",
        "..",
        f"{'x' * 64}.local:8000",
    ),
    "HTTP_X_FORWARDED_HOST": ("evil.example",),
    "CONTENT_TYPE": ("multipart/form-data", "application/json"),
}


@dataclass(frozen=True)
class Request:
    """A request as it stands on the wire: the target is not mended on its way."""

    path: bytes
    query: bytes = b""
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.path!r}?{self.query!r}"


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: Any
    body: bytes

    @property
    def mimetype(self) -> str:
        return str(self.headers.get("Content-Type", "")).partition(";")[0]

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


def send(app: Flask, request: Request) -> Reply:
    """What `app` answers, asked as a WSGI server would ask it."""
    environ: dict[str, Any] = {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(request.path).decode("latin-1"),
        "QUERY_STRING": request.query.decode("latin-1"),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": _NOTHING,
        "wsgi.errors": _NOWHERE,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **request.headers,
    }
    pieces, status, headers = run_wsgi_app(app, environ)
    body = b"".join(pieces)
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress}.get(headers.get("Content-Encoding", ""))
    return Reply(int(status.split()[0]), headers, unpack(body) if unpack and body else body)


class _Nothing:
    def read(self, *_: int) -> bytes:
        return b""

    readline = read


class _Nowhere:
    def write(self, _: str) -> None: ...

    def flush(self) -> None: ...


_NOTHING, _NOWHERE = _Nothing(), _Nowhere()


def requests(book: Rulebook) -> st.SearchStrategy[Request]:
    """Requests for a quiz: its pages and others, by every method, with queries that are right, nearly, or noise."""
    odd = st.sampled_from(PAYLOADS).map(lambda text: quote(text, safe="", errors="replace"))
    name = st.sampled_from([book.id] * 20 + ["..%2f", "%00", "static", "", ".", f"{book.id}%2F..", book.id.upper()])
    pages = st.sampled_from(PAGES)
    page = st.one_of(pages, pages, pages, pages, st.sampled_from(NO_PAGES), odd)
    path = st.builds(lambda name, page: f"/{name}/{page}".encode(), name, page)
    anywhere = st.one_of(st.binary(max_size=40).map(lambda raw: b"/" + raw), st.text(max_size=20).map(_as_path))
    headers = st.dictionaries(st.sampled_from(sorted(HEADERS)), st.integers(0, 9), max_size=2).map(
        lambda picks: {name: HEADERS[name][pick % len(HEADERS[name])] for name, pick in picks.items()}
    )
    return st.builds(
        Request,
        st.one_of(path, path, anywhere),
        queries(book),
        st.sampled_from(METHODS),
        st.one_of(st.just({}), headers),
    )


def _as_path(text: str) -> bytes:
    return b"/" + quote(text, errors="replace").encode()


@st.composite
def queries(draw: st.DrawFn, book: Rulebook) -> bytes:
    """Queries: complete answers, or few, with parts added, dropped, doubled, put elsewhere, and written oddly."""
    parts: list[tuple[str, str]] = []
    if draw(st.integers(0, 3)):
        parts = [(question.id, choice) for question in book.questions for choice in sorted(draw(_picks(question)))]
    for _ in range(draw(st.sampled_from([0, 0, 1, 2, 4]))):
        kind = draw(st.sampled_from([0, 1, 2, 2, 3, 3, 4]))
        place = draw(st.integers(0, len(parts)))
        if kind == 0 and place < len(parts):
            del parts[place]
        elif kind == 1 and place < len(parts):
            parts.append(parts[place])
        elif kind == 2 and place < len(parts):
            parts.insert(0, parts.pop(place))
        elif kind == 3:
            question = draw(st.sampled_from(book.questions))
            parts.insert(place, draw(st.sampled_from(_names(question))))
        else:
            parts.insert(place, (draw(_words(book)), draw(_words(book))))
    if draw(st.integers(0, 60)) == 0:
        parts *= draw(st.integers(2, 80))
    query = b"&".join(_written(draw(st.integers(0, 5)), *part) for part in parts)
    return query + draw(_TAILS)


_TAILS = st.one_of(
    *[st.just(b"")] * 6,
    st.sampled_from([b"&", b"=", b"&&=&", b"%", b"%zz", b"&%ff%fe", b"+", b"&;", b"?", b"#x", b"&a", b"&\xff=\xc3"]),
    st.binary(max_size=12).map(lambda raw: b"&" + raw),
)


@cache
def _picks(question: Question) -> st.SearchStrategy[frozenset[str]]:
    return st.sampled_from(picks_of(question))


def _names(question: Question) -> list[tuple[str, str]]:
    """Every way to write an answer to `question`, earlier names included."""
    choices = [name for choice in question.choices for name in (choice.id, *choice.was)]
    return [(name, choice) for name in (question.id, *question.was) for choice in (*choices, NOT_SURE)]


def _words(book: Rulebook) -> st.SearchStrategy[str]:
    names = [question.id for question in book.questions]
    choices = [choice for question in book.questions for choice in question.choice_ids]
    known = st.sampled_from([*names, *choices, *PARAMETERS, f"{names[0]}:{choices[0]}", f"{names[0]}:"])
    return st.one_of(known, known, st.sampled_from(PAYLOADS), st.text(max_size=12))


def _written(how: int, name: str, value: str) -> bytes:
    """A part of a query: mostly as browsers write it, else with every byte or none of them escaped."""
    if how == 0:
        return b"=".join("".join(f"%{byte:02x}" for byte in _bytes(text)).encode() for text in (name, value))
    if how == 1 and not set(name + value) & set("&=+%#;"):
        return _bytes(name) + b"=" + _bytes(value)
    return b"=".join(quote_from_bytes(_bytes(text)).replace("%20", "+").encode() for text in (name, value))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
