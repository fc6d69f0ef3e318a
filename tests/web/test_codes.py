"""Codes on the pages: shown, opened, typed, and where they are wrong, refused with a word that says why."""

import json
import logging
from html import unescape
from pathlib import Path
from re import findall, search, sub
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from quiz.files.load import load_rulebook
from quiz.rulebook.model import Rulebook
from quiz.shelf.kept import keep
from quiz.shelf.loading import load_shelf
from quiz.web.app import app_for
from quiz.web.operation.settings import Settings
from quiz.words.folders import own_folder
from tests.support.books import ALL_ANSWERS, write_files
from tests.support.editions import NOW, code_for, edited_twice
from tests.support.html import hidden_inputs, links

OURS = load_shelf(own_folder("rules"), own_folder("seeds"))
UNSURE = "&".join(f"{question.id}=not_sure" for question in OURS["integrated-ir"].questions)
CODE = code_for(OURS["integrated-ir"], UNSURE)


@pytest.fixture
def shelf(tmp_path: Path) -> dict[str, Rulebook]:
    return edited_twice(tmp_path)


@pytest.fixture
def client(shelf: dict[str, Rulebook]) -> FlaskClient:
    return app_for(shelf).test_client()


@pytest.fixture
def ours() -> FlaskClient:
    return app_for(OURS).test_client()


def error(page: str) -> str:
    """What stands beside the field of a page that has an error, and at its top."""
    (said,) = findall(r'(?s)<p class="error" id="code-error">(.*?)</p>', page)
    words = unescape(sub("<[^>]*>", "", said)).removeprefix("Error: ").strip()
    top = search(r'(?s)<a href="#code">(.*?)</a>', page)
    assert top
    assert words.startswith(unescape(top[1]))
    assert '<details class="fold have-code" open>' in page
    assert 'aria-invalid="true"' in page
    return words


def test_a_code_opens_the_summary_that_its_link_opens(shelf: dict[str, Rulebook], client: FlaskClient) -> None:
    code = code_for(shelf["small"], ALL_ANSWERS)
    assert client.get(f"/small/s/{code}").text == client.get(f"/small/summary?{ALL_ANSWERS}&_edition={NOW}").text


def test_a_summary_shows_its_code_on_paper_in_its_links_and_as_data(
    shelf: dict[str, Rulebook], client: FlaskClient
) -> None:
    code, address = code_for(shelf["small"], ALL_ANSWERS), f"/small/summary?{ALL_ANSWERS}"
    page = client.get(address).text
    (foot,) = findall(r'(?s)<p class="address print-only" translate="no">(.*?)</p>', page)
    assert sub("<[^>]*>", "", foot) == f"Code: {code} · http://localhost/small/s/{code}"
    assert f'data-share="http://localhost/small/s/{code}"' in page
    assert f'data-copy-code="{code}"' in page
    assert "Nothing is stored: the code is your answers" in page
    told = client.get(f"/small/summary.json?{ALL_ANSWERS}").json
    assert told
    assert told["code"] == code
    letter = client.get(f"/small/summary.txt?{ALL_ANSWERS}").text
    assert letter.endswith(f"Code: {code}\n\nThis page: http://localhost/small/s/{code}\n")


def test_without_a_kept_edition_the_long_link_serves(small: Rulebook) -> None:
    client = app_for({"small": small}).test_client()
    page = client.get(f"/small/summary?{ALL_ANSWERS}").text
    (foot,) = findall(r'(?s)<p class="address print-only" translate="no">(.*?)</p>', page)
    assert "/small/summary?" in foot
    assert "Code:" not in page
    told = client.get(f"/small/summary.json?{ALL_ANSWERS}").json
    assert told
    assert told["code"] is None
    assert client.get("/small/s/7KF3-Q2M2").status_code == 404


@pytest.mark.parametrize(
    "spell", [str.lower, lambda code: code.replace("-", ""), lambda code: f"{code}.", "{} ".format]
)
def test_another_spelling_leads_to_the_usual_one(ours: FlaskClient, spell) -> None:  # type: ignore[no-untyped-def]
    response = ours.get(f"/integrated-ir/s/{spell(CODE)}?_was=reading_room:enjoy")
    assert response.status_code == 302
    assert response.headers["Location"] == f"/integrated-ir/s/{CODE}?_was=reading_room:enjoy"


def test_a_code_is_the_same_in_every_language(ours: FlaskClient) -> None:
    page = ours.get(f"/integrated-ir/s/{CODE}").text
    assert f"/integrated-ir.es/s/{CODE}" in links(page)
    spanish = ours.get(f"/integrated-ir.es/s/{CODE}")
    assert spanish.status_code == 200
    assert f'Código: <strong translate="no">{CODE}</strong>' in spanish.text
    assert f"/integrated-ir/s/{CODE}" in links(spanish.text)


