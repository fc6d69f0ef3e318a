"""An answer that is changed from the summary: what it was goes along, and the summary says what came and went."""

from html import unescape
from re import sub

from flask.testing import FlaskClient

from tests.support.books import ALL_ANSWERS
from tests.support.html import hidden_inputs, links


def notice(client: FlaskClient, query: str) -> str:
    page = client.get(f"/small/summary?{query}").text
    _, found, box = page.partition('<section class="since" aria-labelledby="changed">')
    assert found
    return box[: box.index("</section>")]


def words(html: str) -> str:
    return " ".join(unescape(sub("<[^>]*>", " ", html)).split())


def test_the_notice_names_what_came_and_went_and_leads_to_the_summary_without_it(client: FlaskClient) -> None:
    box = notice(client, f"{ALL_ANSWERS}&_was=people:nobody")
    assert words(box) == (
        "You changed People from “Nobody” to “The young”. "
        "Marks: People, Stay: · → ▲; People, Leave: · → ▼ "
        "Added: “You want people, and hardly any nights”, “People are there day and night” "
        "Got it"
    )
    (without,) = links(box)
    assert without == f"/small/summary?{ALL_ANSWERS}&_edition=2024-02-03"
    assert 'class="since"' not in client.get(without).text


def test_the_notice_names_the_headline_that_went(client: FlaskClient) -> None:
    said = words(notice(client, "nights=none&first=sleep&_was=nights:few"))
    assert said.startswith("You changed Nights from “A few” to “No nights”. The headline was: “You take nights”")


def test_a_change_that_changes_nothing_else_says_so(client: FlaskClient) -> None:
    query = "nights=not_sure&people=not_sure&first=sleep&_was=first:company"
    assert words(notice(client, query)) == (
        "You changed What matters most from “Company” to “Sleep”. Nothing else on this page is different. Got it"
    )


def test_picking_the_same_again_is_no_change(client: FlaskClient) -> None:
    page = client.get(f"/small/ask?{ALL_ANSWERS}&_back_to=summary&_at=people").text
    same = client.get("/small/answer", query_string={**hidden_inputs(page), "people": "young"})
    assert same.headers["Location"] == f"/small/summary?{ALL_ANSWERS}&_edition=2024-02-03"


def test_several_picks_travel_together_and_no_link_of_the_summary_carries_them_on(client: FlaskClient) -> None:
    query = "nights=few&people=young&people=old&first=sleep"
    page = client.get(f"/small/ask?{query}&_back_to=summary&_at=people").text
    assert hidden_inputs(page)["_was"] == "people:young.old"
    summary = client.get(f"/small/summary?{ALL_ANSWERS}&_was=people:young.old").text
    assert "You changed People from “The young, The old” to “The young”." in unescape(summary)
    assert [link for link in links(summary) if "_was" in link] == []


def test_what_an_answer_was_survives_a_question_that_the_change_brings_up(client: FlaskClient) -> None:
    page = client.get("/small/ask?nights=none&first=sleep&_back_to=summary&_at=nights").text
    asked = client.get("/small/answer", query_string={**hidden_inputs(page), "nights": "few"}).text
    assert hidden_inputs(asked)["_was"] == "nights:none"
    sent = {**hidden_inputs(asked), "people": "old"}
    reached = client.get("/small/answer", query_string=sent).headers["Location"]
    assert reached == "/small/summary?nights=few&people=old&first=sleep&_edition=2024-02-03&_was=nights:none"
    assert "from “No nights” to “A few”" in unescape(client.get(reached).text)


def test_an_answer_changed_from_the_answers_so_far_leaves_no_notice(client: FlaskClient) -> None:
    page = client.get(f"/small/ask?{ALL_ANSWERS}&_back_to=check&_at=people").text
    assert "_was" not in hidden_inputs(page)


def test_an_earlier_answer_that_cannot_be_used_is_said_to_be_dropped_and_the_rest_kept(client: FlaskClient) -> None:
    page = client.get(f"/small/summary?{ALL_ANSWERS}&_was=people:young.nobody").text
    assert "_was=people:young.nobody" in page
    assert f"/small/check?{ALL_ANSWERS}" in links(page)
