"""Every page, through Flask's client, on a small rulebook."""

from html import unescape
from pathlib import Path
from re import findall, sub

import pytest
from flask.testing import FlaskClient

from quiz.rulebook.model import Rulebook
from quiz.web.app import app_for
from tests.support.books import ALL_ANSWERS, RICH, SMALL, book
from tests.support.html import checked_inputs, hidden_inputs, links


def test_one_rulebook_is_the_front_page(client: FlaskClient) -> None:
    assert client.get("/").headers["Location"] == "/small/"


def test_several_rulebooks_are_listed(small: Rulebook) -> None:
    other = small.model_copy(update={"id": "other", "title": "Another quiz"})
    page = app_for({"small": small, "other": other}).test_client().get("/").text
    assert "A small quiz" in page
    assert "Another quiz" in page
    assert {"/small/", "/other/"} <= set(links(page))


def test_the_start_page_says_what_it_is_and_what_it_rests_on(client: FlaskClient) -> None:
    page = client.get("/small/").text
    for said in ("Whether to work nights.", "Stay", "Leave", "2 replies", "opinions, not data", "no cookies"):
        assert said in page
    assert "/small/ask" in links(page)


def test_a_question_is_asked_with_every_choice_and_none_picked(client: FlaskClient) -> None:
    page = client.get("/small/ask").text
    assert "<h1>How many nights a month?</h1>" in page
    for label in ("No nights", "A few", "Many", "Not sure yet"):
        assert label in page
    assert not checked_inputs(page)


def test_choices_stand_under_their_heading_and_each_has_its_hint(tmp_path: Path) -> None:
    page = app_for({"small": book(tmp_path, RICH)}).test_client().get("/small/ask").text
    group = page[page.index('<fieldset class="group"><legend>With nights</legend>') :]
    assert findall('type="radio" value="([^"]*)"', page[: -len(group)]) == ["none"]
    assert findall('value="([^"]*)"', group[: group.index("</fieldset>")]) == ["few", "many"]
    (few,) = findall('<input[^>]*value="few">', page)
    assert 'aria-labelledby="nights-1-label" aria-describedby="nights-1-hint"' in few
    assert '<span id="nights-1-label">A few</span>' in page
    assert 'id="nights-1-hint">One or <em>two</em>.</span>' in page
    assert 'value="not_sure"' in group[group.index("</fieldset>") :]


def test_what_is_to_be_done_by_when_leads_to_the_advice(tmp_path: Path) -> None:
    client = app_for({"small": book(tmp_path, RICH)}).test_client()
    page = client.get(f"/small/summary?{ALL_ANSWERS}").text
    assert '<strong>Before you sign (May 1, 2024):</strong> <a href="#advice-with_people">' in page
    assert "By when: Before you sign (May 1, 2024). You like them." in page
    text = client.get(f"/small/summary.txt?{ALL_ANSWERS}").text
    assert "- **Before you sign (May 1, 2024):** People are there day and night\n" in text
    described = client.get("/openapi.json").json
    assert described is not None
    assert set(described["components"]["schemas"]["DeadlineView"]["properties"]) == {"id", "label", "date"}


def test_the_form_carries_every_other_answer(client: FlaskClient) -> None:
    page = client.get(f"/small/ask?{ALL_ANSWERS}&_at=people").text
    assert hidden_inputs(page) == {"nights": "few", "first": "sleep", "_at": "people"}


def test_an_answered_question_shows_what_was_picked(client: FlaskClient) -> None:
    page = client.get("/small/ask?nights=few&people=young&people=old&_at=people").text
    assert len(checked_inputs(page)) == 2


@pytest.mark.parametrize("more", ["", "&_back_to=summary&first=sleep", "&_edition=2023-01-01"])
def test_an_answer_is_followed_by_the_next_question_without_a_detour(client: FlaskClient, more: str) -> None:
    response = client.get(f"/small/answer?nights=few&_at=nights{more}")
    assert response.status_code == 200
    assert response.text == client.get(f"/small/ask?nights=few{more}").text


