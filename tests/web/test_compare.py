"""The pages that put summaries side by side: from pasted links to one address."""

from html import unescape
from re import findall, sub
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient

from quiz.answers.columns import MOST_SUMMARIES
from quiz.rulebook.model import Rulebook
from quiz.web.app import app_for
from quiz.web.operation.bounds import LONGEST_COMPARISON
from tests.support.hostile import Request, send
from tests.support.html import links
from tests.support.queries import longest_links, spread_queries

FEW = "nights=few&people=young&first=sleep"
NONE = "nights=none&first=company"
BOTH = "nights=few,none&people=young,-&first=sleep,company&_edition=2024-02-03,2024-02-03"
TODAY = "_edition=2024-02-03"


def paste(client: FlaskClient, *lines: str, quiz: str = "small"):  # type: ignore[no-untyped-def]
    return client.get(f"/{quiz}/compare?{urlencode({'_links': chr(10).join(lines)})}")


def words(html: str) -> str:
    return unescape(sub(r"\s+", " ", sub("<[^>]*>", " ", html)))


def problems(html: str) -> list[str]:
    shown = html[html.index("summary-of-errors") : html.index("<h1>")]
    return [words(each).strip() for each in findall(r"<li>(.*?)</li>", shown)]


def pasted(html: str) -> str:
    (held,) = findall(r"(?s)<textarea[^>]*>(.*?)</textarea>", html)
    return unescape(held).strip()


def test_the_form_is_found_from_the_start_page_and_from_a_summary(client: FlaskClient) -> None:
    assert "/small/compare" in links(client.get("/small/").text)
    summary = client.get(f"/small/summary?{FEW}").text
    assert f"/small/compare?{FEW}&{TODAY}" in links(summary)
    form = client.get(f"/small/compare?{FEW}&{TODAY}")
    assert form.status_code == 200
    assert pasted(form.text) == f"http://localhost/small/summary?{FEW}&{TODAY}"


def test_pasted_links_lead_to_one_short_address(client: FlaskClient) -> None:
    response = paste(client, f"https://elsewhere.example.org/small/summary?{FEW}", f"B: /small/summary?{NONE}.")
    assert response.status_code == 303
    assert response.headers["Location"] == f"/small/compare?{BOTH}"


def test_two_stand_side_by_side_with_their_pictures(client: FlaskClient) -> None:
    page = client.get(f"/small/compare?{BOTH}").text
    said = words(page)
    for part in (
        "2 summaries side by side",
        "No question got the same answer from all.",
        "Options, in this order: Stay, Leave",
        "Summary A",
        "Nights A few ▼ Stay: against ▲ Leave: for No nights ▼ Stay: against ▲ Leave: for",
        "People The young ▲ Stay: for ▼ Leave: against not asked · Stay: nothing said · Leave: nothing said",
        "Headline You take nights You take no nights",
        "You want people, and hardly any nights (A)",
    ):
        assert part in said
    assert {f"/small/summary?{FEW}&{TODAY}", f"/small/summary?{NONE}&{TODAY}"} <= set(links(page))


def test_rows_that_are_the_same_are_told_apart_from_those_that_differ(client: FlaskClient) -> None:
    page = client.get("/small/compare?nights=few,few&people=young,old&first=sleep,sleep").text
    assert "2 questions got the same answer from all. One got different answers." in words(page)
    assert page.count('<tr class="same">') == 2
    assert "You want people, and hardly any nights (all)" in words(page)


def test_six_stand_side_by_side(client: FlaskClient) -> None:
    columns = "nights=few,none,many,few,few,few&people=young,-,old,sick,sick,sick&first=" + "sleep," * 5 + "sleep"
    page = words(client.get(f"/small/compare?{columns}").text)
    headlines = "You take nights You take no nights " + "You take nights " * 4
    assert f"Headline {headlines}" in page
    assert "You want people, and hardly any nights (A)" in page


def test_a_group_is_told_in_plain_counts_of_answers_and_marks(client: FlaskClient) -> None:
    columns = (
        "nights="
        + "few," * 5
        + "none,none,many&people="
        + "young," * 4
        + "young.old,-,-,nobody&first="
        + "sleep," * 7
        + "sleep"
    )
    page = client.get(f"/small/compare?{columns}").text
    said = words(page)
    assert "8 summaries side by side" in said
    assert "Nights No nights 2 ●● A few 5 ●●●●● Many 1 ● Not sure yet 0" in said
    assert "Stay: 7 ▼ against ; Leave: 7 ▲ for" in said
    assert "The young 5 ●●●●● The old 1 ●" in said
    assert "Not asked 2 ●●" in said
    assert "You take nights 6" in said
    assert "You want people, and hardly any nights 5" in said
    assert "%" not in said
    assert "A, B, C, D have the same answers." in said
    assert "Summary H : You take nights" in said


@pytest.mark.parametrize("lines", [(), (FEW,), (f"/small/summary?{FEW}", " ")])
def test_fewer_than_two_ask_for_more(client: FlaskClient, lines: tuple[str, ...]) -> None:
    response = paste(client, *lines)
    assert response.status_code == 422
    assert problems(response.text) == ["Paste the links or codes of two or more summaries, each on a line of its own."]
    assert "<title>Error: Compare summaries" in response.text
    assert pasted(response.text) == "\n".join(lines).strip()


