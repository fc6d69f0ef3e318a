"""The main journey in Firefox, driven by Mozilla's own protocol: no driver but the browser itself."""

import base64
import gc
import os
import shutil
import socket
import warnings
from collections.abc import Iterator
from io import BytesIO
from itertools import product

import pytest
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from quiz.answers.query import read_query
from quiz.answers.routing import route
from quiz.rulebook.model import Rulebook
from quiz.summary.engine import summarize
from tests.support.browsers import LOVES_CLINIC, codes_on_a_copy, last_lines
from tests.support.folders import HOSTILE
from tests.support.queries import varied_queries, worst_queries
from tests.support.servers import PATIENCE

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # It asks the system for its name in an old way.
    from marionette_driver import By, Wait
    from marionette_driver.marionette import Marionette

# The driver leaves sockets and folders to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

FIREFOXES = ("firefox-esr", "firefox")


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Marionette]:
    """Firefox with a fresh profile; without one the test is skipped, except where CI=true asks for all."""
    path = next((found for name in FIREFOXES if (found := shutil.which(name))), None)
    if path is None:
        word = f"no Firefox: none of {', '.join(FIREFOXES)} is installed"
        if os.environ.get("CI") == "true":
            pytest.fail(word)
        pytest.skip(word)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = str(tmp_path_factory.mktemp("firefox") / "log")
    prefs = {"network.proxy.type": 0}
    firefox = Marionette(bin=path, headless=True, host="127.0.0.1", port=port, prefs=prefs, gecko_log=log)
    firefox.start_session()
    yield firefox
    firefox.quit()
    firefox.cleanup()
    firefox.instance = None
    del firefox
    gc.collect()


def click(firefox: Marionette, by: str, what: str) -> None:
    element = Wait(firefox, PATIENCE).until(lambda m: m.find_element(by, what))
    before = firefox.get_url()
    element.click()
    if "label" not in what:
        Wait(firefox, PATIENCE).until(lambda m: m.get_url() != before)


def heading(firefox: Marionette) -> str:
    return str(firefox.find_element(By.TAG_NAME, "h1").text)


def walk(firefox: Marionette, start: str) -> None:
    """From the start of the quiz to the summary of a student who loves the clinic."""
    firefox.navigate(start)
    click(firefox, By.LINK_TEXT, "Start")
    for labels in LOVES_CLINIC.values():
        for label in labels:
            click(firefox, By.XPATH, f"//label[normalize-space()='{label}']")
        click(firefox, By.CSS_SELECTOR, "form button[type=submit]")
    Wait(firefox, PATIENCE).until(lambda m: m.find_element(By.CSS_SELECTOR, ".points"))
    assert heading(firefox).startswith("Clinical responsibility is growing, Reply 2 says")


def test_a_student_walks_from_start_to_summary(firefox: Marionette, served: str) -> None:
    walk(firefox, f"{served}/integrated-ir/")


@pytest.mark.parametrize("place", ["on_host", "on_disk"])
def test_a_student_walks_through_the_folder_and_prints(
    firefox: Marionette, request: pytest.FixtureRequest, place: str
) -> None:
    folder = request.getfixturevalue(place)
    walk(firefox, f"{folder}/integrated-ir/index.html")
    code = firefox.find_element(By.CSS_SELECTOR, "[data-copy-code]").get_attribute("data-copy-code")
    link = f"{folder}/integrated-ir/summary.html#_code={code}"
    sheets = list(PdfDocument(printed(firefox, "A4")))
    assert (len(sheets), codes_on_a_copy(sheets[0])) == (2, [link] if place == "on_host" else [])
    firefox.go_back()
    Wait(firefox, PATIENCE).until(lambda m: m.find_element(By.CSS_SELECTOR, "input:checked[value=people]"))
    firefox.navigate("about:blank")
    firefox.navigate(link)
    Wait(firefox, PATIENCE).until(lambda m: heading(m).startswith("Clinical responsibility is growing"))


