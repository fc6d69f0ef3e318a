"""Links as messengers, mail and web sites leave them, opened and pasted: read as they were meant, on every page."""

from html import unescape
from pathlib import Path
from re import findall, sub
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from quiz.web.app import app_for
from tests.support.commands import quiz
from tests.support.editions import NOW, THEN, edited
from tests.support.html import links
from tests.support.two_books import APP

ALL = "nights=few&people=young&first=sleep"
COLUMNS = "nights=few,none&people=young,-&first=sleep,company&_edition=2024-02-03,2024-02-03"
PAGES = {
    "": "nights=few",
    "ask": "nights=few",
    "answer": "nights=few&people=young&_at=people",
    "check": "nights=few",
    "summary": ALL,
    "summary.json": ALL,
    "summary.txt": f"{ALL}&_whole",
    "ready": ALL,
    "about": ALL,
    "about.json": ALL,
    "compare": COLUMNS,
    "compare.json": COLUMNS,
}
APPENDED = "fbclid=IwAR0&utm_source=news&gclid=1&mc_cid=2&mc_eid=3&_x_tr_sl=en&_x_tr_tl=es"
ENDS = [".", ")", "%3E", "%22", ",", "%E2%80%9D", "%20", "%E2%80%8B", "%E2%80%8E", "?", "%E2%80%A6", "%E2%80%94"]


def words(html: str) -> str:
    return unescape(sub(r"\s+", " ", sub("<[^>]*>", " ", html)))


@pytest.mark.parametrize("page", PAGES)
def test_what_others_append_is_passed_over_on_every_page_and_never_written_on(client: FlaskClient, page: str) -> None:
    plain = client.get(f"/small/{page}?{PAGES[page]}")
    appended = client.get(f"/small/{page}?{PAGES[page]}&{APPENDED}")
    assert plain.status_code in (200, 303)
    assert (appended.status_code, appended.headers.get("Location")) == (
        plain.status_code,
        plain.headers.get("Location"),
    )
    assert appended.text == plain.text


def test_what_others_append_to_the_front_page_does_no_harm(client: FlaskClient) -> None:
    assert client.get(f"/?{APPENDED}").headers["Location"] == "/small/"
    assert APP.test_client().get(f"/?{APPENDED}").status_code == 200


def test_the_same_page_in_another_language_is_without_what_was_appended() -> None:
    page = APP.test_client().get(f"/integrated-ir/ask?patient_contact=some&{APPENDED}").text
    assert not [link for link in links(page) if "fbclid" in link or "utm" in link]


@pytest.mark.parametrize("end", ENDS)
def test_signs_after_a_link_cost_neither_the_edition_nor_anything_else(tmp_path: Path, end: str) -> None:
    client = app_for({"small": edited(tmp_path, ("title: You take nights", "title: You do take nights"))}).test_client()
    page = client.get(f"/small/summary?{ALL}&_edition={THEN}{end}")
    assert page.status_code == 200
    assert "What has changed for these answers since this link was made" in page.text
    assert client.get(f"/small/ask?nights=few&_at=people{end}").status_code == 200
    assert client.get(f"/small/compare?{COLUMNS}{end}").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "nights=few&amp;people=young",
        "nights=few%26people=young",
        "nights%3Dfew%26people%3Dyoung",
        "nights=few%26amp%3Bpeople=young",
    ],
)
def test_an_encoded_ampersand_parts_answers(client: FlaskClient, query: str) -> None:
    assert "/small/ask?nights=few&people=young" in links(client.get(f"/small/?{query}").text)


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        (f"/small/summary%3F{ALL}", f"/small/summary?{ALL}"),
        ("/small/summary%3Fnights%3Dfew%26people%3Dyoung", "/small/summary?nights=few&people=young"),
        ("/small/summary%253Fnights%253Dfew", "/small/summary?nights=few"),
        ("/small/summary%3Fnights=few?fbclid=x", "/small/summary?nights=few&fbclid=x"),
        ("/small/%3Fnights=few", "/small/?nights=few"),
        ("/small/ask.", "/small/ask"),
        (f"/small/ask).?{ALL}", f"/small/ask?{ALL}"),
        ("/small/).", "/small/"),
        ("/small./", "/small/"),
        ("/small%3Fnights=few/", "/small/?nights=few"),
        ("/%E2%80%9D/", "/"),
        ("/small/ask%3Fa=%0d%0aX:y", "/small/ask?a=%0D%0AX:y"),
    ],
)
def test_a_path_that_was_changed_on_its_way_leads_to_where_it_was_meant_to(
    client: FlaskClient, address: str, meant: str
) -> None:
    response = client.get(address)
    assert (response.status_code, response.headers["Location"]) == (302, meant)