def test_a_question_that_does_not_matter_is_skipped(client: FlaskClient) -> None:
    page = client.get("/small/ask?nights=none").text
    assert "What matters most to you?" in page


def test_the_last_answer_leads_straight_to_the_summary(client: FlaskClient) -> None:
    response = client.get("/small/answer?nights=none&_at=first&first=sleep")
    assert response.headers["Location"] == "/small/summary?nights=none&first=sleep&_edition=2024-02-03"


def test_the_answers_so_far_are_a_tap_away_while_walking(client: FlaskClient) -> None:
    assert "Your answers so far" not in client.get("/small/ask").text
    assert "/small/check?nights=few" in links(client.get("/small/ask?nights=few").text)
    check = client.get("/small/check?nights=few").text
    assert "<h1>Your answers so far</h1>" in check
    assert "/small/ask?nights=few" in links(check)


def test_an_answer_that_is_being_changed_has_no_place_in_the_order(client: FlaskClient) -> None:
    assert "<progress" not in client.get(f"/small/ask?{ALL_ANSWERS}&_back_to=summary&_at=people").text


@pytest.mark.parametrize(
    ("query", "said", "done", "most"),
    [("", "1 of 2 to 3", 0, 3), ("?nights=few", "2 of 3", 1, 3), ("?nights=none", "2 of 2", 1, 2)],
)
def test_progress_is_shown_from_the_first_question_and_says_what_routing_leaves_open(
    client: FlaskClient, query: str, said: str, done: int, most: int
) -> None:
    page = client.get(f"/small/ask{query}").text
    assert f'<label for="progress">{said}</label>' in page
    assert f'<progress id="progress" value="{done}" max="{most}">' in page


def test_the_start_page_shows_a_true_summary_and_what_the_source_answers(client: FlaskClient, tmp_path: Path) -> None:
    assert "What you get" not in client.get("/small/").text, "no example, no sample"
    example = "examples: [{name: Ana, answers: {nights: few, people: [young], first: sleep}, gets: [everyone]}]\n"
    rulebook = book(tmp_path, SMALL + example)
    page = app_for({"small": rulebook}).test_client().get("/small/").text
    sample = page[page.index("What you get") : page.index("What you are weighing")]
    assert "You take nights" in sample
    assert sample.count('<th scope="row">') == 2
    assert "Reply 1 calls them hard. Nobody counts them." in sub("<[^>]*>", "", page)


def test_submitting_nothing_is_an_error_that_is_announced_linked_and_in_the_title(client: FlaskClient) -> None:
    response = client.get("/small/answer?people=young&_at=nights")
    page = response.text
    assert response.status_code == 422
    assert "<title>Error: " in page
    assert 'role="alert"' in page
    assert "autofocus" in page
    assert "#nights-0" in links(page)
    assert 'aria-describedby="error"' in page
    assert hidden_inputs(page) == {"people": "young", "_at": "nights"}


@pytest.mark.parametrize(
    ("picked", "said"),
    [
        ("people=young&people=nobody", "“Nobody” cannot be picked together"),
        ("people=young&people=not_sure", "“Not sure yet” cannot be picked together"),
        ("people=young&people=old&people=sick", "At most 2 can be picked."),
        ("people=dragons", "not a valid choice"),
    ],
)
def test_picks_that_clash_keep_the_page_and_say_why(client: FlaskClient, picked: str, said: str) -> None:
    response = client.get(f"/small/answer?nights=few&_at=people&{picked}")
    assert response.status_code == 422
    assert said in response.text


def test_two_answers_to_a_question_with_room_for_one_are_an_error(client: FlaskClient) -> None:
    response = client.get("/small/answer?_at=nights&nights=few&nights=many")
    assert response.status_code == 422
    assert "room for one answer" in response.text


def test_back_leads_to_the_question_before_with_all_answers_kept(client: FlaskClient) -> None:
    page = client.get(f"/small/ask?{ALL_ANSWERS}&_at=first").text
    back = f"/small/ask?{ALL_ANSWERS}&_at=people"
    assert back in links(page)
    assert len(checked_inputs(client.get(back).text)) == 1


