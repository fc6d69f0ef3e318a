"""The folder on web hosts of two kinds, for tests in browsers."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import BinaryIO

from playwright.sync_api import Page, expect

from quiz.answers.query import write_query
from tests.support.browsers import LOVES_CLINIC
from tests.support.scripts import PROOF

_IR = PROOF.shelf["integrated-ir"]
_ALL = write_query(_IR, _IR.examples[0].answers)
HOSTILE = {
    "percent": "%",
    "bytes": "_code=%E0%A4%A&a=%ED%A0%80&b=%00",
    "prototype": "__proto__=1&constructor=2&_at=toString&_back_to=javascript:alert(1)",
    "earlier": f"{_ALL}&_was=__proto__:a&_then=constructor:x&_at=__proto__",
    "editions": "_edition=__proto__,2026-11-24",
    "lapsed": f"{_ALL}&_edition=2026-11-24&_then=clinic_fields:brains",
    "numbers": f"{_ALL}&_edition=99999999999999999999&hours={'9' * 400}",
    "markup": "x=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E&%3Cscript%3Ealert(1)%3C/script%3E=1",
    "code": "_code=%22%3E%3Cimg%20src=x%3E" + "9" * 20_000,
    "pasted": "_links=%3Cimg%20src=x%3E%0Ahttps://x.example/?u=aHR0c!%0A" + "x" * 5000,
    "long": "a=" + "é" * 50_000,
    "many": "medicines=own&" * 5000,
}
"""What somebody may write behind the `#` of an address, by what is hostile in it."""


class Host(SimpleHTTPRequestHandler):
    """A plain host, which lets browsers remember its pages for ten minutes without asking again, and nothing else."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_header(self, keyword: str, value: str) -> None:
        if keyword == "Last-Modified":  # Its seconds are too coarse for a test that builds anew within one.
            keyword, value = "Cache-Control", "no-store" if "/static/" in self.path else "max-age=600"
        super().send_header(keyword, value)


class TidyHost(Host):
    """A host that leads from `ask.html` on to `ask`, and from `index.html` to its folder."""

    def send_head(self) -> BytesIO | BinaryIO | None:
        path, _, query = self.path.partition("?")
        if path.endswith(".html"):
            self.send_response(308)
            tidy = path.removesuffix(".html").removesuffix("index")
            self.send_header("Location", f"{tidy}?{query}" if query else tidy)
            self.end_headers()
            return None
        if not path.endswith("/") and "." not in path.rpartition("/")[2]:
            self.path = f"{path}.html"
        return super().send_head()


@contextmanager
def hosted(root: Path, host: type[Host] = Host) -> Iterator[str]:
    """The address of a host for what is in `root`, until the block ends."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(host, directory=root)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def answer_all(page: Page) -> None:
    """Answers every question, from the first, as a student who loves the clinic."""
    for labels in LOVES_CLINIC.values():
        for label in labels:
            page.get_by_text(label, exact=True).click()
        before = page.url
        page.get_by_role("button", name="Continue").click()
        page.wait_for_url(lambda url, before=before: url != before)
    expect(page.locator(".points")).to_be_visible()
