"""The language of a page: as the browser asks for it, unless a student has chosen by hand."""

from re import findall, search

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quiz.rulebook.model import Rulebook
from quiz.web.app import app_for
from tests.support.html import hidden_inputs, links
from tests.support.two_books import APP

ALL = "nights=few&people=young&first=sleep"

MEXICO = {"Accept-Language": "es-MX,es;q=0.9,en;q=0.5"}


@pytest.fixture
def client(small: Rulebook) -> FlaskClient:
    """One quiz, in English and Spanish."""
    spanish = small.model_copy(update={"language": "es", "translated_from": "en", "title": "Un cuestionario"})
    return app_for({"small": small, "small.es": spanish}).test_client()


@pytest.fixture
def several(small: Rulebook) -> FlaskClient:
    """That quiz, and one in English alone."""
    spanish = small.model_copy(update={"language": "es", "translated_from": "en", "title": "Un cuestionario"})
    other = small.model_copy(update={"id": "other", "title": "Another quiz"})
    return app_for({"small": small, "small.es": spanish, "other": other}).test_client()


def language(response: TestResponse) -> str:
    found = search('<html lang="([^"]*)"', response.text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("accepted", "shown"),
    [
        ("", "en"), ("es-MX", "es"), ("es", "es"), ("de, es;q=0.4", "es"), ("en-GB, es;q=0.9", "en"), ("de", "en"),
        ("*", "en"), ("es;q=0, en", "en"), ("x" * 3000, "en"), (",,;;", "en"),
    ],
)  # fmt: skip
def test_a_start_page_follows_the_browser(client: FlaskClient, accepted: str, shown: str) -> None:
    response = client.get("/small/?nights=few", headers={"Accept-Language": accepted} if accepted else {})
    assert response.status_code == 200
    assert language(response) == shown
    assert "Accept-Language" in response.headers["Vary"]
    path = "/small.es/" if shown == "es" else "/small/"
    assert f"{path}ask?nights=few" in links(response.text)


def test_the_address_of_a_translation_wins_over_the_browser(client: FlaskClient) -> None:
    assert language(client.get("/small.es/", headers={"Accept-Language": "en"})) == "es"
    assert language(client.get("/small/ask", headers=MEXICO)) == "en"


def test_a_choice_by_hand_wins_and_lasts_until_the_end(client: FlaskClient) -> None:
    spanish = client.get("/small/?nights=few", headers=MEXICO)
    assert language(spanish) == "es"
    by_hand = "/small/?nights=few&_language=en"
    assert by_hand in links(spanish.text)
    start = client.get(by_hand, headers=MEXICO)
    assert language(start) == "en"
    question = client.get("/small/ask?nights=few&_at=nights", headers=MEXICO)
    assert "/small/ask?nights=few" in links(start.text)
    for page in (start, question):
        for link in links(page.text):
            if link.startswith("/small/") or link == "/":
                assert language(client.get(link, headers=MEXICO)) == "en", link
    assert "/small/?nights=few&_language=en" in links(question.text)


def test_who_reads_the_language_of_the_browser_has_no_more_in_the_address(client: FlaskClient) -> None:
    for address in ("/small/", "/small/ask?nights=few"):
        page = client.get(address, headers={"Accept-Language": "en"}).text
        assert not [link for link in links(page) if "_language" in link and ".es" not in link]


def test_the_only_quiz_is_opened_in_the_wanted_language(client: FlaskClient) -> None:
    assert language(client.get("/", headers=MEXICO, follow_redirects=True)) == "es"
    assert language(client.get("/?_language=en", headers=MEXICO, follow_redirects=True)) == "en"
    assert language(client.get("/", follow_redirects=True)) == "en"


def test_the_list_has_each_quiz_in_the_wanted_language_and_the_other_one_step_away(several: FlaskClient) -> None:
    response = several.get("/", headers=MEXICO)
    assert language(response) == "es"
    assert "Accept-Language" in response.headers["Vary"]
    assert "Un cuestionario" in response.text
    assert "A small quiz" not in response.text
    assert {"/small.es/", "/small/?_language=en", "/other/", "/?_language=en"} <= set(links(response.text))
    by_hand = several.get("/?_language=en", headers=MEXICO)
    assert language(by_hand) == "en"
    assert "A small quiz" in by_hand.text
    assert {"/small/?_language=en", "/small.es/", "/"} <= set(links(by_hand.text))