@pytest.mark.parametrize(("place", "sign"), [("on_host", "?"), ("on_disk", "#")])
def test_whatever_stands_in_an_address_of_the_folder_there_is_a_page(
    firefox: Marionette, request: pytest.FixtureRequest, place: str, sign: str
) -> None:
    folder, there = request.getfixturevalue(place), "main :is(h1, legend)"
    # What a host refuses, being longer than a line of a request may be, is none of the folder's pages.
    queries = [query for query in HOSTILE.values() if sign == "#" or len(query) < 5000]
    for page, query in product(("index", "ask", "check", "summary", "about", "compare"), queries):
        firefox.navigate("about:blank")
        firefox.navigate(f"{folder}/integrated-ir/{page}.html{sign}{query}")
        Wait(firefox, PATIENCE).until(lambda m: m.find_element(By.CSS_SELECTOR, there))
        assert firefox.find_elements(By.CSS_SELECTOR, "main :is(img, script, iframe)") == []


def test_a_row_of_the_picture_leads_to_its_answer_unfolded(firefox: Marionette, served: str, ir: Rulebook) -> None:
    firefox.navigate(f"{served}/integrated-ir/summary?{worst_queries(ir, 1)[0]}")
    row = firefox.find_element(By.CSS_SELECTOR, "#picture tbody a")
    row.click()
    fold = Wait(firefox, PATIENCE).until(lambda m: m.find_element(By.CSS_SELECTOR, "details:target[open]"))
    assert row.get_attribute("href") == f"#{fold.get_attribute('id')}"
    fold.find_element(By.CSS_SELECTOR, ".up").click()
    Wait(firefox, PATIENCE).until(lambda m: m.get_url().endswith("#glance"))


PAPERS = {"A4": {"width": 21.0, "height": 29.7}, "Letter": {"width": 21.59, "height": 27.94}}


def printed(firefox: Marionette, paper: str = "Letter") -> bytes:
    # The driver has no name for this command.
    return base64.b64decode(firefox._send_message("WebDriver:Print", {"page": PAPERS[paper]}, key="value"))


def test_the_summary_prints_with_its_reasons_and_notes(firefox: Marionette, served: str, ir: Rulebook) -> None:
    firefox.navigate(f"{served}/integrated-ir/summary?{worst_queries(ir, 1)[0]}")
    firefox.find_element(By.CSS_SELECTOR, "#notes summary").click()
    firefox.find_element(By.ID, "note-questions").send_keys("Who covers the nights?")
    firefox.refresh()
    sheets = PdfReader(BytesIO(printed(firefox))).pages
    said = " ".join(" ".join(page.extract_text().split()) for page in sheets)
    for part in ("Reading: Rather not", "Reply 3", "Who covers the nights?", "Sources"):
        assert part in said, part
    firefox.find_element(By.CSS_SELECTOR, "#notes summary").click()
    firefox.find_element(By.ID, "note-questions").clear()


def test_summaries_print_on_two_sheets_and_no_heading_stands_alone(
    firefox: Marionette, served: str, ir: Rulebook
) -> None:
    faults = {}
    for query in (*worst_queries(ir, 1), *varied_queries(ir)):
        firefox.navigate(f"{served}/integrated-ir/summary?{query}")
        headings = {each.text.strip() for each in firefox.find_elements(By.CSS_SELECTOR, "h1, h2, h3")}
        most = 3 if summarize(route(ir, read_query(ir, query).answers)).mostly_unsure else 2
        for paper in PAPERS:
            sheets = list(PdfDocument(printed(firefox, paper)))
            alone = [line for sheet in sheets for line in last_lines(sheet) if line in headings]
            link = firefox.find_element(By.CSS_SELECTOR, ".return__link").get_attribute("href")
            codes = codes_on_a_copy(sheets[0])
            if len(sheets) > most or alone or codes != [link]:
                faults[paper, query] = (len(sheets), alone, codes)
    assert faults == {}
