"""The style sheet, the scripts and the icon.

Each is named after its content, so a browser may keep it for good, and is compressed once.
"""

import gzip
import mimetypes
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import brotli
from flask import Blueprint, Response, abort, current_app, request

from quiz.web.pages.links import path_to

FOLDER = Path(__file__).parent / "static"
A_YEAR = 31_536_000

assets = Blueprint("assets", __name__)


@dataclass(frozen=True)
class Asset:
    """A file as it is sent: `name` has the digest of its content in it, `encoded` holds it by content encoding."""

    name: str
    mimetype: str
    encoded: dict[str, bytes]


def read_assets(folder: Path = FOLDER) -> dict[str, Asset]:
    """The files of `folder`, by the name they have there."""
    return {path.name: _asset(path) for path in sorted(folder.iterdir()) if path.is_file()}


def asset_address(name: str) -> str:
    """The address of the file called `name`."""
    return path_to("assets.asset", _known()[name].name)


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
    encoding = request.accept_encodings.best_match(current.encoded, default="identity") or "identity"
    response = Response(current.encoded[encoding], mimetype=current.mimetype)
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


def _known() -> dict[str, Asset]:
    known: dict[str, Asset] = current_app.extensions["quiz.assets"]
    return known


def _asset(path: Path) -> Asset:
    content = path.read_bytes()
    digest = sha256(content).hexdigest()[:12]
    encoded = {
        "br": brotli.compress(content),
        "gzip": gzip.compress(content, mtime=0),
        "identity": content,
    }
    mimetype = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Asset(f"{path.stem}.{digest}{path.suffix}", mimetype, encoded)
