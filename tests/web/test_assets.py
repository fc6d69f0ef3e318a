"""Static files: named after their content, compressed, kept for good."""

import gzip

import brotli
import pytest
from flask.testing import FlaskClient

from tests.support.html import Loads

STYLES = "/static/quiz.{}.css"


def styles(client: FlaskClient) -> str:
    return next(each for each in Loads(client.get("/small/").text).loaded if each.endswith(".css"))


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", None),
        ("identity", None),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0.1, gzip", "gzip"),
        ("compress", None),
    ],
)
def test_a_file_comes_in_a_form_that_the_browser_takes(
    client: FlaskClient, accepted: str, encoding: str | None
) -> None:
    answer = client.get(styles(client), headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == encoding
    assert "Accept-Encoding" in answer.headers["Vary"]
    undone = {"gzip": gzip.decompress, "br": brotli.decompress, None: bytes}[encoding](answer.data)
    assert b"--accent" in undone
    assert answer.mimetype == "text/css"


def test_a_file_may_be_kept_for_good_under_its_own_name_only(client: FlaskClient) -> None:
    assert client.get(styles(client)).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    old = client.get(STYLES.format("0123456789ab"))
    assert (old.status_code, old.headers["Cache-Control"]) == (200, "no-cache")


@pytest.mark.parametrize("name", ["quiz.css.map", "nothing.0.css", "quiz", "quiz.css/", "..%2fapp.py", "%00"])
def test_other_names_are_not_there(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


def test_a_page_is_compressed_and_says_so(client: FlaskClient) -> None:
    answer = client.get("/small/", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert b"A small quiz" in gzip.decompress(answer.data)
