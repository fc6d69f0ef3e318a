"""The four SURE questions after the summary: unaltered, scored by their own rule alone, stored nowhere."""

from html import unescape
from re import findall, sub

import pytest
from flask.testing import FlaskClient

from quiz.about import sure
from quiz.rulebook.model import Rulebook
from quiz.web.app import app_for
from quiz.web.pages import ready
from tests.support.books import ALL_ANSWERS
from tests.support.html import checked_inputs, hidden_inputs, links

YES, NO = ("&_ready=yes" + "".join(f"&{item.name}={said}" for item in sure.ITEMS) for said in ("yes", "no"))
AS_PUBLISHED = (
    "Do you feel SURE about the best choice for you?",
    "Do you know the benefits and risks of each option?",
    "Are you clear about which benefits and risks matter most to you?",
    "Do you have enough support and advice to make a choice?",
)


def words(html: str) -> str:
    return unescape(sub(r"\s+", " ", sub("<[^>]*>", " ", html)))


def only(name: str) -> str:
    """SURE answered with yes, except for one question."""
    return YES.replace(f"&{name}=yes", f"&{name}=no")


def test_the_questions_and_their_answers_stand_as_published(client: FlaskClient) -> None:
    page = client.get(f"/small/ready?{ALL_ANSWERS}").text
    legends = [unescape(each) for each in findall(r"<legend[^>]*>(.*?)</legend>", page)]
    assert tuple(legends) == AS_PUBLISHED
    assert findall(r'<label class="choice__label"[^>]*>(.*?)</label>', page) == ["Yes", "No"] * 4
    assert "SURE test © O’Connor & Légaré 2008, Ottawa Hospital Research Institute" in words(page)
    assert "Canadian Family Physician 2010;56:e308–e314" in page
    assert not checked_inputs(page)


@pytest.mark.parametrize(("yes", "conflict"), [(4, False), (3, True), (2, True), (1, True), (0, True)])
def test_three_times_yes_or_fewer_is_decisional_conflict(yes: int, conflict: bool) -> None:
    answers = {item.name: "yes" if place < yes else "no" for place, item in enumerate(sure.ITEMS)}
    assert sure.shows_conflict(answers) is conflict


def test_the_summary_leads_there_and_the_page_leads_back(client: FlaskClient) -> None:
    assert f"/small/ready?{ALL_ANSWERS}" in links(client.get(f"/small/summary?{ALL_ANSWERS}").text)
    assert f"/small/summary?{ALL_ANSWERS}&_edition=2024-02-03" in links(client.get(f"/small/ready?{ALL_ANSWERS}").text)


def test_the_form_carries_the_answers_to_the_quiz(client: FlaskClient) -> None:
    assert hidden_inputs(client.get(f"/small/ready?{ALL_ANSWERS}").text) == {
        "nights": "few",
        "people": "young",
        "first": "sleep",
        "_ready": "yes",
    }


@pytest.mark.parametrize("said", ["&_ready=yes", "&_ready=yes&_sure=maybe", "&_ready=yes&_sure="])
def test_a_question_left_out_is_asked_for(client: FlaskClient, said: str) -> None:
    response = client.get(f"/small/ready?{ALL_ANSWERS}{said}")
    assert response.status_code == 422
    for number in (1, 2, 3, 4):
        assert f'<a href="#sure-{number}-0">Question {number}: choose yes or no.</a>' in response.text
        assert f'aria-describedby="sure-{number}-error"' in response.text
        assert f'id="sure-{number}-0"' in response.text
    assert "<title>Error: Ready to decide?" in response.text
    assert "What could help next</h2>" not in response.text


def test_what_was_answered_stays_when_the_rest_is_asked_for(client: FlaskClient) -> None:
    page = client.get(f"/small/ready?{ALL_ANSWERS}&_ready=yes&_sure=no&_understanding=yes&_encouragement=no")
    assert page.text.count("choose yes or no") == 2
    assert len(checked_inputs(page.text)) == 3


def test_four_times_yes_leads_to_no_next_step(client: FlaskClient) -> None:
    page = client.get(f"/small/ready?{ALL_ANSWERS}{YES}").text
    assert "no decisional conflict" in page
    assert 'class="pull"' not in page


