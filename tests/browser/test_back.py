"""What the headers mean to a real browser: Back shows the page as it was left."""

import shutil

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.browsers import CHROMIUM_NAMES, CHROMIUM_OPTIONS


def walk_back(page: Page, served: str) -> None:
    """From one question to the next, and Back."""
    page.add_init_script("addEventListener('pageshow', (event) => { window.keptAlive = event.persisted; })")
    page.goto(f"{served}/integrated-ir/ask?patient_contact=some")
    page.get_by_role("radio").nth(1).check()
    page.locator("main").get_by_role("button").click()
    page.wait_for_url("**call_tolerance**")
    page.go_back(wait_until="commit")


def test_back_shows_the_page_as_it_was_left(browser: Browser, served: str) -> None:
    """The browser keeps the page alive, with what was picked on it."""
    path = next(filter(None, map(shutil.which, CHROMIUM_NAMES)))
    args, off = list(CHROMIUM_OPTIONS), ["--disable-back-forward-cache"]
    with browser.browser_type.launch(executable_path=path, args=args, ignore_default_args=off) as keeping:
        page = keeping.new_page()
        walk_back(page, served)
        page.wait_for_function("window.keptAlive")
        expect(page.get_by_role("radio").nth(1)).to_be_checked()


def test_back_asks_the_server_for_nothing_where_pages_are_not_kept_alive(context: BrowserContext, served: str) -> None:
    page = context.new_page()
    walk_back(page, served)
    page.wait_for_function("window.keptAlive === false")
    assert page.evaluate("performance.getEntriesByType('navigation')[0].transferSize") == 0


def test_a_browser_has_nothing_to_say_about_the_headers(browser: Browser, served: str) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{served}/integrated-ir/")
    page.close()
    assert not said