def test_every_bad_link_gets_its_word_and_the_good_ones_are_kept(client: FlaskClient) -> None:
    lines = ("hello", FEW, "/other/summary?nights=few", "nights=few", "nights=fwe", NONE, "/small/summary?color=red")
    response = paste(client, *lines)
    assert response.status_code == 422
    assert problems(response.text) == [
        "“hello”: This is not a link. Paste the address of a summary, or its code.",
        "“/other/summary?nights=few”: It does not lead to this quiz.",
        "“nights=few”: It is not finished. Not answered: People, What matters most.",
        "“nights=fwe”: “Nights” has no such answer. Did you mean `few`?",
        "“/small/summary?color=red”: color=red: This quiz has no such question.",
    ]
    assert pasted(response.text) == "\n".join(lines)
    assert "Go on with the 2 that can be used" in response.text
    assert f"/small/compare?{BOTH}" in links(response.text)


def test_the_same_link_twice_is_fine_and_said(client: FlaskClient) -> None:
    response = paste(client, FEW, FEW)
    assert response.status_code == 303
    said = words(client.get(response.headers["Location"]).text)
    assert "The answers are the same to every question." in said
    assert "A, B have the same answers." in said


def test_more_than_sixty_are_said_and_the_first_sixty_kept(client: FlaskClient) -> None:
    response = paste(client, *[NONE] * (MOST_SUMMARIES + 2))
    assert problems(response.text) == ["“…”: There is room for 60 summaries."]
    assert "Go on with the 60 that can be used" in response.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("nights=few,none&people=young", "“A”: It is not finished. Not answered: What matters most."),
        (f"{BOTH}&color=red", "“color=red”: This quiz has no such question."),
        (BOTH.replace("none", "nnoe"), "“B”: nights=nnoe: “Nights” has no such answer. Did you mean `none`?"),
    ],
)
def test_an_address_that_was_changed_on_its_way_says_so(client: FlaskClient, query: str, said: str) -> None:
    response = client.get(f"/small/compare?{query}")
    assert response.status_code == 400
    assert said in problems(response.text)


def test_the_good_summaries_of_a_broken_address_are_kept(client: FlaskClient) -> None:
    page = client.get(f"/small/compare?{BOTH}&color=red").text
    assert (
        pasted(page) == f"http://localhost/small/summary?{FEW}&{TODAY}\nhttp://localhost/small/summary?{NONE}&{TODAY}"
    )


def test_the_list_of_a_comparison_can_be_changed(client: FlaskClient) -> None:
    page = client.get(f"/small/compare?{BOTH}").text
    assert paste(client, *pasted(page).splitlines()).headers["Location"] == f"/small/compare?{BOTH}"


def test_the_comparison_is_there_as_json(client: FlaskClient) -> None:
    response = client.get(f"/small/compare.json?{BOTH}")
    assert response.mimetype == "application/json"
    assert response.json is not None
    assert [each["headline"] for each in response.json["summaries"]] == ["nights_yes", "nights_no"]
    bad = client.get("/small/compare.json?nights=few,none&first=sleep,sleep")
    assert bad.status_code == 400
    assert bad.json == {
        "refused": [{"text": "A", "why": ["It is not finished. Not answered: People."]}],
        "summaries": 1,
    }


def test_page_and_json_both_tell_which_summaries_are_of_another_edition(client: FlaskClient) -> None:
    query = BOTH.replace("2024-02-03,2024-02-03", "2024-02-03,2023-01-02")
    said = words(client.get(f"/small/compare?{query}").text)
    assert "Summary B was made under the edition of January 2, 2023" in said
    assert "Summary A was made" not in said
    response = client.get(f"/small/compare.json?{query}")
    assert response.json is not None
    assert [each["edition"] for each in response.json["summaries"]] == ["2024-02-03", "2023-01-02"]
    assert response.json["edition"] == "2024-02-03"


def test_of_a_flood_of_bad_links_the_first_ten_are_read_and_told(client: FlaskClient) -> None:
    response = paste(client, *["x"] * 5000)
    assert len(problems(response.text)) == 11
    assert problems(response.text)[-1] == "“…”: The rest was not read."


def test_pasted_text_is_never_markup(client: FlaskClient) -> None:
    page = paste(client, "</textarea><script>alert(1)</script>", "<img src=x onerror=alert(1)>").text
    assert "<script>" not in page
    assert "<img" not in page


def test_a_comparison_is_private_and_changes_nothing(client: FlaskClient) -> None:
    response = client.get(f"/small/compare?{BOTH}")
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "private" in response.headers["Cache-Control"]
    assert "Set-Cookie" not in response.headers
    assert client.post("/small/compare").status_code == 405
    assert client.get("/nowhere/compare").status_code == 404


def test_sixty_long_links_fit_into_the_form_and_into_the_address(ir: Rulebook) -> None:
    client = app_for({ir.id: ir}).test_client()
    lines = longest_links(ir)
    form = urlencode({"_links": "\r\n".join(lines)})
    assert len(form) < LONGEST_COMPARISON * 3 / 4
    response = client.get(f"/{ir.id}/compare?{form}")
    assert response.status_code == 303
    assert len(response.headers["Location"]) < len(form) / 3
    assert "60 summaries side by side" in client.get(response.headers["Location"]).text


def test_any_sixty_summaries_make_a_page(ir: Rulebook) -> None:
    client = app_for({ir.id: ir}).test_client()
    response = paste(client, *spread_queries(ir, 60), quiz=ir.id)
    page = client.get(response.headers["Location"])
    assert page.status_code == 200
    assert "It is too long for paper" in page.text


@pytest.mark.parametrize("host", ["xn--", "xn--a", "[::1]:1"])
def test_an_odd_host_is_no_reason_to_fail(app: Flask, host: str) -> None:
    for query, status in ((FEW, 200), (BOTH, 200), (f"{FEW}&x=1", 400)):
        reply = send(app, Request(b"/small/compare", query.encode(), headers={"HTTP_HOST": host}))
        assert reply.status == status
