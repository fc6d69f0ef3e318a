"""Static files: named after their content, compressed, kept for good; and the weight of a first page."""

import gzip
import http.client
from html.parser import HTMLParser
from urllib.parse import urlsplit

import brotli
import pytest
from flask.testing import FlaskClient

STYLES = "/static/quiz.{}.css"


class Links(HTMLParser):
    """What a page makes a browser load before it can show it, and whatever else it loads."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.blocking_scripts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "link" and told.get("rel") in ("stylesheet", "icon", "preload"):
            self.loaded.append(told["href"] or "")
        if tag in ("script", "img", "iframe") and told.get("src"):
            self.loaded.append(told["src"] or "")
        if tag == "script" and "defer" not in told and "async" not in told and told.get("type") != "module":
            self.blocking_scripts.append(told.get("src") or "inline")


def styles(client: FlaskClient) -> str:
    return next(each for each in Links(client.get("/small/").text).loaded if each.endswith(".css"))


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


def test_a_first_question_weighs_at_most_14_kilobytes_over_the_wire_and_no_script_holds_it_up(served: str) -> None:
    """Heads and bodies of the page and all that it loads, as a browser without any of it would get them."""
    weight, page = fetched(served, "/integrated-ir/ask")
    links = Links(gzip.decompress(page).decode())
    assert links.blocking_scripts == []
    assert any(each.endswith(".css") for each in links.loaded)
    weight += sum(fetched(served, each)[0] for each in links.loaded)
    assert weight <= 14 * 1024


def fetched(served: str, address: str) -> tuple[int, bytes]:
    """The bytes of an answer, its head included, and its body as sent."""
    connection = http.client.HTTPConnection(urlsplit(served).netloc)
    connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    assert answer.status == 200
    head = sum(len(f"{name}: {value}\r\n") for name, value in answer.getheaders()) + len("HTTP/1.1 200 OK\r\n\r\n")
    connection.close()
    return head + len(body), body
