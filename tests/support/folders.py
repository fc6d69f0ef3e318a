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

from tests.support.browsers import LOVES_CLINIC


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