def test_one_no_is_what_the_authors_call_conflict_and_no_number_is_shown(client: FlaskClient) -> None:
    page = words(client.get(f"/small/ready?{ALL_ANSWERS}{only('_sure')}").text)
    assert "three times yes or fewer as a sign of decisional conflict" in page
    assert "a prompt, not a grade" in page
    assert not findall(r"\b[0-4] (?:of|out of|/) 4\b|%", page)


@pytest.mark.parametrize(
    ("name", "steps", "others"),
    [
        ("_sure", ["You want people, and hardly any nights", "Nights: “No nights”"], ["Nobody speaks of pay"]),
        ("_understanding", ["Stay, Leave", "Nobody speaks of pay. → The union"], ["How many nights are"]),
        ("_risks_benefits", ["What matters most: “Sleep”"], ["Nobody speaks of pay", "You want people"]),
        ("_encouragement", ["Programs: How many nights are there?", "Print your summary"], ["Nobody speaks of pay"]),
    ],
)
def test_each_no_gets_a_next_step_from_the_summary(
    client: FlaskClient, name: str, steps: list[str], others: list[str]
) -> None:
    page = client.get(f"/small/ready?{ALL_ANSWERS}{only(name)}").text
    said = words(page)
    assert page.count('class="pull"') == 1
    assert [step in said for step in steps] == [True] * len(steps)
    assert [other in said for other in others] == [False] * len(others)


def test_not_being_clear_leads_to_the_priority_question_and_to_what_is_unsure(client: FlaskClient) -> None:
    page = client.get(f"/small/ready?nights=not_sure&people=young&first=not_sure{only('_risks_benefits')}").text
    assert "Work one night." in page
    query = "nights=not_sure&people=young&first=not_sure"
    assert f"/small/ask?{query}&_back_to=summary&_at=first" in links(page)
    assert f"/small/check?{query}" in links(page)


def test_without_tensions_being_unsure_still_gets_a_word(client: FlaskClient) -> None:
    page = client.get(f"/small/ready?nights=none&first=sleep{only('_sure')}").text
    assert "None of your answers pull apart" in page


def test_no_link_carries_the_answers_to_sure_on(client: FlaskClient) -> None:
    for said in (YES, NO, "&_ready=yes&_sure=no"):
        page = client.get(f"/small/ready?{ALL_ANSWERS}{said}").text
        assert [link for link in links(page) if any(name in link for name in ready.OWN)] == []


@pytest.mark.parametrize("page", ["summary", "check", "summary.json"])
def test_no_other_page_takes_the_answers_to_sure(client: FlaskClient, page: str) -> None:
    assert client.get(f"/small/{page}?{ALL_ANSWERS}&_sure=no").status_code == 400


def test_an_unfinished_quiz_leads_to_its_next_question(client: FlaskClient) -> None:
    assert client.get("/small/ready?nights=few").headers["Location"] == "/small/ask?nights=few"


def test_a_link_that_cannot_be_used_whole_says_what_was_dropped(client: FlaskClient) -> None:
    response = client.get(f"/small/ready?{ALL_ANSWERS}&color=red")
    assert response.status_code == 400
    assert "no such question" in response.text


def test_beside_another_language_the_questions_stay_english_and_say_so(small: Rulebook) -> None:
    spanish = small.model_copy(update={"language": "es"})
    client = app_for({"small": spanish}).test_client()
    page = client.get(f"/small/ready?{ALL_ANSWERS}{NO}").text
    assert '<html lang="es"' in page
    for text in AS_PUBLISHED:
        assert f'<legend class="sure__item" translate="no" lang="en" dir="ltr">{text}</legend>' in page
        assert f'<h3 translate="no" lang="en" dir="ltr">{text} No.</h3>' in page
    english = client.get(f"/small/ready?{ALL_ANSWERS}").text
    assert english.count('class="hint"') == 1
    assert 'class="hint"' not in app_for({"small": small}).test_client().get(f"/small/ready?{ALL_ANSWERS}").text


def test_a_browser_does_not_translate_what_must_stay_as_it_is(client: FlaskClient) -> None:
    page = client.get(f"/small/ready?{ALL_ANSWERS}{NO}").text
    for text in AS_PUBLISHED:
        assert f'<legend class="sure__item" translate="no">{text}</legend>' in page
        assert f'<h3 translate="no">{text} No.</h3>' in page
    assert '<p class="address print-only" translate="no">' in client.get(f"/small/summary?{ALL_ANSWERS}").text
