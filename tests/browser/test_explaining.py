"""Explained words in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.support.browsers import AXE_RULES


@pytest.mark.parametrize("how", ["keyboard", "touch"])
def test_an_explanation_opens_and_closes_without_a_script(browser: Browser, served: str, how: str) -> None:
    context = browser.new_context(
        java_script_enabled=False, has_touch=how == "touch", viewport={"width": 390, "height": 800}
    )
    page = context.new_page()
    page.goto(f"{served}/integrated-ir/")
    term = page.locator(".term", has_text="Integrated")
    word = page.locator(f"#{term.get_attribute('popovertarget')}")
    expect(word).to_be_hidden()
    if how == "touch":
        term.tap()
    else:
        term.focus()
        page.keyboard.press("Enter")
    expect(word).to_be_visible()
    expect(word).to_contain_text("integrated: One residency that trains in both")
    if how == "touch":
        page.touchscreen.tap(200, 20)
    else:
        page.keyboard.press("Escape")
        expect(term).to_be_focused()
    expect(word).to_be_hidden()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_open_explanations_are_no_barrier(browser: Browser, served: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    for path, opener in (("", ".term"), ("ask?clinic_building=build&_at=clinic_fields", ".folded summary")):
        page.goto(f"{served}/integrated-ir/{path}")
        page.locator(opener).first.click()
        expect(page.locator(".word:popover-open, .folded[open]")).to_be_visible()
        results = Axe().run(page, options={"runOnly": AXE_RULES})
        assert results.response["passes"], "axe must have run"
        assert results.response["violations"] == [], path
    context.close()


def test_an_open_explanation_stays_on_the_page_of_a_small_phone(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 480})
    page = context.new_page()
    page.goto(f"{served}/integrated-ir/")
    page.locator(".term").first.click()
    box = page.locator(".word:popover-open").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert box["y"] + box["height"] <= 480
    context.close()