def test_back_from_the_first_question_leads_to_the_start_with_all_answers_kept(client: FlaskClient) -> None:
    page = client.get(f"/small/ask?{ALL_ANSWERS}&_at=nights").text
    assert f"/small/?{ALL_ANSWERS}" in links(page)
    assert "Resume" in client.get(f"/small/?{ALL_ANSWERS}").text


@pytest.mark.parametrize("place", ["check", "summary"])
def test_changing_an_answer_returns_to_where_the_student_was(client: FlaskClient, place: str) -> None:
    change = f"/small/ask?{ALL_ANSWERS}&_back_to={place}&_at=people"
    edition = "&_edition=2024-02-03" if place == "summary" else ""
    assert change in links(client.get(f"/small/{place}?{ALL_ANSWERS}").text)
    page = client.get(change).text
    assert f"/small/{place}?{ALL_ANSWERS}{edition}" in links(page)
    sent = {**hidden_inputs(page), "people": "old"}
    response = client.get("/small/answer", query_string=sent)
    was = "&_was=people:young" if place == "summary" else ""
    assert response.headers["Location"] == f"/small/{place}?nights=few&people=old&first=sleep{edition}{was}"


def test_after_a_change_the_summary_says_what_came_and_went_until_it_is_dismissed(client: FlaskClient) -> None:
    changed = "/small/summary?nights=many&people=young&first=sleep&_edition=2024-02-03"
    page = client.get(f"{changed}&_was=nights:few").text
    notice = " ".join(sub("<[^>]*>", " ", page[page.index('id="changed"') :]).split())
    assert "You changed Nights from “A few” to “Many”." in notice
    assert "Marks: Nights, Stay: ▼ → ·; Nights, Leave: ▲ → ·" in notice
    assert "Removed: “You want people, and hardly any nights”, “Nights wear people down”" in notice
    assert changed in links(page)
    assert "You changed" not in client.get(changed).text


@pytest.mark.parametrize("was", ["dragons:few", "nights:dragons", "nights:few.many"])
def test_an_earlier_answer_that_nobody_can_have_given_is_told_apart(client: FlaskClient, was: str) -> None:
    assert client.get(f"/small/summary?{ALL_ANSWERS}&_was={was}").status_code == 400


def test_a_change_that_brings_up_a_question_asks_it_and_then_returns(client: FlaskClient) -> None:
    response = client.get("/small/answer?nights=few&first=sleep&_back_to=summary&_at=nights")
    assert "Whom do you like to work with?" in response.text
    sent = {**hidden_inputs(response.text), "people": "old"}
    response = client.get("/small/answer", query_string=sent)
    assert (
        response.headers["Location"]
        == "/small/summary?nights=few&people=old&first=sleep&_edition=2024-02-03&_was=people:"
    )


def test_an_answer_that_no_longer_counts_is_kept_and_said(client: FlaskClient) -> None:
    query = "nights=none&people=young&first=sleep"
    page = client.get(f"/small/summary?{query}").text
    assert "Kept, but not counted" in page
    assert "People are there day and night" not in page
    assert "_at=people" not in page


def test_the_check_page_shows_every_answer_and_what_is_missing(client: FlaskClient) -> None:
    page = client.get("/small/check?nights=few&people=young").text
    assert "A few" in page
    assert "The young" in page
    assert "Not answered" in page
    assert "See your summary" not in page
    assert "See your summary" in client.get(f"/small/check?{ALL_ANSWERS}").text


def test_an_incomplete_summary_leads_to_the_question_that_is_missing(client: FlaskClient) -> None:
    response = client.get("/small/summary?nights=few&first=sleep")
    assert response.headers["Location"] == "/small/ask?nights=few&first=sleep"


