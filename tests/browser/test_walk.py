"""The quiz in a real browser, as a student walks it, and on paper."""

from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageChops
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from quiz.rulebook.model import Rulebook
from quiz.shelf.loading import load_shelf
from quiz.words.folders import own_folder
from tests.support.browsers import LOVES_CLINIC, last_lines, sheets
from tests.support.queries import spread_queries, worst_queries

THREE_STUDENTS = {
    "loves clinic, hates the reading room": (LOVES_CLINIC, "You want patients, and the replies put years of images"),
    "sure of nothing": (
        {name: ["Not sure yet"] for name in LOVES_CLINIC},
        "The two things that weigh most in the replies are still open",
    ),
    "procedures only, dreads call": (
        {
            "patient_contact": ["Little"],
            "call_tolerance": ["Very little"],
            "reading_room": ["I could do it for some years"],
            "clinic_building": ["I would rather have none"],
            "medicines": ["I would leave it to others"],
            "emergencies": ["I would rather not treat them"],
            "procedures": ["Smaller ones: biopsies, drains, lines", "Demanding ones inside blood vessels"],
            "early_clinic": ["Later, once I know the images"],
            "hours": ["Most of it: regular hours come first"],
            "matters_most": ["Work with my hands", "Time of my own"],
        },
        "You want little time with patients, and one reply sees clinical work growing",
    ),
}


def walk(page: Page, served: str, picks: dict[str, list[str]]) -> None:
    """From the front page to the check page, by clicking what a student clicks."""
    page.goto(served)
    page.get_by_role("link", name="Weighing integrated IR").click()
    page.get_by_role("link", name="Start", exact=True).click()
    for labels in picks.values():
        for label in labels:
            page.get_by_text(label, exact=True).click()
        page.get_by_role("button", name="Continue").click()


@pytest.mark.parametrize("student", THREE_STUDENTS)
def test_a_student_walks_from_start_to_a_printed_summary(context: BrowserContext, served: str, student: str) -> None:
    picks, headline = THREE_STUDENTS[student]
    page = context.new_page()
    walk(page, served, picks)
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    page.get_by_role("link", name="See your summary").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(headline)
    assert [sheets(page, paper) <= 3 for paper in ("A4", "Letter")] == [True, True]


def test_the_keyboard_alone_is_enough(context: BrowserContext, served: str) -> None:
    page = context.new_page()
    page.goto(f"{served}/integrated-ir/ask")
    page.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("call")
    assert "patient_contact=some" in page.url


def test_an_error_takes_the_focus_and_leads_to_the_first_choice(context: BrowserContext, served: str) -> None:
    page = context.new_page()
    page.goto(f"{served}/integrated-ir/ask")
    page.get_by_role("button", name="Continue").click(no_wait_after=True)
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    assert page.title().startswith("Error: ")
    alert.get_by_role("link").click()
    expect(page.get_by_role("radio").first).to_be_focused()


def test_the_browsers_back_button_and_a_reload_lose_nothing(context: BrowserContext, served: str) -> None:
    page = context.new_page()
    page.goto(f"{served}/integrated-ir/ask")
    for label in ("Little", "Very little"):
        page.get_by_text(label, exact=True).click()
        page.get_by_role("button", name="Continue").click()
    page.go_back()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("call")
    page.get_by_text("A lot", exact=True).click()
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_url(f"{served}/integrated-ir/ask?patient_contact=little&call_tolerance=high")


def test_changing_one_answer_on_the_summary_returns_to_it(context: BrowserContext, served: str, ir: Rulebook) -> None:
    page = context.new_page()
    page.goto(f"{served}/integrated-ir/summary?{worst_queries(ir, 1)[0]}")
    page.get_by_role("link", name="Change Reading images").click()
    page.get_by_text("I would enjoy it", exact=True).click()
    page.get_by_role("button", name="Save and return").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("one reply sees clinical work growing")


