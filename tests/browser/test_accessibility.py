"""No page and no error state has a barrier that axe-core can find, in light and dark, small and large."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from quiz.rulebook.model import Rulebook
from quiz.shelf.loading import load_shelf
from quiz.words.folders import own_folder
from tests.support.browsers import AXE_RULES
from tests.support.pages import pages
from tests.support.queries import worst_queries

SHELF = load_shelf(own_folder("rules"), own_folder("seeds"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_has_a_barrier(
    browser: Browser, served: str, ir: Rulebook, artifacts: Path, scheme: str, width: int
) -> None:
    # The checker puts its own script into the page, which the page's policy rightly forbids. The window is tall:
    # what the button in reach covers at one place is free after scrolling, which the checker does not do.
    context = browser.new_context(viewport={"width": width, "height": 2000}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    found = {}
    for name, path in {**pages(ir), "front page": "../", "front page, a code refused": "../?_code=7KF3-Q2MX"}.items():
        page.goto(f"{served}/integrated-ir/{path}")
        page.screenshot(path=artifacts / f"{name}, {scheme}, {width}.png", full_page=True)
        results = Axe().run(page, options={"runOnly": AXE_RULES})
        assert results.response["passes"], "axe must have run"
        found[name] = [violation["id"] for violation in results.response["violations"]]
    context.close()
    assert found == {name: [] for name in found}


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("address", SHELF)
def test_no_book_has_a_barrier_in_any_language(browser: Browser, served: str, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme="light", bypass_csp=True)
    page = context.new_page()
    found = {}
    for path in ("", "ask", f"summary?{worst_queries(SHELF[address], 1)[0]}", "about"):
        page.goto(f"{served}/{address}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        results = Axe().run(page, options={"runOnly": AXE_RULES})
        assert results.response["passes"], "axe must have run"
        found[path] = [violation["id"] for violation in results.response["violations"]]
    context.close()
    assert found == {path: [] for path in found}


@pytest.mark.parametrize("width", [320, 390, 800])
@pytest.mark.parametrize("address", SHELF)
def test_no_word_of_a_small_table_breaks_in_its_middle(browser: Browser, served: str, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{served}/{address}/about")
    words = page.evaluate(
        """() => [...document.querySelectorAll(".tally :is(th, td)")].flatMap((cell) => {
            const texts = [], walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) texts.push(walker.currentNode);
            return texts.flatMap((text) => [...text.data.matchAll(/[^\\s-]+-?/g)].map((word) => {
                const range = document.createRange();
                range.setStart(text, word.index);
                range.setEnd(text, word.index + word[0].length);
                return [word[0], range.getClientRects().length];
            }));
        })"""
    )
    context.close()
    assert len(words) > 40
    assert [word for word, lines in words if lines != 1] == []


def test_text_at_twice_its_size_needs_no_sideways_scrolling(browser: Browser, served: str, ir: Rulebook) -> None:
    context = browser.new_context(viewport={"width": 640, "height": 800})
    page = context.new_page()
    for path in pages(ir).values():
        page.goto(f"{served}/integrated-ir/{path}")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, path
    context.close()


@pytest.mark.parametrize("address", ["integrated-ir", "integrated-ir.es"])
def test_a_phone_at_twice_the_size_needs_none_either(browser: Browser, served: str, ir: Rulebook, address: str) -> None:
    context = browser.new_context(viewport={"width": 195, "height": 420}, device_scale_factor=2)
    page = context.new_page()
    for path in pages(ir).values():
        page.goto(f"{served}/{address}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 195, path
    context.close()


def test_whatever_can_be_pressed_is_large_enough(browser: Browser, served: str, ir: Rulebook) -> None:
    """24 px each way (WCAG 2.2, 2.5.8), links within text excepted."""
    context = browser.new_context(viewport={"width": 320, "height": 800})
    page = context.new_page()
    for path in pages(ir).values():
        page.goto(f"{served}/integrated-ir/{path}")
        small = page.evaluate(
            """() => [...document.querySelectorAll("button, label, .button, .back, .act a, .tools a, .top a")]
                .filter((e) => e.offsetParent && !e.closest(".hidden, .progress"))
                .filter((e) => { const r = e.getBoundingClientRect(); return r.width < 24 || r.height < 24; })
                .map((e) => e.outerHTML)"""
        )
        assert small == [], path
    context.close()


def test_nothing_moves_for_those_who_ask_for_less_motion(browser: Browser, served: str, ir: Rulebook) -> None:
    moving = """() => [...document.querySelectorAll("*")].filter((e) => {
        const style = getComputedStyle(e);
        const moves = parseFloat(style.transitionDuration) > 0 || style.animationName !== "none";
        return moves || style.scrollBehavior === "smooth";
    }).map((e) => e.tagName)"""
    found = {}
    for wish in ("reduce", "no-preference"):
        context = browser.new_context(reduced_motion=wish)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{served}/integrated-ir/{pages(ir)['summary, long']}")
        found[wish] = page.evaluate(moving)
        context.close()
    assert found == {"reduce": [], "no-preference": ["HTML"]}


def test_a_picked_choice_shows_where_colors_are_the_readers_own(browser: Browser, served: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{served}/integrated-ir/ask?patient_contact=some&_at=patient_contact")
    outlined = "(e) => getComputedStyle(e.nextElementSibling).outlineStyle"
    shown = [(each.is_checked(), each.evaluate(outlined)) for each in page.get_by_role("radio").all()]
    assert shown == [(False, "none"), (True, "solid"), (False, "none"), (False, "none")]
    context.close()
