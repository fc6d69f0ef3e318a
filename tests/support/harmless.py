"""That a reply can do no harm."""

import json
import re
from html.parser import HTMLParser

from tests.support.hostile import MARK, Reply


class PageParser(HTMLParser):
    """What of a page matters here: its text by element, and whatever could act."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.acting: list[str] = []
        self.ids: list[str] = []
        self.heading = ""
        self.folds: dict[str, str] = {}
        self._in: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if (
            tag == "script"
            and told.get("type") != "application/ld+json"
            and not (told.get("src") or "").startswith("/static/")
        ):
            self.acting.append(tag)
        if tag in ("xss", "iframe", "object", "embed", "base", "style", "animate") or (tag == "img"):
            self.acting.append(tag)
        self.acting += [name for name, _ in attrs if name.startswith("on") or name in ("style", "srcdoc")]
        self.acting += [f"{name}={value}" for name, value in attrs if _leads_astray(name, value or "")]
        self.ids += [told["id"] or ""] if "id" in told else []
        if tag == "h1":
            self._in = "h1"
        elif tag == "details" and (told.get("id") or "").startswith("answer-"):
            self._in = (told["id"] or "").removeprefix("answer-")
            self.folds[self._in] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h1", "details"):
            self._in = None

    def handle_data(self, data: str) -> None:
        if self._in == "h1":
            self.heading += data
        elif self._in is not None:
            self.folds[self._in] += data


def _leads_astray(name: str, value: str) -> bool:
    """Whether an attribute that is an address leads anywhere but to a page of ours, or to the web."""
    if name not in ("href", "src", "action", "formaction", "data", "poster", "xlink:href"):
        return False
    bare = re.sub(r"[\x00-\x20]", "", value).lower()
    return not bare.startswith(("/", "#", "?", "http://", "https://", "data:image/")) or bare.startswith("//")


def assert_harmless(reply: Reply) -> None:
    """Nothing was kept, nothing leads elsewhere, nothing runs, and no words of the machine are shown."""
    assert "Set-Cookie" not in reply.headers
    assert "default-src 'none'" in reply.headers["Content-Security-Policy"]
    where = reply.headers.get("Location", "/")
    assert re.match(r"/(?![/\\])|http://(localhost|127\.0\.0\.1:0|xn--)/", where)
    assert all(character.isprintable() for character in where)
    assert b"Traceback (most recent" not in reply.body
    if reply.mimetype == "text/html":
        assert MARK not in reply.text
        assert PageParser(reply.text).acting == []
    elif reply.mimetype == "application/json" and reply.body:
        json.loads(reply.text)
