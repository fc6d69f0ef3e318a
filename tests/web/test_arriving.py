"""A browser that comes from elsewhere shows a page from one answer; what pages weigh, load and hold keeps it fast.

How fast it is in a phone is measured by benchmarks/phone.py.
"""

from base64 import b64encode
from hashlib import sha256

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quiz.rulebook.model import Rulebook
from quiz.web.app import app_for
from quiz.web.operation.settings import Settings
from quiz.web.preview import preview_of
from quiz.words.folders import own_folder
from tests.support.html import Loads
from tests.support.queries import worst_queries
from tests.support.visible import words_of

ELSEWHERE = {"Sec-Fetch-Site": "none"}
KIB = 1024


@pytest.fixture(scope="module")
def our_client(ir: Rulebook) -> FlaskClient:
    return app_for({ir.address: ir}).test_client()


def weight(answer: TestResponse) -> int:
    """The bytes of an answer, its head included."""
    head = sum(len(f"{name}: {value}\r\n") for name, value in answer.headers)
    return len("HTTP/1.1 200 OK\r\n\r\n") + head + len(answer.data)


@pytest.mark.parametrize(
    ("page", "first", "whole", "requests", "elements"),
    [
        ("", 12 * KIB, 20 * KIB, 4, 200),
        ("ask", 9 * KIB, 16 * KIB, 3, 60),
        ("about", 14 * KIB, 21 * KIB, 3, 550),
        ("summary?{longest}", 19 * KIB, 29 * KIB, 5, 850),
    ],
    ids=["start", "first question", "about", "longest summary"],
)
def test_one_answer_is_enough_to_show_a_page_and_it_and_the_rest_are_light(
    our_client: FlaskClient, ir: Rulebook, page: str, first: int, whole: int, requests: int, elements: int
) -> None:
    address = f"/{ir.address}/{page.format(longest=worst_queries(ir, 1)[0])}"
    html = our_client.get(address, headers=ELSEWHERE).text
    loads = Loads(html)
    assert loads.blocking == []
    accepting = {**ELSEWHERE, "Accept-Encoding": "br"}
    shown, *rest = (weight(our_client.get(each, headers=accepting)) for each in (address, *loads.loaded))
    assert shown <= first
    assert shown + sum(rest) <= whole
    assert 1 + len(rest) <= requests
    assert words_of(html).elements <= elements


@pytest.mark.parametrize("site", ["none", "cross-site", "same-site"])
@pytest.mark.parametrize("page", ["/", "/small/", "/small/ask?nights=few", "/nowhere"])
def test_who_comes_from_elsewhere_gets_the_style_sheet_in_the_page_and_the_policy_allows_that_one_alone(
    client: FlaskClient, site: str, page: str
) -> None:
    answer = client.get(page, headers={"Sec-Fetch-Site": site}, follow_redirects=True)
    loads = Loads(answer.text)
    (style,) = loads.styles
    (file,) = (each for each in loads.loaded if each.endswith(".css"))
    assert style == client.get(file).text, "the next page finds the same in the cache"
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"style-src 'self' 'sha256-{digest}';" in answer.headers["Content-Security-Policy"]
    assert "style=" not in answer.text


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {}])
def test_who_comes_from_a_page_of_ours_gets_a_link_to_what_is_in_the_cache(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    loads = Loads(client.get("/small/ask?nights=few", headers=headers).text)
    assert loads.styles == []
    assert [each for each in loads.loaded if each.endswith(".css")] == loads.blocking


def test_caches_are_told_that_a_page_depends_on_where_a_browser_comes_from(client: FlaskClient) -> None:
    assert "Sec-Fetch-Site" in client.get("/small/ask").headers["Vary"]
    assert "Sec-Fetch-Site" not in client.get("/small/summary.json?nights=few").headers.get("Vary", "")


def test_a_style_sheet_that_an_author_edits_is_never_held_in_the_page() -> None:
    with preview_of(Settings(rules=own_folder("rules"), seeds=own_folder("seeds"))) as app:
        assert Loads(app.test_client().get("/integrated-ir/ask", headers=ELSEWHERE).text).styles == []
