"""No page and no error state has a barrier that axe-core can find, in light and dark, small and large."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from quiz.rulebook import Rulebook
from tests.queries import worst_queries

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pages(ir: Rulebook) -> dict[str, str]:
    full = worst_queries(ir, 1)[0]
    unsure = "&".join(f"{question.id}=not_sure" for question in ir.questions)
    return {
        "start": "",
        "question": "ask",
        "question with several choices": "ask?clinic_building=build&_at=clinic_fields",
        "question refused": "answer?_at=patient_contact",
        "several refused": "answer?clinic_building=build&_at=clinic_fields&clinic_fields=pain&clinic_fields=not_sure",
        "answers, complete": f"check?{full}",
        "answers, begun": "check?patient_contact=some",
        "summary, long": f"summary?{full}",
        "summary, sure of nothing": f"summary?{unsure}",
        "link used in part": "ask?patient_contact=some&colour=red",
        "no such page": "nowhere",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_has_a_barrier(browser: Browser, served: str, ir: Rulebook, scheme: str, width: int) -> None:
    # The checker puts its own script into the page, which the page's policy rightly forbids.
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    found = {}
    for name, path in pages(ir).items():
        page.goto(f"{served}/integrated-ir/{path}")
        results = Axe().run(page, options={"runOnly": RULES})
        assert results.response["passes"], "axe must have run"
        found[name] = [violation["id"] for violation in results.response["violations"]]
    context.close()
    assert found == {name: [] for name in found}


def test_text_at_twice_its_size_needs_no_sideways_scrolling(browser: Browser, served: str, ir: Rulebook) -> None:
    context = browser.new_context(viewport={"width": 640, "height": 800})
    page = context.new_page()
    for path in pages(ir).values():
        page.goto(f"{served}/integrated-ir/{path}")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, path
    context.close()


def test_whatever_can_be_pressed_is_large_enough(browser: Browser, served: str, ir: Rulebook) -> None:
    """24 px each way (WCAG 2.2, 2.5.8), links within text excepted."""
    context = browser.new_context(viewport={"width": 320, "height": 800})
    page = context.new_page()
    for path in pages(ir).values():
        page.goto(f"{served}/integrated-ir/{path}")
        small = page.evaluate(
            """() => [...document.querySelectorAll("button, label, .button, .back, .act a, .tools a, .top a")]
                .filter((e) => e.offsetParent && !e.closest(".hidden"))
                .filter((e) => { const r = e.getBoundingClientRect(); return r.width < 24 || r.height < 24; })
                .map((e) => e.outerHTML)"""
        )
        assert small == [], path
    context.close()
