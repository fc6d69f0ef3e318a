"""The student's own lines: they stay in the browser, print, and are never sent."""

from io import BytesIO

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect
from pypdf import PdfReader

from quiz.rulebook.model import Rulebook
from tests.support.queries import spread_queries

SEEN = "What I have seen and heard"
OWN = "My own questions"


@pytest.fixture
def summary(served: str, ir: Rulebook) -> str:
    return f"{served}/integrated-ir/summary?{spread_queries(ir, 1)[0]}"


def unfolded(page: Page, address: str) -> None:
    """Goes to a summary and unfolds the notes."""
    page.goto(address)
    page.get_by_text("Your own notes").click()


def printed(page: Page) -> str:
    return " ".join(" ".join(sheet.extract_text().split()) for sheet in PdfReader(BytesIO(page.pdf())).pages)


def test_notes_outlive_the_page_and_other_answers(
    context: BrowserContext, summary: str, served: str, ir: Rulebook
) -> None:
    page = context.new_page()
    unfolded(page, summary)
    page.get_by_label(SEEN).fill("Two nights with the IR team.\nLong ones.")
    unfolded(page, f"{served}/integrated-ir/summary?{spread_queries(ir, 2)[1]}")
    expect(page.get_by_label(SEEN)).to_have_value("Two nights with the IR team.\nLong ones.")


def test_notes_are_printed_in_full_and_take_the_place_of_empty_lines(context: BrowserContext, summary: str) -> None:
    page = context.new_page()
    unfolded(page, summary)
    assert SEEN not in printed(page), "an empty note takes no room"
    lines = [f"Line {number} of my questions." for number in range(1, 31)]
    page.get_by_label(OWN).fill("\n".join(lines))
    page.get_by_label(SEEN).fill("A day in the reading room.")
    said = printed(page)
    assert [line for line in (*lines, "A day in the reading room.") if line not in said] == []


def test_notes_are_printed_even_where_nobody_unfolds_them(context: BrowserContext, summary: str) -> None:
    page = context.new_page()
    unfolded(page, summary)
    page.get_by_label(OWN).fill("Who takes over at night?")
    page.goto(summary)
    assert "Who takes over at night?" in printed(page)


def test_notes_never_leave_the_browser(context: BrowserContext, summary: str) -> None:
    page = context.new_page()
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request))
    unfolded(page, summary)
    page.get_by_label(OWN).fill("a secret of mine")
    page.locator("#picture tbody a").first.click()
    page.locator("details:target").get_by_role("link", name="Change").click()
    page.go_back()
    page.reload()
    page.get_by_text("Your own notes").click()
    expect(page.get_by_label(OWN)).to_have_value("a secret of mine")
    said = [request.url + (request.post_data or "") for request in sent]
    assert len(said) > 3
    assert [each for each in said if "secret" in each] == []
    assert context.cookies() == []


def test_notes_can_be_deleted_for_good(context: BrowserContext, summary: str) -> None:
    page = context.new_page()
    unfolded(page, summary)
    delete = page.get_by_role("button", name="Delete my notes")
    expect(delete).to_be_hidden()
    page.get_by_label(OWN).fill("Not for others.")
    delete.click()
    expect(page.get_by_text("Your notes are deleted.")).to_be_visible()
    expect(page.get_by_label(OWN)).to_have_value("")
    unfolded(page, page.url)
    expect(page.get_by_label(OWN)).to_have_value("")
    assert page.evaluate("window.sessionStorage.length") == 0


@pytest.mark.parametrize("kept", [False, True])
def test_the_next_student_at_the_computer_reads_no_notes_of_the_last_one(
    context: BrowserContext, summary: str, served: str, kept: bool
) -> None:
    """Who starts anew in the same tab and answers the same; or the same student, who keeps the notes by hand."""
    page = context.new_page()
    unfolded(page, summary)
    page.get_by_label(OWN).fill("I am afraid of the nights.")
    page.goto(f"{served}/integrated-ir/")
    expect(page.get_by_text("Notes from an earlier visit are still in this tab")).to_be_visible()
    if kept:
        page.get_by_role("button", name="Keep the notes").click()
    unfolded(page, summary)
    expect(page.get_by_label(OWN)).to_have_value("I am afraid of the nights." if kept else "")


def test_another_tab_has_no_notes(context: BrowserContext, summary: str) -> None:
    one, other = context.new_page(), context.new_page()
    unfolded(one, summary)
    one.get_by_label(OWN).fill("Who takes over at night?")
    unfolded(other, summary)
    expect(other.get_by_label(OWN)).to_have_value("")


def test_a_browser_that_keeps_nothing_says_so_and_still_prints(context: BrowserContext, summary: str) -> None:
    page = context.new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('forbidden'); } });"
    )
    unfolded(page, summary)
    page.get_by_label(OWN).fill("Only on paper.")
    expect(page.get_by_text("This browser keeps no notes: print before you leave.")).to_be_visible()
    assert "Only on paper." in printed(page)


def test_without_scripts_notes_print_and_the_page_says_they_are_not_kept(browser: Browser, summary: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    unfolded(page, summary)
    expect(page.get_by_text("Scripts are off, so the notes are not kept")).to_be_visible()
    page.get_by_label(OWN).fill("Written by hand.")
    assert "Written by hand." in printed(page)
    context.close()
