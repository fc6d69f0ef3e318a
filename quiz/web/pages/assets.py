"""The style sheet, the scripts and the icon.

Each is named after its content, so a browser may keep it forever, and is compressed once, when first requested.
A page brings the style sheet along for a browser that comes from elsewhere: docs/developers/decisions/style-sheet.md.
"""

import gzip
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property, partial
from hashlib import sha256
from pathlib import Path

import brotli
from flask import Blueprint, Response, abort, current_app, request
from markupsafe import Markup

from quiz.web.pages.caches import depends_on
from quiz.web.pages.links import path_to

FOLDER = Path(__file__).parent / "static"
A_YEAR = 31_536_000
STYLE = "quiz.css"

ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "br": brotli.compress,
    "gzip": partial(gzip.compress, mtime=0),
    "identity": bytes,
}
"""How content is encoded, by the names that browsers accept; the best comes first."""

TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
"""What the files are, by their ending; a list of the system's could differ from machine to machine."""

assets = Blueprint("assets", __name__)


@dataclass(frozen=True)
class Asset:
    """A file as it is sent: `name` has the digest of its content in it."""

    name: str
    mimetype: str
    content: bytes

    @cached_property
    def text(self) -> Markup:
        """The content as it can stand in a page, with line ends as browsers have them there."""
        return Markup(self.content.decode().replace("\r\n", "\n"))

    @cached_property
    def source(self) -> str:
        """What a Content-Security-Policy allows the text by, where it stands in a page."""
        return f"'sha256-{b64encode(sha256(self.text.encode()).digest()).decode()}'"


def read_assets(folder: Path = FOLDER) -> dict[str, Asset]:
    """The files of `folder`, by the name they have there."""
    return {path.name: _asset(path) for path in sorted(folder.iterdir()) if path.is_file()}


def asset_address(name: str) -> str:
    """The address of the file called `name`."""
    return path_to("assets.asset", _known()[name].name)


def arriving_style() -> Markup | None:
    """The style sheet for a browser that comes from elsewhere; one that comes from a page of ours has it already.

    A browser that does not say where it comes from, such as any under HTTP without TLS, is taken to have it.
    """
    depends_on("Sec-Fetch-Site")
    comes_from_us = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    return None if comes_from_us else _known()[STYLE].text


@assets.get("/static/<name>")
def asset(name: str) -> Response:
    """A file, in the smallest encoding that the browser accepts.

    A page rendered by another version of the program names a file by another digest: it gets today's
    file, which it may not cache.
    """
    stem, _, suffix = name.partition(".")
    current = _known().get(f"{stem}.{suffix.rpartition('.')[2]}")
    if current is None:
        abort(404)
    encoding = request.accept_encodings.best_match(ENCODINGS, default="identity") or "identity"
    response = Response(_encoded(current.content, encoding), mimetype=current.mimetype)
    response.vary.add("Accept-Encoding")
    if encoding != "identity":
        response.content_encoding = encoding
    if name == current.name:
        response.cache_control.public = True
        response.cache_control.max_age = A_YEAR
        response.cache_control.immutable = True
    else:
        response.cache_control.no_cache = True
    return response


@cache
def _encoded(content: bytes, encoding: str) -> bytes:
    return ENCODINGS[encoding](content)


def _known() -> dict[str, Asset]:
    known: dict[str, Asset] = current_app.extensions["quiz.assets"]
    return known


def _asset(path: Path) -> Asset:
    content = path.read_bytes()
    digest = sha256(content).hexdigest()[:12]
    return Asset(f"{path.stem}.{digest}{path.suffix}", TYPES[path.suffix], content)
