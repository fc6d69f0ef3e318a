"""Bounds of a summary that only a browser can tell: phone screens, sizes, what a screen reader hears, and paper.

Words, elements, repeats and weight are counted without one in tests/web/test_bounds.py; those of the folder here, where
its script makes the page.
"""

from collections.abc import Callable, Iterator
from functools import cache
from re import compile as pattern
from re import findall
from typing import TypeAlias, cast

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pypdfium2 import PdfDocument, PdfPage

from quiz.answers.query import read_query
from quiz.answers.routing import route
from quiz.shelf.loading import load_shelf
from quiz.summary.engine import summarize
from quiz.summary.model import Summary
from quiz.words.folders import own_folder
from tests.support.browsers import AXE_RULES, codes_on_a_copy, last_lines
from tests.support.queries import varied_queries, worst_queries
from tests.support.visible import too_much

SHELF = load_shelf(own_folder("rules"), own_folder("seeds"))

IN_WORDS = {"for": "for", "against": "against", "both": "both", "open": "waits for an answer", "none": "nothing said"}


@cache
def trying(address: str) -> list[str]:
    """The longest summaries that a search finds, by first layer and by all, and some that are unlike each other."""
    book = SHELF[address]
    return list(dict.fromkeys((*worst_queries(book, 1, whole=False), *worst_queries(book, 2), *varied_queries(book))))


def made(address: str, query: str) -> Summary:
    return summarize(route(SHELF[address], read_query(SHELF[address], query).answers))


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    # The checker puts its own script into the page, which the page's policy rightly forbids.
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    yield context.new_page()
    context.close()


Show: TypeAlias = Callable[[str, str], None]
"""Opens the summary of a rulebook at an address, for the answers in a query."""


@pytest.fixture(scope="module")
def show_in_folder(page: Page, on_host: str) -> Show:
    def show(address: str, query: str) -> None:
        page.goto("about:blank")  # From one summary to another, only what stands behind the `#` would change.
        page.goto(f"{on_host}/{address}/summary.html#{query}")
        expect(page.locator(".points")).to_be_visible()

    return show


@pytest.fixture(scope="module")
def show_on_server(page: Page, served: str) -> Show:
    return lambda address, query: page.goto(f"{served}/{address}/summary?{query}") and None


@pytest.fixture(scope="module", params=["show_on_server", "show_in_folder"])
def show(request: pytest.FixtureRequest) -> Show:
    return cast("Show", request.getfixturevalue(request.param))


SMALLEST_TYPE = """() => Math.min(...[...document.querySelectorAll("main *")]
    .filter((e) => [...e.childNodes].some((each) => each.nodeType === 3 && each.data.trim()))
    .filter((e) => e.getClientRects().length && !e.closest(".hidden, svg"))
    .map((e) => parseFloat(getComputedStyle(e).fontSize)))"""

UNFOLD = "() => document.querySelectorAll('details').forEach((each) => { each.open = true; })"

SMALL_CITATIONS = """() => [...document.querySelectorAll(".cite")]
    .map((e) => [e.outerHTML, e.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
    .map(([html]) => html)"""


