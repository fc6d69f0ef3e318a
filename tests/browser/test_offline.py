"""The folder without a network, after one visit; and when a newer build takes its place."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from quiz.answers.query import write_query
from quiz.site.folder import Files, folder_of
from quiz.site.writing import write_folder
from tests.support.folders import Host, TidyHost, answer_all, hosted
from tests.support.scripts import PROOF

IR = PROOF.shelf["integrated-ir"]
OLD = folder_of({IR.address: IR.model_copy(update={"title": "The older"})})
NEW = folder_of({IR.address: IR.model_copy(update={"title": "The newer", "kept": ()})})
QUERY = write_query(IR, IR.examples[0].answers)
KEPT = """async (version) => {
    for (let tries = 0; tries < 1200; tries++) {
        const { installing, waiting, active } = await navigator.serviceWorker.getRegistration() ?? {};
        const names = await caches.keys();
        const isIn = names.length === 1 && names[0].endsWith(version) && active?.state === "activated";
        if (isIn && !installing && !waiting) return true;
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return false;
}"""


def kept_in(page: Page, files: Files) -> bool:
    """Whether the browser has kept these files and no others, after a while."""
    return bool(page.evaluate(KEPT, files["worker.js"].split('"')[1]))


@pytest.fixture
def quiet(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile in which nothing that the page runs may fail; without a network, the console has other news."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()
    assert errors == []


@pytest.mark.parametrize("host", [Host, TidyHost])
def test_after_one_visit_the_whole_quiz_works_without_a_network(
    quiet: BrowserContext, tmp_path: Path, host: type[Host]
) -> None:
    write_folder(OLD, tmp_path / "below")
    page = quiet.new_page()
    with hosted(tmp_path, host) as address:
        page.goto(f"{address}/below/integrated-ir/ask.html")
        assert kept_in(page, OLD)
    page.goto(f"{address}/below/")
    page.get_by_role("link", name="The older").click()
    page.get_by_role("link", name="Start", exact=True).click()
    answer_all(page)
    expect(page.locator("svg.qr").first).to_be_attached()
    assert len(PdfReader(BytesIO(page.pdf(format="A4"))).pages) == 2
    page.get_by_role("link", name="About this quiz").first.click()
    expect(page.locator("h1")).to_have_text("About this quiz")
    page.goto(f"{address}/below/integrated-ir/check.html#{QUERY}")
    expect(page.get_by_role("link", name="See your summary")).to_be_visible()
    page.goto(f"{address}/below/integrated-ir/summary.html#{QUERY}&_edition=2026-11-24")
    expect(page.locator(".since__title")).to_contain_text("since this link was made")


def assert_whole(page: Page, *builds: Files) -> None:
    """Holds the page to be of one of the builds alone: its words, its styles and every script of it."""
    expect(page.locator(".top__name")).not_to_be_empty()
    loaded = page.evaluate("[...document.querySelectorAll('script, [rel=stylesheet]')].map((e) => e.src ?? e.href)")
    names = {f"static/{address.rpartition('/')[2]}" for address in loaded}
    assert len(names) >= 4
    title = page.locator(".top__name").inner_text()
    assert [title in build["integrated-ir/index.html"] and names <= build.keys() for build in builds].count(True) == 1


def test_a_newer_build_takes_the_place_of_an_older_one_whole(quiet: BrowserContext, tmp_path: Path) -> None:
    write_folder(OLD, tmp_path)
    changing, waiting, walking = quiet.new_page(), quiet.new_page(), quiet.new_page()
    with hosted(tmp_path) as address:
        quiz = f"{address}/integrated-ir"
        walking.goto(f"{quiz}/index.html")
        assert kept_in(walking, OLD)
        walking.goto(f"{quiz}/ask.html")
        changing.goto(f"{quiz}/ask.html#patient_contact=some")
        waiting.goto(f"{quiz}/summary.html#{QUERY}")
        assert_whole(waiting, OLD)

        write_folder(NEW, tmp_path)
        answer_all(walking)
        assert_whole(walking, NEW)
        assert kept_in(walking, NEW)

        # What an open page loads only now is there no longer.
        changing.evaluate("location.hash += '&_edition=2026-11-24'")
        expect(changing.locator(".top__name")).to_have_text("The newer")
        assert_whole(changing, NEW)
        assert_whole(waiting, OLD)
    for page in (walking, changing, waiting):
        page.reload()
        assert_whole(page, NEW)
    waiting.get_by_role("link", name="About this quiz").first.click()
    assert_whole(waiting, NEW)


def test_below_a_path_that_is_called_as_the_files_are_pages_are_new_at_once(
    quiet: BrowserContext, tmp_path: Path
) -> None:
    write_folder(OLD, tmp_path / "static" / "quiz")
    page = quiet.new_page()
    with hosted(tmp_path) as address:
        page.goto(f"{address}/static/quiz/integrated-ir/about.html")
        assert kept_in(page, OLD)
        write_folder(NEW, tmp_path / "static" / "quiz")
        page.reload()
        assert_whole(page, NEW)
