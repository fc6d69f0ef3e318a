"""What a messenger shows of an address: title, description and picture, and never an answer."""

import json
from html import unescape
from re import findall, search

import pytest
from flask.testing import FlaskClient

from quiz.rulebook.model import Rulebook
from quiz.web.app import app_for
from tests.support.books import ALL_ANSWERS
from tests.support.two_books import APP

NEUTRAL = "A page of this quiz that was made from answers. Whoever has its address can read them."
COLUMNS = "nights=few,none&people=young,-&first=sleep,company"
WITH_ANSWERS = [
    "?nights=few", "ask?nights=few", "check?nights=few", f"summary?{ALL_ANSWERS}", f"ready?{ALL_ANSWERS}",
    f"about?{ALL_ANSWERS}", f"compare?{COLUMNS}", "ask?nights=bogus", "answer?_at=nights&people=young",
]  # fmt: skip


def tags(html: str) -> dict[str, str]:
    return {
        name: unescape(text) for name, text in findall(r'<meta (?:name|property)="([^"]*)" content="([^"]*)"', html)
    }


@pytest.mark.parametrize(("page", "address"), [("", "/small/"), ("about", "/small/about"), ("?fbclid=x", "/small/")])
def test_a_page_without_answers_is_described(client: FlaskClient, page: str, address: str) -> None:
    html = client.get(f"/small/{page}").text
    told = tags(html)
    assert told["og:title"] == "A small quiz"
    assert (
        told["description"]
        == told["og:description"]
        == ("Whether to work nights. Nothing you answer is stored. No account, no cookies.")
    )
    assert told["og:image"] == "http://localhost/small/picture.png"
    assert told["og:url"] == f"http://localhost{address}"
    assert f'<link rel="canonical" href="http://localhost{address}">' in html


@pytest.mark.parametrize("page", WITH_ANSWERS)
def test_a_page_with_answers_has_a_fixed_text_and_nothing_of_them(client: FlaskClient, page: str) -> None:
    html = client.get(f"/small/{page}").text
    told = tags(html)
    assert told["description"] == told["og:description"] == NEUTRAL
    assert told["og:title"] == "A small quiz"
    assert "og:url" not in told
    assert "canonical" not in html
    assert "ld+json" not in html
    assert (
        'name="robots" content="noindex"' in html or client.get(f"/small/{page}").headers["X-Robots-Tag"] == "noindex"
    )
    for text in told.values():
        assert not search("nights=|few|young|sleep", text)


def test_the_list_of_quizzes_is_described() -> None:
    told = tags(APP.test_client().get("/").text)
    assert told["og:title"] == "Which decision are you weighing?"
    assert "They name no winner." in told["og:description"]
    assert told["og:image"].startswith("http://localhost/")
    spanish = tags(APP.test_client().get("/", headers={"Accept-Language": "es"}).text)
    assert "No señalan ninguna opción ganadora." in spanish["og:description"]


def test_a_start_page_says_what_it_is_in_the_words_of_schema_org(client: FlaskClient) -> None:
    (data,) = findall(r'<script type="application/ld\+json">(.*?)</script>', client.get("/small/").text)
    told = json.loads(data)
    assert (told["@type"], told["name"], told["url"]) == ("WebApplication", "A small quiz", "http://localhost/small/")
    assert (told["inLanguage"], told["dateModified"], told["isAccessibleForFree"]) == ("en", "2024-02-03", True)
    assert told["isBasedOn"] == [{"@type": "CreativeWork", "name": "A talk"}]


def test_text_of_a_rulebook_does_not_end_the_data(small: Rulebook) -> None:
    odd = small.model_copy(update={"title": "</script><script>alert(1)</script>"})
    html = app_for({"small": odd}).test_client().get("/small/").text
    assert "<script>" not in html
    (data,) = findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert json.loads(data)["name"] == odd.title


def test_each_language_is_named_to_search_engines(small: Rulebook) -> None:
    spanish = small.model_copy(update={"language": "es", "translated_from": "en"})
    client = app_for({"small": small, "small.es": spanish}).test_client()
    both = {("es", "http://localhost/small.es/"), ("en", "http://localhost/small/")}
    both.add(("x-default", "http://localhost/small/"))
    for address in ("/small/", "/small.es/", "/small/?_language=en"):
        page = client.get(address).text
        assert set(findall('<link rel="alternate" hreflang="([^"]*)" href="([^"]*)"', page)) == both


def test_other_sites_may_show_the_picture(client: FlaskClient) -> None:
    response = client.get("/small/picture.png")
    assert response.mimetype == "image/png"
    assert response.data.startswith(b"\x89PNG")
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "public" in response.headers["Cache-Control"]
    assert "X-Robots-Tag" not in response.headers
    assert client.get("/nowhere/picture.png").status_code == 404
