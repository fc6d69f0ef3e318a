"""Our own quiz in Spanish, in a real browser."""

import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, expect

from quiz.shelf.loading import load_shelf
from quiz.words.folders import own_folder
from tests.support.browsers import AXE_RULES
from tests.support.pages import pages

SPANISH = load_shelf(own_folder("rules"), own_folder("seeds"))["integrated-ir.es"]


def test_the_longer_words_of_spanish_make_no_barrier_on_a_small_phone(
    browser: Browser, served: str, artifacts: Path
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800}, bypass_csp=True)
    page = context.new_page()
    looked_at = {name: path for name, path in pages(SPANISH).items() if name in ("start", "question", "summary, long")}
    assert len(looked_at) == 3
    for name, path in looked_at.items():
        page.goto(f"{served}/integrated-ir.es/{path}")
        page.screenshot(path=artifacts / f"{name}, Spanish.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
        assert Axe().run(page, options={"runOnly": AXE_RULES}).response["violations"] == [], name
    context.close()


def test_another_language_keeps_a_tick_and_enter_sends_it(context: BrowserContext, served: str) -> None:
    page = context.new_page()
    page.goto(f"{served}/integrated-ir/ask?patient_contact=some")
    tick = page.get_by_role("radio").nth(1)
    tick.check()
    value = tick.get_attribute("value")
    page.get_by_role("button", name="Español").click()
    expect(page).to_have_url(re.compile(r"/integrated-ir\.es/ask\?patient_contact=some"))
    expect(page.get_by_role("radio").nth(1)).to_be_checked()
    page.get_by_role("radio").nth(1).press("Enter")
    page.wait_for_url(re.compile(rf"/integrated-ir\.es/answer\?patient_contact=some&_at=(\w+)&\1={value}$"))
