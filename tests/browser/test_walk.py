"""The quiz in a real browser, as a student walks it, and on paper."""

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image, ImageChops
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from quiz.rulebook.model import Rulebook
from tests.support.browsers import LOVES_CLINIC, sheets
from tests.support.queries import worst_queries

THREE_STUDENTS = {
    "loves clinic, hates the reading room": (LOVES_CLINIC, "Clinical responsibility is growing, Reply 2 says"),
    "sure of nothing": (
        {name: ["Not sure yet"] for name in LOVES_CLINIC},
        "Every reply touches on reading or patient contact",
    ),
    "procedures only, dreads call": (
        {
            "patient_contact": ["Little"],
            "call_tolerance": ["Very little"],
            "reading_room": ["Fine for some years"],
            "clinic_building": ["Rather not"],
            "medicines": ["Mostly others"],
            "emergencies": ["Rather not"],
            "procedures": ["Smaller", "High-end"],
            "early_clinic": ["Later, imaging first"],
            "hours": ["Regular"],
            "matters_most": ["Working with my hands", "Time for myself"],
        },
        "Your preference has been classic for IR, Reply 1 says",
    ),
}


def walk(page: Page, served: str, picks: dict[str, list[str]]) -> None:
    """From the front page to the summary, by clicking what a student clicks."""
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
    expect(page.get_by_role("heading", level=1)).to_contain_text(headline)
    assert [sheets(page, paper) for paper in ("A4", "Letter")] == [2, 2]


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
    sent = "patient_contact=little&_at=call_tolerance&call_tolerance=high"
    expect(page).to_have_url(f"{served}/integrated-ir/answer?{sent}")
    page.reload()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("call")


def test_changing_one_answer_on_the_summary_returns_to_it(context: BrowserContext, served: str, ir: Rulebook) -> None:
    page = context.new_page()
    page.goto(f"{served}/integrated-ir/summary?{worst_queries(ir, 1)[0]}")
    page.get_by_role("rowheader", name="Reading").get_by_role("link").click()
    page.get_by_role("link", name="Change Reading").click()
    page.get_by_text("I’d enjoy it", exact=True).click()
    page.get_by_role("button", name="Save and return").click()
    expect(page.locator(".since")).to_contain_text("You changed Reading from “Rather not” to “I’d enjoy it”.")
    page.get_by_role("link", name="Got it").click()
    expect(page.locator("#answer-reading_room summary")).to_contain_text("Reading: I’d enjoy it")
    expect(page.locator(".since")).to_have_count(0)


def test_everything_but_comfort_works_without_javascript(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    walk(page, served, LOVES_CLINIC)
    _, headline = THREE_STUDENTS["loves clinic, hates the reading room"]
    expect(page.get_by_role("heading", level=1)).to_contain_text(headline)
    page.get_by_role("rowheader", name="Clinic").get_by_role("link").click()
    fold = page.locator("#answer-clinic_building")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    expect(fold.locator(".statement").first).to_be_visible()
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    context.close()


def test_the_buttons_do_what_they_say(browser: Browser, served: str, ir: Rulebook) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{served}/integrated-ir/summary?{worst_queries(ir, 1)[0]}")
    heading = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status")).to_have_text("Link copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    page.get_by_role("button", name="Copy as text").click()
    expect(page.get_by_role("status")).to_have_text("Text copied.")
    assert page.evaluate("navigator.clipboard.readText()").startswith(f"# {heading}\n")
    page.goto(copied)
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
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


def test_a_notice_of_another_edition_needs_no_sheet_more(context: BrowserContext, served: str, ir: Rulebook) -> None:
    page = context.new_page()
    for query in worst_queries(ir, 2):
        page.goto(f"{served}/integrated-ir/summary?{query}&_edition=2025-01-01")
        expect(page.locator(".since")).to_contain_text("is not kept here")
        assert [sheets(page, paper) <= 3 for paper in ("A4", "Letter")] == [True, True]


def code_path(page: Page) -> str:
    """Where the code on a summary's page opens it."""
    code = page.locator("[data-copy-code]").get_attribute("data-copy-code")
    return f"/integrated-ir/s/{code}"


def test_paper_shows_sources_and_address_and_no_controls(context: BrowserContext, served: str, ir: Rulebook) -> None:
    page = context.new_page()
    page.goto(f"{served}/integrated-ir/summary?{worst_queries(ir, 1)[0]}")
    printed = "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(format="A4"))).pages)
    squeezed = "".join(printed.split())
    assert f"{served}{code_path(page)}" in squeezed
    for said in ("Sources", "Reply 3", "My own questions"):
        assert said in printed
    for control in ("Copy link", "Start over", "Change", "Compare", "Ready to decide?", "Got it"):
        assert control not in printed


def test_paper_needs_no_color(context: BrowserContext, served: str, ir: Rulebook) -> None:
    """Nothing is said by color: each dot is as much red as green and blue, so a gray printer loses nothing."""
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
    page.get_by_text("The link to this summary").click()
    picture = Image.open(BytesIO(page.locator("#return .code").screenshot()))
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == f"{served}{code_path(page)}"
    context.close()
