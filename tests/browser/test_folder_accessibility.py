"""No page of the folder and no state of one has a barrier that axe-core can find, in any language and by any light."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from quiz.rulebook.model import Rulebook
from quiz.site.addresses import relative
from tests.support.browsers import AXE_RULES
from tests.support.pages import pages

IN_FOLDER = ("", "ask", "check", "summary", "s", "about", "advice", "compare")
UNFOLD = "() => document.querySelectorAll('details').forEach((each) => { each.open = true; })"


def addresses(ir: Rulebook, name: str) -> dict[str, str]:
    """The pages of the server that the folder has, too, at their addresses there."""
    paths = {**pages(ir), "advice": "advice"}
    kept = {state: path for state, path in paths.items() if path.split("?")[0].split("/")[0] in IN_FOLDER}
    return {state: relative(f"/{name}/{path}", name) for state, path in kept.items()}


def barriers(page: Page, *rules: str) -> list[str]:
    results = Axe().run(page, options={"runOnly": [*rules]})
    assert results.response["passes"], "axe must have run"
    return [each["id"] for each in results.response["violations"]]


@pytest.mark.parametrize(("name", "width"), [("integrated-ir", 320), ("integrated-ir.es", 1280)])
def test_no_page_has_a_barrier(browser: Browser, on_disk: str, ir: Rulebook, name: str, width: int) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    found = {}
    for state, address in addresses(ir, name).items():
        page.goto("about:blank")
        page.goto(f"{on_disk}/{name}/{address}")
        expect(page.locator("h1, legend").first).to_be_visible()
        page.evaluate(UNFOLD)
        for each in (320, 1280):
            page.set_viewport_size({"width": each, "height": 2000})
            assert page.evaluate("document.documentElement.scrollWidth") <= each, state
        page.set_viewport_size({"width": width, "height": 2000})
        page.emulate_media(color_scheme="light")
        found[state, "light"] = barriers(page, *AXE_RULES)
        page.emulate_media(color_scheme="dark")
        found[state, "dark"] = barriers(page, "color-contrast")
    context.close()
    assert len(found) > 40
    assert {state: ids for state, ids in found.items() if ids} == {}