@pytest.mark.parametrize(
    "address", ["/nowhere.", "/nowhere/ask%3Fnights=few", "/small/nowhere%3Fa=b", "//evil.example%3Fa=b", "/small/ask/"]
)
def test_a_path_that_was_meant_for_nowhere_leads_nowhere(client: FlaskClient, address: str) -> None:
    assert client.get(address, follow_redirects=True).status_code in (400, 404)
    assert not (client.get(address).headers.get("Location") or "/").startswith("//")


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("nights=bogus&x=1", None),
        ("nights=few&x=1", "These answers in it are kept: Nights."),
        ("nights=few&people=young&first=slep", "These answers in it are kept: Nights, People."),
    ],
)
def test_what_was_kept_of_a_link_is_said_by_name_or_not_at_all(
    client: FlaskClient, query: str, kept: str | None
) -> None:
    said = words(client.get(f"/small/summary?{query}").text)
    assert "Part of this link could not be used" in said
    assert [part for part in findall("[^.]*[.]", said) if " kept:" in part] == ([f" {kept}"] if kept else [])
    assert ("See what was kept" in said) == bool(kept)


PASTED = [
    f"https://quiz.example.org/small/summary?{ALL}&{APPENDED}",
    f"Mine: https://quiz.example.org/small/summary?{ALL}&_edition=2024-02-03…",
    f"https://quiz.example.org/small/summary%3F{ALL}",
    f"https://quiz.example.org/small/summary?{ALL.replace('&', '&#38;')}",
    f"https://quiz.example.org/small/summary?{ALL.replace('&', '%26')}",
    f"> https://quiz.example.org/small/summary?{ALL.replace('&', '&' + chr(10) + '> ')}",
    f"https://quiz.example.org/small/summary?{ALL.replace('young', 'yo' + chr(0xAD) + 'ung')}",
]


@pytest.mark.parametrize("text", PASTED)
def test_a_damaged_link_can_be_compared(client: FlaskClient, text: str) -> None:
    response = client.get(f"/small/compare?{urlencode({'_links': text + chr(10) + 'nights=none&first=company'})}")
    assert response.headers["Location"] == f"/small/compare?{COLUMNS}"


def test_commands_pass_over_what_others_append() -> None:
    answers = f"?patient_contact=some&{APPENDED}"
    told = quiz("summary", "--rulebook", "integrated-ir", "--answers", answers).stderr
    assert "these questions are not answered" in told
    assert "patient_contact" not in told
    done = quiz("tabulate", "--rulebook", "integrated-ir", f"{answers}&colour=red")
    assert "colour=red: This quiz has no such question." in done.stderr
    assert "fbclid=" not in done.stderr.replace(APPENDED[:30], "")


def test_each_other_edition_is_told_in_one_sentence_and_only_a_kept_one_says_what_has_changed(tmp_path: Path) -> None:
    client = app_for({"small": edited(tmp_path)}).test_client()
    editions = ",".join([THEN, NOW, "2022-05-06", THEN, "2099-01-01"])
    page = client.get(f"/small/compare?nights={'none,' * 4}none&first={'sleep,' * 4}sleep&_edition={editions}").text
    assert [words(each).strip() for each in findall(r'<p class="since">(.*?)</p>', page)] == [
        "Summaries A, D were made under the edition of February 3, 2024, and stand here as the edition of March 4, "
        "2025 has them. Their own pages say what has changed for them, as far as that can be told.",
        "Summary C was made under the edition of May 6, 2022, and stands here as the edition of March 4, 2025 has it. "
        "That edition is not kept here, so we cannot tell what has changed.",
        "Summary E was made under the edition of January 1, 2099, and stands here as the edition of March 4, 2025 has "
        "it. That edition is not kept here, so we cannot tell what has changed.",
    ]