def test_the_summary_shows_every_part_in_order(client: FlaskClient) -> None:
    page = client.get("/small/summary?nights=few&people=young&first=not_sure").text
    parts = (
        "You take nights",
        "Days are full of people.",
        "From 2 anonymous replies",
        "Your answers and the options",
        "Where your answers pull apart",
        "Questions to take along",
        "Your own notes",
        "Answer by answer",
        "Whatever you answer",
        "Where the replies differ",
        "Not said, and whom to ask",
        "Sources",
        "The link to this summary",
        "Ready to decide?",
    )
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


def test_a_statement_stands_under_its_answer_with_its_marks_reasons_and_sentence(client: FlaskClient) -> None:
    page = client.get(f"/small/summary?{ALL_ANSWERS}").text
    fold = page[page.index('id="answer-nights"') :]
    fold = fold[: fold.index("</details>")]
    statement = fold[fold.index('id="advice-hard_nights"') :]
    said = " ".join(sub("<[^>]*>", " ", statement).split())
    assert "▲ for Leave: nights are hard" in said
    assert "▼ against Stay: nights are hard" in said
    assert 'href="#claim-r1-nights" aria-label="Reply 1, sentence 1"' in statement
    assert 'id="claim-r1-nights"' in page
    assert page.count("Nights wear people down") == 1


def test_a_row_of_the_picture_has_a_mark_for_each_option_and_leads_to_its_answer(client: FlaskClient) -> None:
    page = client.get(f"/small/summary?{ALL_ANSWERS}").text
    picture = page[page.index('id="picture"') : page.index("</table>")]
    rows = [" ".join(sub("<[^>]*>", " ", row).split()) for row in findall(r"(?s)<tr>(.*?)</tr>", picture)]
    assert rows == [
        "Your answer Stay Leave",
        "★ Matters most to you: Nights : A few ▼ against ▲ for",
        "People : The young ▲ for ▼ against",
    ]
    assert {"#answer-nights", "#answer-people"} <= set(links(picture))


def test_what_matters_most_comes_first_in_the_picture_and_alone_has_a_star(client: FlaskClient) -> None:
    for first, rows in (("sleep", ["Nights", "People"]), ("company", ["People", "Nights"])):
        page = client.get(f"/small/summary?nights=few&people=young&first={first}").text
        picture = page[page.index("<tbody>") : page.index("</tbody>")]
        assert findall(r'<a href="#answer-\w+">(\w+)</a>', picture) == rows
        assert findall(r'<span class="star" aria-hidden="true">★</span>.*?<a [^>]*>(\w+)</a>', picture) == rows[:1]


def test_every_answer_leads_back_to_the_picture(client: FlaskClient) -> None:
    page = client.get(f"/small/summary?{ALL_ANSWERS}").text
    assert 'id="glance"' in page
    for question in ("nights", "people", "first"):
        fold = page[page.index(f'id="answer-{question}"') :]
        assert "#glance" in links(fold[: fold.index("</details>")])


def test_who_is_unsure_of_most_sees_how_to_find_out_first_the_shortest_way_on_top(client: FlaskClient) -> None:
    page = client.get("/small/summary?nights=not_sure&people=not_sure&first=sleep").text
    places = [page.index(part) for part in ("How to find out", "Visit a ward.", "Work one night.", 'id="asks"')]
    assert places == sorted(places)


def test_the_summary_leads_back_to_itself_on_paper(client: FlaskClient) -> None:
    page = client.get(f"/small/summary?{ALL_ANSWERS}").text
    assert f"http://localhost/small/summary?{ALL_ANSWERS}&_edition=2024-02-03" in links(page)
    assert 'class="qr"' in page


def test_the_summary_is_there_as_json_and_as_text(client: FlaskClient) -> None:
    data = client.get(f"/small/summary.json?{ALL_ANSWERS}")
    assert data.mimetype == "application/json"
    assert data.json is not None
    assert data.json["headline"]["id"] == "nights_yes"
    text = client.get(f"/small/summary.txt?{ALL_ANSWERS}")
    assert text.mimetype == "text/plain"
    assert text.text.startswith("# You take nights")
    assert f"http://localhost/small/summary?{ALL_ANSWERS}" in text.text


