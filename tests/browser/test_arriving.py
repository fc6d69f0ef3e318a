"""Pages as a browser shows them that comes from elsewhere, and the style sheet that it takes along to the next."""

import pytest
from playwright.sync_api import BrowserContext, expect

from quiz.rulebook.model import Rulebook
from tests.support.queries import worst_queries

SHIFTS = """() => new Promise((told) => {
    let sum = 0;
    const add = (list) => { for (const each of list.getEntries()) sum += each.value; };
    new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => told(sum), 300);
})"""

LOOK = """() => {
    const { backgroundColor, fontFamily, height } = getComputedStyle(document.querySelector(".act .button"));
    return { backgroundColor, fontFamily, height };
}"""

SIZES = """() => Object.fromEntries(performance.getEntriesByType("resource")
    .map((each) => [each.name.split(".").at(-1), each.transferSize])
    .filter(([kind]) => kind !== "svg"))"""
"""The bytes that each kind of file took to come, but for the icon: 0 is from the cache."""


@pytest.mark.parametrize("page", ["", "ask", "about", "summary?{longest}"])
def test_nothing_moves_while_a_page_is_loaded(context: BrowserContext, served: str, ir: Rulebook, page: str) -> None:
    shown = context.new_page()
    shown.goto(f"{served}/integrated-ir/{page.format(longest=worst_queries(ir, 1)[0])}")
    assert shown.evaluate("document.styleSheets[0].href") is None, "the style sheet stands in the page"
    assert shown.evaluate(SHIFTS) == 0


def test_the_next_page_looks_the_same_and_asks_for_nothing_but_itself(context: BrowserContext, served: str) -> None:
    page = context.new_page()
    page.goto(f"{served}/integrated-ir/ask")
    before = page.evaluate(LOOK)
    assert before["backgroundColor"] not in ("rgba(0, 0, 0, 0)", "rgb(239, 239, 239)"), "it has no style"
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("2 of")).to_be_visible()
    page.wait_for_load_state()
    assert page.evaluate("document.styleSheets[0].href") is not None
    assert page.evaluate(LOOK) == before
    assert page.evaluate(SIZES) == {"css": 0}
