"""The two pages after the summary in a real browser: by keyboard alone, without scripts, and on paper."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdfium2 import PdfDocument

from quiz.rulebook.model import Rulebook
from tests.support.browsers import last_lines
from tests.support.pages import side_by_side, sure
from tests.support.queries import spread_queries, worst_queries


def many(ir: Rulebook, count: int) -> str:
    """The query of a comparison, the longest summary first."""
    return side_by_side(ir, [*worst_queries(ir, 1), *spread_queries(ir, count - 1)])


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the element has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_two_summaries_are_compared_by_keyboard_alone_and_without_scripts(
    browser: Browser, served: str, ir: Rulebook
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    mine, other = spread_queries(ir, 2)
    page.goto(f"{served}/integrated-ir/summary?{mine}")
    tab_to(page, "a[href*='/compare']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Compare summaries")
    tab_to(page, "textarea")
    page.keyboard.press("Control+End")
    page.keyboard.type("hello\n")
    page.keyboard.type(other)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("“hello”: This is not a link.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox")).to_be_focused()
    assert page.get_by_role("textbox").input_value().endswith(f"hello\n{other}")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 summaries side by side")
    context.close()


def test_a_comparison_needs_no_scripts(browser: Browser, served: str, ir: Rulebook) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/integrated-ir/")
    page.get_by_role("link", name="Compare summaries").click()
    page.get_by_role("textbox").fill(
        "\n".join(f"https://example.org/integrated-ir/summary?{each}" for each in spread_queries(ir, 60))
    )
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("60 summaries side by side")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    page.get_by_role("link", name="Summary BH").click()
    expect(page).to_have_url(f"{served}/integrated-ir/summary?{spread_queries(ir, 60)[-1]}&_edition={ir.edition}")
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_four_questions_are_answered_by_keyboard_alone(
    browser: Browser, served: str, ir: Rulebook, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    query = worst_queries(ir, 1)[0]
    page.goto(f"{served}/integrated-ir/ready?{query}")
    first = page.get_by_role("radio").first
    first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    alert = page.get_by_role("alert")
    expect(alert.get_by_role("link")).to_have_count(3)
    expect(alert).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio").nth(2)).to_be_focused()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What could help next")).to_be_visible()
    said = parse_qs(urlsplit(page.url).query)
    assert [said[name] for name in ("_sure", "_understanding", "_risks_benefits", "_encouragement")] == [
        ["yes"],
        ["no"],
        ["no"],
        ["no"],
    ]
    page.get_by_role("link", name="Back to your summary").click()
    expect(page).to_have_url(f"{served}/integrated-ir/summary?{query}&_edition={ir.edition}")
    context.close()


def test_neither_link_is_on_the_paper_of_a_summary(context: BrowserContext, served: str, ir: Rulebook) -> None:
    page = context.new_page()
    page.goto(f"{served}/integrated-ir/summary?{worst_queries(ir, 1)[0]}")
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Ready to decide?")).to_be_hidden()
    expect(page.get_by_role("link", name="Compare", exact=True)).to_be_hidden()


@pytest.mark.parametrize("count", [2, 3, 6, 7, 60])
def test_a_comparison_prints_with_nothing_cut_and_no_heading_alone(
    context: BrowserContext, served: str, ir: Rulebook, count: int
) -> None:
    page = context.new_page()
    page.goto(f"{served}/integrated-ir/compare?{many(ir, count)}")
    titles = {text.strip() for text in page.locator("h1, h2, h3, thead th").all_inner_texts()}
    rows = page.locator(".beside tbody th, .counts dt, .answers dt").all_inner_texts()
    page.emulate_media(media="print")
    for paper, width in (("A4", 718), ("Letter", 740)):
        page.set_viewport_size({"width": width, "height": 1000})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        sheets = list(PdfDocument(page.pdf(format=paper)))
        assert len(sheets) <= 3
        feet = [line for sheet in sheets for line in last_lines(sheet)]
        assert feet
        assert [line for line in feet if line in titles] == []
        printed = "".join("".join(sheet.get_textpage().get_text_bounded().split()) for sheet in sheets)
        printed = printed.replace("\x02", "-")  # How PDFium writes a hyphen at the end of a line.
        assert [row for row in rows if "".join(row.split()).removesuffix(":") not in printed] == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_the_two_pages_do_not_scroll_sideways(browser: Browser, served: str, ir: Rulebook, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    paths = [f"compare?{many(ir, count)}" for count in (1, 2, 3, 6, 60)]
    for path in (*paths, "compare?_links=" + "x" * 500, f"ready?{worst_queries(ir, 1)[0]}&{sure('no')}"):
        page.goto(f"{served}/integrated-ir/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()
