"""The summary as a PDF: tagged, at most three sheets, and with everything on it."""

import sys
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from pypdfium2 import PdfDocument, PdfPage

from quiz.answers import read_query
from quiz.changes import what_would_change
from quiz.engine import summarise
from quiz.pdf import PAPERS, NoPdf, Paper, as_pdf
from quiz.places import own_folder
from quiz.rulebook import Rulebook
from quiz.shelf import load_shelf
from quiz.web.app import app_for
from tests.books import SMALL, book
from tests.queries import spread_queries, worst_queries

FULL = "nights=few&people=young&first=sleep"


def made(rulebook: Rulebook, query: str, paper: Paper = "a4") -> PdfReader:
    answers = read_query(rulebook, query).answers
    pdf = as_pdf(
        summarise(rulebook, answers), what_would_change(rulebook, answers), paper, link=f"https://example.org/{query}"
    )
    return PdfReader(BytesIO(pdf))


def text_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def test_it_is_tagged_and_says_its_language_and_title(small: Rulebook) -> None:
    root = made(small, FULL).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert made(small, FULL).metadata["/Title"] == "A small quiz: your summary"


def test_it_says_all_that_the_summary_says(small: Rulebook) -> None:
    said = text_of(made(small, "nights=not_sure&people=young&first=sleep"))
    for part in (
        "Nights are open",
        "Stay",
        "Leave",
        "People are there day and night",
        "may speak against it",
        "They are hard. Reply 1, sentence 1",
        "Work one night.",
        "Nobody counts them.",
        "Nobody speaks of pay.",
        "How many nights are there?",
        "Is it worth it?",
        "Nights: Not sure yet",
        "Nights are easy.",
        "opinions, not data",
        "https://example.org/",
    ):
        assert part in said, part


def test_the_longest_summaries_fit_on_three_sheets_of_either_paper(ir: Rulebook) -> None:
    counted = {
        (query, paper): len(made(ir, query, paper).pages)
        for query in (*worst_queries(ir, 6), *spread_queries(ir, 30))
        for paper in PAPERS
    }
    assert len(counted) > 60
    assert {which: count for which, count in counted.items() if count > 3} == {}


@pytest.mark.parametrize("address", load_shelf(own_folder("rules"), own_folder("seeds")))
def test_as_it_is_served_it_keeps_to_three_sheets_and_within_them(address: str) -> None:
    """With its code, and with the notice of an edition that is not kept: for every book, in every language."""
    shelf = load_shelf(own_folder("rules"), own_folder("seeds"))
    client = app_for(shelf).test_client()
    counted, beyond = {}, []
    for query in (*worst_queries(shelf[address], 3), *spread_queries(shelf[address], 3)):
        for paper in PAPERS:
            served = client.get(f"/{address}/summary.pdf?{query}&_edition=2025-01-01&_paper={paper}")
            assert served.mimetype == "application/pdf"
            sheets = list(PdfDocument(served.data))
            counted[query, paper] = len(sheets)
            beyond += [(glyph, number, paper, query) for number, sheet in enumerate(sheets) for glyph in cut_off(sheet)]
            said = "".join("".join(sheet.get_textpage().get_text_range().split()) for sheet in sheets)
            assert f"http://localhost/{address}/summary?{query}&_edition={shelf[address].edition}" in said, (
                "the address can be copied as it stands"
            )
    assert {which: count for which, count in counted.items() if count > 3} == {}
    assert beyond == []


def cut_off(sheet: PdfPage) -> list[str]:
    """The glyphs of a sheet that lie beyond its edges."""
    text, (width, height) = sheet.get_textpage(), sheet.get_size()
    boxes = ((place, text.get_charbox(place)) for place in range(text.count_chars()))
    return [
        text.get_text_range(place, 1)
        for place, (left, bottom, right, top) in boxes
        if left < 0 or bottom < 0 or right > width or top > height
    ]


def test_text_is_never_read_as_markup(tmp_path: Path) -> None:
    odd = "#panic() *bold* = $x$ @here <label> [b] \\ #{1}"
    rulebook = book(tmp_path, SMALL.replace("title: Days are full of people", f'title: "{odd}"'.replace("\\", "\\\\")))
    assert odd in text_of(made(rulebook, FULL))


def test_the_page_offers_it_on_both_papers_and_serves_it(client: FlaskClient) -> None:
    page = unescape(client.get(f"/small/summary?{FULL}").text)
    for paper, width in (("us-letter", 612), ("a4", 595)):
        assert f"/small/summary.pdf?{FULL}&_paper={paper}" in page
        answer = client.get(f"/small/summary.pdf?{FULL}&_paper={paper}")
        assert answer.mimetype == "application/pdf"
        assert int(PdfReader(BytesIO(answer.data)).pages[0].mediabox.width) == width


def test_a_paper_that_is_not_known_is_said(client: FlaskClient) -> None:
    answer = client.get(f"/small/summary.pdf?{FULL}&_paper=a3")
    assert answer.status_code == 400
    assert "_paper=a3" in answer.text


def test_an_unfinished_link_leads_on_to_the_next_question(client: FlaskClient) -> None:
    assert client.get("/small/summary.pdf?nights=few").location == "/small/ask?nights=few"


def test_without_the_typesetter_nothing_is_offered_and_the_address_says_what_to_do(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    assert "summary.pdf" not in client.get(f"/small/summary?{FULL}").text
    answer = client.get(f"/small/summary.pdf?{FULL}")
    assert answer.status_code == 501
    assert "Print the summary from your browser" in answer.text


def test_a_text_for_which_there_is_no_font_is_said_and_not_left_out(tmp_path: Path) -> None:
    rulebook = book(tmp_path, SMALL.replace("title: Days are full of people", "title: \U00013000"))
    with pytest.raises(NoPdf, match="could not be displayed"):
        made(rulebook, FULL)