def test_data_for_unusable_answers_says_what_is_wrong(client: FlaskClient) -> None:
    response = client.get("/small/summary.json?nights=few&people=dragons")
    assert response.status_code == 400
    assert response.json is not None
    assert response.json["kept"] == "nights=few"
    assert response.json["dropped"][0]["name"] == "people"
    missing = client.get("/small/summary.json?nights=few")
    assert missing.json is not None
    assert missing.json["unanswered"] == ["people", "first"]
    text = client.get("/small/summary.txt?nights=few&x=1")
    assert text.status_code == 400
    assert "x=1" in text.text


@pytest.mark.parametrize("page", ["", "ask", "check", "summary", "answer"])
@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("color=red", "no such question"),
        ("nihgts=few", "Did you mean `nights`?"),
        ("people=yuong", "Did you mean `young`?"),
        ("people=young&people=young", "twice"),
        ("people=young&people=nobody", "together"),
        ("people=" + "x" * 9000, "no such answer"),
        ("people=%00%ff%1b", "no such answer"),
        ("_at=dragons", "no such question"),
        ("_back_to=dragons", "no such question"),
    ],
)
def test_a_link_that_cannot_be_used_whole_keeps_the_good_answers_and_says_what_was_dropped(
    client: FlaskClient, page: str, part: str, said: str
) -> None:
    response = client.get(f"/small/{page}?nights=few&{part}")
    assert response.status_code == 400
    assert said in unescape(response.text)
    assert any(link.startswith("/small/ask?nights=few") for link in links(response.text))


def test_old_names_in_a_link_still_work(small: Rulebook) -> None:
    nights = small.questions[0]
    few = nights.choices[1].model_copy(update={"was": ("some",)})
    renamed = nights.model_copy(update={"was": ("night_work",), "choices": (nights.choices[0], few)})
    book = small.model_copy(update={"questions": (renamed, *small.questions[1:])})
    client = app_for({"small": book}).test_client()
    page = client.get("/small/check?night_work=some").text
    assert "A few" in page


def test_text_from_an_address_is_never_markup(client: FlaskClient) -> None:
    page = client.get("/small/ask?<script>alert(1)</script>=<img>").text
    assert "<script>" not in page
    assert "<img>" not in page


@pytest.mark.parametrize("address", ["/nowhere/", "/nowhere/ask", "/small/nowhere", "/small/summary.doc"])
def test_an_unknown_address_gets_a_page_that_leads_on(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "/" in links(response.text)


@pytest.mark.parametrize("page", ["", "ask", "answer", "check", "summary", "summary.json"])
def test_nothing_but_reading_is_allowed(client: FlaskClient, page: str) -> None:
    refused = client.post(f"/small/{page}")
    assert refused.status_code == 405
    assert refused.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "page", ["", "ask", "answer?_at=nights", "check", f"summary?{ALL_ANSWERS}", "summary.json", "nope"]
)
def test_no_page_sets_a_cookie_or_tells_another_site_where_it_was_opened(client: FlaskClient, page: str) -> None:
    response = client.get(f"/small/{page}")
    assert "Set-Cookie" not in response.headers
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_pages_with_answers_are_kept_out_of_search_and_shared_caches(client: FlaskClient) -> None:
    headers = client.get("/small/ask?nights=few").headers
    assert headers["X-Robots-Tag"] == "noindex"
    assert "private" in headers["Cache-Control"]


def test_pages_load_nothing_from_elsewhere_and_hold_no_inline_script_or_style(client: FlaskClient) -> None:
    for page in ("", "ask", f"summary?{ALL_ANSWERS}"):
        html = client.get(f"/small/{page}").text
        assert not findall(r"""(?:src|href)="(?:https?:)?//(?!localhost)""", html)
        assert "<style" not in html
        assert not findall(r"<script(?![^>]* (?:src=|type=\"application/ld\+json\"))", html)
        assert not findall(r"\s(?:style|on\w+)=", html)
