"""A translation that runs from right to left, in a real browser."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner, Result
from playwright.sync_api import Browser

from quiz.cli import cli
from tests.support.books import ALL_ANSWERS, write_files
from tests.support.browsers import AXE_RULES
from tests.support.catalogs import fill_catalogs
from tests.support.servers import serving


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, [*words, "--rules", str(folder / "rules"), "--seeds", str(folder / "seeds")])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small quiz that is fully translated."""
    write_files(tmp_path)
    assert run(tmp_path, "translate", "he").exit_code == 0
    fill_catalogs(tmp_path)
    return tmp_path


def test_pages_that_run_from_right_to_left_hold_together(browser: Browser, folder: Path, artifacts: Path) -> None:
    with serving("--rules", str(folder / "rules"), "--seeds", str(folder / "seeds")) as served:
        context = browser.new_context(viewport={"width": 320, "height": 800}, bypass_csp=True)
        page = context.new_page()
        for path in ("", "ask", "answer?_at=nights", f"check?{ALL_ANSWERS}", f"summary?{ALL_ANSWERS}"):
            page.goto(f"{served}/small.he/{path}")
            page.screenshot(path=artifacts / f"right to left, {path.partition('?')[0] or 'start'}.png", full_page=True)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
            assert Axe().run(page, options={"runOnly": AXE_RULES}).response["violations"] == [], path
        page.goto(f"{served}/small.he/ask")
        row, dot = page.locator(".choice").first.bounding_box(), page.get_by_role("radio").first.bounding_box()
        assert row is not None
        assert dot is not None
        assert dot["x"] > row["x"] + row["width"] / 2, "the radio button stands at the right"
        context.close()
