"""The preview in a real browser: it shows an edit by itself, and is accessible."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, expect

from tests.support.books import ALL_ANSWERS, BROKEN, RETITLED, SMALL, write_files
from tests.support.browsers import AXE_RULES
from tests.support.servers import serving


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_files(tmp_path)


def test_the_browser_shows_an_edit_by_itself_and_keeps_the_page_where_the_edit_is_broken(
    context: BrowserContext, path: Path
) -> None:
    options = ("--preview", "--rules", str(path.parent), "--seeds", str(path.parent.parent / "seeds"))
    with serving(*options) as served:
        page = context.new_page()
        page.goto(f"{served}/small/ask")
        page.get_by_text("answer sets").wait_for()
        page.get_by_role("radio").first.check()
        path.write_text(BROKEN)
        page.get_by_text("1 mistake in the files.").wait_for()
        expect(page.get_by_role("radio").first, "what was picked is still there").to_be_checked()
        path.write_text(SMALL.replace("How many nights a month?", "How many nights a year?"))
        page.get_by_role("heading", name="How many nights a year?").wait_for()
        page.close()


def test_with_scripts_off_a_reload_shows_the_edit(browser: Browser, path: Path) -> None:
    options = ("--preview", "--rules", str(path.parent), "--seeds", str(path.parent.parent / "seeds"))
    with serving(*options) as served:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{served}/small/")
        expect(page.locator("noscript p")).to_be_visible()
        path.write_text(RETITLED)
        page.reload()
        expect(page.get_by_role("heading", name="A mended quiz")).to_be_visible()
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_previews_own_parts_are_accessible(browser: Browser, scheme: str, path: Path, artifacts: Path) -> None:
    options = ("--preview", "--rules", str(path.parent), "--seeds", str(path.parent.parent / "seeds"))
    with serving(*options) as served:
        context = browser.new_context(
            viewport={"width": 320, "height": 800},
            bypass_csp=True,
            color_scheme="dark" if scheme == "dark" else "light",
        )
        page = context.new_page()
        page.goto(f"{served}/small/")
        page.get_by_text("answer sets").wait_for()
        path.write_text(BROKEN)
        for address in ("_preview/", f"small/summary?{ALL_ANSWERS}", "small/ask"):
            page.goto(f"{served}/{address}")
            name = address.partition("?")[0].replace("/", " ").strip()
            page.screenshot(path=artifacts / f"preview, {name}, {scheme}.png", full_page=True)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
            assert Axe().run(page, options={"runOnly": AXE_RULES}).response["violations"] == [], address
        context.close()
