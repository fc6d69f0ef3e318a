"""The folder in a browser: below a path of a plain web server, and from a disk."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from quiz.site.folder import folder_of
from quiz.site.writing import write_folder
from tests.support.browsers import AXE_RULES
from tests.support.folders import answer_all, hosted
from tests.support.scripts import PROOF


@pytest.fixture(scope="module", params=["host", "disk"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root: Path = tmp_path_factory.mktemp("folder")
    write_folder(folder_of(PROOF.shelf), root / "below")
    if request.param == "disk":
        yield (root / "below").as_uri()
        return
    with hosted(root) as address:
        yield f"{address}/below"


def walk(page: Page, folder: str) -> None:
    page.goto(f"{folder}/index.html")
    page.get_by_role("link", name="Weighing integrated IR").click()
    page.get_by_role("link", name="Start", exact=True).click()
    answer_all(page)


def test_a_student_walks_to_the_summary_and_changes_an_answer(context: BrowserContext, folder: str) -> None:
    page = context.new_page()
    walk(page, folder)
    expect(page.locator("h1")).to_contain_text("Clinical responsibility is growing, Reply 2 says")
    address = page.url
    page.locator("#picture tbody a").first.click()
    assert page.url == address
    page.locator("details[open]").get_by_role("link", name="Change").click()
    page.locator(".choice__label").last.click()
    page.get_by_role("button", name="Save and return").click()
    expect(page.locator(".since__title")).to_contain_text("You changed")
    page.locator(".top__other").click()
    expect(page.locator(".since__title")).to_contain_text("Has cambiado")


def test_a_code_opens_the_summary(context: BrowserContext, folder: str) -> None:
    page = context.new_page()
    walk(page, folder)
    code = re.search(r"_code=(.*)", page.locator(".return__link").get_attribute("href") or "")
    assert code
    page.goto(f"{folder}/integrated-ir/index.html")
    page.get_by_text("Have a code?").click()
    page.locator("#code").fill("nothing")
    page.get_by_role("button", name="Open the summary").click()
    expect(page.locator(".summary-of-errors")).to_be_visible()
    page.locator("#code").fill(code[1].lower())
    page.get_by_role("button", name="Open the summary").click()
    expect(page.locator("h1")).to_contain_text("Clinical responsibility is growing, Reply 2 says")


def test_without_scripts_it_says_so_and_all_advice_can_be_read(browser: Browser, folder: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{folder}/integrated-ir/ask.html")
    page.get_by_role("link", name="all of its advice").click()
    assert page.locator(".statement").count() > 50
    context.close()


def test_axe_finds_nothing(browser: Browser, folder: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    page = context.new_page()
    walk(page, folder)
    for name in ("summary", "ask", "advice", "index"):
        if name != "summary":
            page.goto(f"{folder}/integrated-ir/{name}.html")
        results = Axe().run(page, options={"runOnly": AXE_RULES})
        assert [each["id"] for each in results.response["violations"]] == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