@pytest.mark.parametrize("address", SHELF)
def test_a_phone_shows_it_in_four_screens_and_in_readable_type(page: Page, show: Show, address: str) -> None:
    for query in trying(address):
        page.set_viewport_size({"width": 390, "height": 844})
        show(address, query)
        assert page.evaluate("document.documentElement.scrollHeight / 844") <= 4, query
        page.set_viewport_size({"width": 320, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, query
        page.evaluate(UNFOLD)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, query
        assert page.evaluate(SMALLEST_TYPE) >= 13, query
        assert page.locator(".cite:visible").count() > 10
        assert page.evaluate(SMALL_CITATIONS) == [], query


@pytest.mark.parametrize("address", SHELF)
def test_a_phone_shows_it_unfolded_without_a_barrier(page: Page, show_on_server: Show, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 844})
    for query in trying(address):
        show_on_server(address, query)
        page.evaluate(UNFOLD)
        results = Axe().run(page, options={"runOnly": AXE_RULES})
        assert results.response["passes"], "axe must have run"
        assert [each["id"] for each in results.response["violations"]] == [], query


@pytest.mark.parametrize("address", SHELF)
def test_in_the_folder_it_is_short_enough_to_be_read(page: Page, show_in_folder: Show, address: str) -> None:
    for query in trying(SHELF[address].id):
        show_in_folder(address, query)
        assert too_much(page.content()) == [], query


@pytest.mark.parametrize("address", [address for address, book in SHELF.items() if book.language == "en"])
def test_a_screen_reader_hears_answer_option_and_mark_in_the_picture(page: Page, served: str, address: str) -> None:
    for query in trying(address):
        page.goto(f"{served}/{address}/summary?{query}")
        summary = made(address, query)
        picture = page.locator("#picture")
        if not summary.rows:
            assert picture.count() == 0
            continue
        heads = picture.get_by_role("columnheader").all_inner_texts()
        assert heads[1:] == [option.short for option in summary.picture.options]
        rows = picture.locator("tbody").get_by_role("row")
        assert rows.count() == len(summary.rows)
        for row, expected in zip(rows.all(), summary.rows, strict=True):
            star = "Matters most to you: " if expected.is_priority else ""
            said = row.aria_snapshot().replace(" :", ":")
            assert f'rowheader "{star}{expected.label}: {expected.answers[0]}' in said
            assert findall(r'- cell "(.*)"', said) == [IN_WORDS[mark] for mark in expected.marks], said


def squeezed(sheet: PdfPage) -> str:
    return "".join(sheet.get_textpage().get_text_bounded().split()).replace("-", "")


def missing(texts: list[str], sheet: PdfPage) -> list[str]:
    printed = squeezed(sheet)
    return [text for text in texts if "".join(text.split()).replace("-", "") not in printed]


HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, summary")]
    .filter((e) => e.tagName !== "SUMMARY"
        || [...e.parentElement.children].some((each) => each !== e && !each.matches(".no-print")))
    .map((e) => e.innerText.trim())"""
"""A fold of which nothing is printed but its first line has no heading."""


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("address", SHELF)
def test_the_first_sheet_is_whole_in_itself_and_a_second_holds_the_rest(
    page: Page, show: Show, address: str, paper: str
) -> None:
    page.set_viewport_size({"width": 718, "height": 1000})
    faults = {}
    for query in trying(address):
        show(address, query)
        summary = made(address, query)
        link = page.locator(".return__link").get_attribute("href") or ""
        first_layer = [summary.headline.title, *(point.label for point in summary.key_points)]
        first_layer += [label for row in summary.rows for label in (row.label, *row.answers)]
        first_layer += [tension.title for tension in summary.tensions[:3]]
        first_layer += [ask.text for ask in summary.asks[:3]]
        first_layer += [page.locator("label[for=note-questions]").text_content() or "", link]
        headings = set(page.evaluate(HEADINGS))
        sheets = list(PdfDocument(page.pdf(format=paper)))
        codes = codes_on_a_copy(sheets[0])
        faults[query] = {
            "sheets": len(sheets) if len(sheets) > (3 if summary.mostly_unsure else 2) else None,
            "not on the first": missing(first_layer, sheets[0]),
            "code": None if codes == [link] else codes,
            "alone at a foot": [line for sheet in sheets for line in last_lines(sheet) if line in headings],
        }
    assert {
        query: {k: v for k, v in found.items() if v} for query, found in faults.items() if any(found.values())
    } == {}


@pytest.mark.parametrize("address", SHELF)
def test_nothing_on_paper_is_smaller_than_nine_points(page: Page, served: str, address: str) -> None:
    page.emulate_media(media="print")
    smallest = {}
    for query in trying(address):
        page.goto(f"{served}/{address}/summary?{query}")
        page.evaluate(UNFOLD)
        smallest[query] = page.evaluate(SMALLEST_TYPE) * 0.75
    page.emulate_media(media="null")  # What is printed next must not look as on a screen.
    assert {query: size for query, size in smallest.items() if size < 9} == {}


@pytest.mark.parametrize("address", SHELF)
def test_a_row_leads_to_its_answer_unfolded_and_back(page: Page, served: str, address: str) -> None:
    page.goto(f"{served}/{address}/summary?{trying(address)[0]}")
    fold = page.locator("#answers ~ details").first
    page.locator("#picture tbody a").first.click()
    opened = page.locator("details:target")
    expect(opened).to_have_attribute("open", "")
    opened.get_by_role("link", name="↑").or_(opened.locator(".up")).first.click()
    expect(page).to_have_url(pattern("#glance$"))
    expect(fold).to_have_count(1)


def test_without_scripts_every_fold_opens(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{served}/integrated-ir/summary?{trying('integrated-ir')[0]}")
    folds = page.locator("details.fold")
    assert folds.count() > 12
    for fold in folds.all():
        if fold.is_visible():
            fold.locator("summary").first.click()
            expect(fold).to_have_attribute("open", "")
    context.close()