def test_an_earlier_code_opens_with_what_has_changed(tmp_path: Path) -> None:
    keep(load_rulebook(write_files(tmp_path), tmp_path / "seeds"), tmp_path / "seeds")
    code = code_for(load_shelf(tmp_path / "rules", tmp_path / "seeds")["small"], "nights=many&people=young&first=sleep")
    shelf = edited_twice(tmp_path)
    page = app_for(shelf).test_client().get(f"/small/s/{code}").text
    assert "It was made under the edition of February 3, 2024." in page
    now = code_for(shelf["small"], "nights=many&people=young&first=sleep")
    assert now != code
    assert f'data-share="http://localhost/small/s/{now}"' in page


def test_a_code_that_is_typed_on_a_start_page_opens_its_summary(ours: FlaskClient) -> None:
    response = ours.get(f"/integrated-ir/?{urlencode({'_code': f' {CODE.lower()} '})}")
    assert response.status_code == 303
    assert response.headers["Location"] == f"/integrated-ir/s/{CODE}"


def test_on_the_front_page_a_code_finds_its_quiz(ours: FlaskClient) -> None:
    assert ours.get("/").text.count("Have a code?") == 1
    opened = ours.get(f"/?_code={CODE}")
    assert opened.headers["Location"] == f"/integrated-ir/s/{CODE}"
    opened = ours.get(f"/?_code={CODE}", headers={"Accept-Language": "es-MX"})
    assert opened.headers["Location"] == f"/integrated-ir.es/s/{CODE}"


def test_where_there_is_one_quiz_the_front_page_opens_codes_too(ours: FlaskClient) -> None:
    client = app_for({"integrated-ir": OURS["integrated-ir"]}).test_client()
    assert client.get(f"/?_code={CODE}").headers["Location"] == f"/integrated-ir/s/{CODE}"
    wrong = client.get("/?_code=7KF3-Q2MX")
    assert wrong.status_code == 422
    assert error(wrong.text).startswith("It is mistyped.")
    programs = code_for(OURS["ir-programs"], "&".join(f"{each.id}=not_sure" for each in OURS["ir-programs"].questions))
    assert error(client.get(f"/?_code={programs}").text) == "It belongs to a quiz that is not offered here."


@pytest.mark.parametrize("address", ["/", "/small/", "/small/s/"])
def test_a_wrong_code_gets_the_page_again_with_what_was_typed_and_why(client: FlaskClient, address: str) -> None:
    typed = '7kf3-"<u>'
    response = client.get(
        f"{address}{typed}" if address.endswith("/s/") else f"{address}?{urlencode({'_code': typed})}"
    )
    assert response.status_code == (404 if address.endswith("/s/") else 422)
    assert 'value="7kf3-&#34;&lt;u&gt;"' in response.text
    assert error(response.text) == "It has 5 letters and digits; codes here have 6."
    assert "<title>Error: " in response.text
    assert '<meta name="robots" content="noindex">' in response.text


def test_a_wrong_code_keeps_the_answers_in_the_address(client: FlaskClient) -> None:
    page = client.get("/small/?nights=many&_edition=2024-02-03&_code=").text
    assert error(page) == "Type the code from a summary."
    assert hidden_inputs(page) == {"nights": "many", "_edition": "2024-02-03"}
    assert "Resume" in page


def test_a_code_of_another_quiz_leads_there(shelf: dict[str, Rulebook], client: FlaskClient) -> None:
    code = code_for(shelf["other"], ALL_ANSWERS)
    for address in (f"/small/s/{code}", f"/small/?_code={code}"):
        page = client.get(address).text
        assert error(page) == "It belongs to another quiz. A small quiz"
        assert f"/other/s/{code}" in links(page)


def test_a_code_of_another_quiz_leads_there_in_the_same_language(ours: FlaskClient) -> None:
    page = ours.get(f"/ir-programs.es/s/{CODE}").text
    assert f"/integrated-ir.es/s/{CODE}" in links(page)


def test_pages_under_a_code_are_kept_out_of_search_and_shared_caches(ours: FlaskClient) -> None:
    headers = ours.get(f"/integrated-ir/s/{CODE}").headers
    assert headers["X-Robots-Tag"] == "noindex"
    assert "private" in headers["Cache-Control"]


def test_no_log_has_a_code(caplog: pytest.LogCaptureFixture) -> None:
    client = app_for(OURS, Settings(access_log=True)).test_client()
    with caplog.at_level(logging.INFO, "quiz.access"):
        client.get(f"/integrated-ir/s/{CODE}")
        client.get(f"/integrated-ir/s/{CODE.lower()}/")
    logged = [getattr(record, "fields", {})["path"] for record in caplog.records]
    assert logged == ["/integrated-ir/s/<code>", "/…"]


def test_codes_are_compared_with_links(shelf: dict[str, Rulebook], client: FlaskClient) -> None:
    code = code_for(shelf["small"], ALL_ANSWERS)
    query = urlencode({"_links": f"Ana: {code}, Ben http://localhost/small/summary?nights=none&first=sleep"})
    response = client.get(f"/small/compare?{query}")
    assert response.status_code == 303
    assert response.headers["Location"].startswith("/small/compare?nights=few,none&people=young,-")


def test_the_data_of_a_code_are_described(ours: FlaskClient) -> None:
    described = json.loads(ours.get("/openapi.json").text)["components"]["schemas"]["Summary"]["properties"]
    assert described["code"]["anyOf"] == [{"type": "string"}, {"type": "null"}]