def test_everything_but_comfort_works_without_javascript(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    walk(page, served, LOVES_CLINIC)
    page.get_by_role("link", name="See your summary").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("You want patients")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    context.close()


def test_the_buttons_do_what_they_say(browser: Browser, served: str, ir: Rulebook) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{served}/integrated-ir/summary?{worst_queries(ir, 1)[0]}")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status")).to_have_text("Link copied.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{page.url}&_edition={ir.edition}"
    page.get_by_role("button", name="Copy as text").click()
    expect(page.get_by_role("status")).to_have_text("Text copied.")
    assert page.evaluate("navigator.clipboard.readText()").startswith("# Weighing integrated IR")
    context.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_scrolls_sideways(browser: Browser, served: str, ir: Rulebook, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    query = worst_queries(ir, 1)[0]
    for path in ("", "ask", "answer?_at=patient_contact", f"check?{query}", f"summary?{query}", "ask?x=" + "y" * 60):
        page.goto(f"{served}/integrated-ir/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_summaries_fit_on_three_sheets_and_no_heading_stands_alone_at_a_foot(
    context: BrowserContext, served: str, ir: Rulebook, artefacts: Path
) -> None:
    """The longest summaries there are, found by climbing, and others that are spread over all answers."""
    page = context.new_page()
    counted, alone, fullest = {}, [], 0
    for query in sorted({*worst_queries(ir, 6), *spread_queries(ir, 30)}):
        page.goto(f"{served}/integrated-ir/summary?{query}")
        headings = {text.strip() for text in page.locator("h1, h2, h3").all_inner_texts()}
        for paper in ("A4", "Letter"):
            pdf = page.pdf(format=paper)
            printed = list(PdfDocument(pdf))
            counted[paper, query] = len(printed)
            feet = [line for sheet in printed for line in last_lines(sheet)]
            alone += [(line, paper, query) for line in feet if line in headings]
        if len(pdf) > fullest:
            fullest = len(pdf)
            for number, sheet in enumerate(printed, start=1):
                sheet.render(scale=2).to_pil().save(artefacts / f"fullest summary, Letter, sheet {number}.png")
    assert len(counted) > 60
    assert feet
    assert alone == []
    assert {found: count for found, count in counted.items() if count > 3} == {}


@pytest.mark.parametrize("address", ["ir-programs", "ir-programs.es"])
def test_the_longest_summaries_of_the_other_book_fit_too(context: BrowserContext, served: str, address: str) -> None:
    page = context.new_page()
    counted, alone = {}, []
    for query in worst_queries(load_shelf(own_folder("rules"), own_folder("seeds"))[address], 2):
        page.goto(f"{served}/{address}/summary?{query}")
        headings = {text.strip() for text in page.locator("h1, h2, h3").all_inner_texts()}
        assert headings
        for paper in ("A4", "Letter"):
            printed = list(PdfDocument(page.pdf(format=paper)))
            counted[paper, query] = len(printed)
            alone += [(line, paper, query) for sheet in printed for line in last_lines(sheet) if line in headings]
    assert alone == []
    assert {found: count for found, count in counted.items() if count > 3} == {}


def test_a_notice_of_another_edition_needs_no_sheet_more(context: BrowserContext, served: str, ir: Rulebook) -> None:
    page = context.new_page()
    for query in worst_queries(ir, 2):
        page.goto(f"{served}/integrated-ir/summary?{query}&_edition=2025-01-01")
        expect(page.locator(".since")).to_contain_text("is not kept here")
        assert [sheets(page, paper) <= 3 for paper in ("A4", "Letter")] == [True, True]


def test_paper_shows_sources_and_address_and_no_controls(context: BrowserContext, served: str, ir: Rulebook) -> None:
    page = context.new_page()
    page.goto(f"{served}/integrated-ir/summary?{worst_queries(ir, 1)[0]}")
    printed = "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(format="A4"))).pages)
    squeezed = "".join(printed.split())
    assert "".join(page.url.split()) in squeezed
    for said in ("Sources", "Reply 3", "Edition of", "My own questions"):
        assert said in printed
    for control in ("Copy link", "Start anew", "Change"):
        assert control not in printed


def test_paper_needs_no_colour(context: BrowserContext, served: str, ir: Rulebook) -> None:
    """Nothing is said by colour: each dot is as much red as green and blue, so a grey printer loses nothing."""
    page = context.new_page()
    page.goto(f"{served}/integrated-ir/summary?{worst_queries(ir, 1)[0]}")
    for sheet in PdfDocument(page.pdf(format="A4", print_background=True)):
        red, green, blue = sheet.render(scale=1).to_pil().convert("RGB").split()
        for one, other in ((red, green), (green, blue)):
            assert ImageChops.difference(one, other).getextrema()[1] <= 2
        darkest, lightest = red.getextrema()
        assert (darkest, lightest) == (0, 255)


def test_the_code_on_the_summary_leads_back_to_it(browser: Browser, served: str, ir: Rulebook) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, device_scale_factor=3)
    page = context.new_page()
    page.goto(f"{served}/integrated-ir/summary?{worst_queries(ir, 1)[0]}")
    picture = Image.open(BytesIO(page.locator(".code").screenshot()))
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == f"{page.url}&_edition={ir.edition}"
    context.close()