def test_the_way_back_to_the_list_keeps_the_language(several: FlaskClient) -> None:
    assert "/?_language=en" in links(several.get("/small/?_language=en", headers=MEXICO).text)
    assert "/?_language=es" in links(several.get("/small.es/", headers={"Accept-Language": "en"}).text)
    assert "/" in links(several.get("/small.es/", headers=MEXICO).text)


@pytest.mark.parametrize("tag", ["fr", "", "ES", "<b>"])
def test_a_language_that_a_quiz_does_not_have_is_told(client: FlaskClient, tag: str) -> None:
    assert client.get(f"/small/?_language={tag}").status_code == 400


def test_pages_that_do_not_follow_the_browser_are_the_same_for_all(client: FlaskClient) -> None:
    for address in ("/small/summary.json?nights=few&people=young&first=sleep", "/static/quiz.css", "/readyz"):
        assert "Accept-Language" not in client.get(address, buffered=True).headers.get("Vary", "")


def test_another_language_of_a_question_takes_a_tick_along_that_was_not_sent(client: FlaskClient) -> None:
    page = client.get("/small/ask?nights=few&_at=people&_edition=2020-01-01").text
    (target,) = findall('<button class="top__other[^>]* formaction="([^"]*)"', page)
    sent = [*hidden_inputs(page).items(), ("people", "young"), ("people", "old")]
    spanish = client.get(target, query_string=sent)
    assert spanish.status_code == 200
    assert language(spanish) == "es"
    assert findall(r'<input checked[^>]* value="(\w+)"', spanish.text) == ["young", "old"]
    assert hidden_inputs(spanish.text) == hidden_inputs(page)


BUTTON = '<button class="top__other[^>]* formaction="([^"]*)"'
UNSENT = f'{BUTTON} name="_unsent" value="yes"'


def test_another_language_of_the_four_questions_takes_along_what_was_picked(client: FlaskClient) -> None:
    page = client.get(f"/small/ready?{ALL}").text
    (target,) = findall(UNSENT, page)
    sent = [*hidden_inputs(page).items(), ("_sure", "no"), ("_unsent", "yes")]
    spanish = client.get(target, query_string=sent)
    assert (spanish.status_code, language(spanish)) == (200, "es")
    assert findall(r'<input checked[^>]* id="([\w-]+)"', spanish.text) == ["sure-1-1"]
    assert 'aria-labelledby="errors-title"' not in spanish.text
    refused = client.get(f"/small/ready?{ALL}&_ready=yes&_sure=no")
    assert (refused.status_code, findall(UNSENT, refused.text)) == (422, [])
    again = client.get(findall(BUTTON, refused.text)[0], query_string=[*hidden_inputs(page).items(), ("_sure", "no")])
    assert (again.status_code, language(again)) == (422, "es")


def test_another_language_of_the_comparison_takes_along_what_was_pasted(client: FlaskClient) -> None:
    (target,) = findall(UNSENT, client.get("/small/compare").text)
    spanish = client.get(target, query_string={"_links": f"{ALL}\nhalf a li", "_unsent": "yes"})
    assert (spanish.status_code, language(spanish)) == (200, "es")
    assert f"{ALL}\nhalf a li</textarea>".replace("&", "&amp;") in spanish.text
    refused = client.get("/small/compare", query_string={"_links": "hello"})
    assert (refused.status_code, findall(UNSENT, refused.text)) == (422, [])


def test_another_language_of_summaries_side_by_side_takes_along_the_list(client: FlaskClient) -> None:
    listed = f"{ALL}\n{ALL}"
    page = client.get("/small/compare", query_string={"_links": listed}, follow_redirects=True).text
    (target,) = findall(BUTTON, page)
    spanish = client.get(target, query_string={"_links": listed}, follow_redirects=True)
    assert (spanish.status_code, language(spanish)) == (200, "es")
    assert '<table class="beside">' in spanish.text
    edited = client.get(target, query_string={"_links": f"{listed}\nhalf a li"})
    assert (edited.status_code, language(edited)) == (422, "es")
    assert "half a li</textarea>" in edited.text


def test_enter_sends_the_answer_and_not_the_page_into_another_language(client: FlaskClient) -> None:
    """The first button that belongs to a form is the one that Enter presses."""
    for form, address in (("question", "ask"), ("ready", f"ready?{ALL}")):
        first = findall(rf'<button[^>]*form="{form}"[^>]*>', client.get(f"/small/{address}").text)[0]
        assert "formaction" not in first


def test_our_own_quizzes_open_in_spanish_for_who_reads_it() -> None:
    page = APP.test_client().get("/", headers=MEXICO).text
    assert '<html lang="es"' in page
