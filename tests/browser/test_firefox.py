"""The main journey in Firefox, driven by Mozilla's own protocol: no driver but the browser itself."""

import base64
import gc
import os
import shutil
import socket
import warnings
from collections.abc import Iterator
from io import BytesIO

import pytest
from pypdf import PdfReader

from quiz.rulebook.model import Rulebook
from tests.support.browsers import LOVES_CLINIC
from tests.support.queries import worst_queries

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
    element = Wait(firefox, timeout=10).until(lambda m: m.find_element(by, what))
    before = firefox.get_url()
    element.click()
    if "label" not in what:
        Wait(firefox, timeout=10).until(lambda m: m.get_url() != before)


def heading(firefox: Marionette) -> str:
    return str(firefox.find_element(By.TAG_NAME, "h1").text)


def test_a_student_walks_from_start_to_summary(firefox: Marionette, served: str) -> None:
    firefox.navigate(f"{served}/integrated-ir/")
    click(firefox, By.LINK_TEXT, "Start")
    for labels in LOVES_CLINIC.values():
        for label in labels:
            click(firefox, By.XPATH, f"//label[normalize-space()='{label}']")
        click(firefox, By.CSS_SELECTOR, "form button[type=submit]")
    assert heading(firefox) == "Check your answers"
    click(firefox, By.LINK_TEXT, "See your summary")
    assert heading(firefox).startswith("You want patients")


def test_the_summary_prints_with_its_reasons_and_notes_on_few_sheets(
    firefox: Marionette, served: str, ir: Rulebook
) -> None:
    firefox.navigate(f"{served}/integrated-ir/summary?{worst_queries(ir, 1)[0]}")
    firefox.find_element(By.ID, "note-questions").send_keys("Who covers the nights?")
    firefox.refresh()
    answer = firefox._send_message("WebDriver:Print", {}, key="value")  # It has no name for this command.
    printed = PdfReader(BytesIO(base64.b64decode(answer)))
    said = " ".join(" ".join(page.extract_text().split()) for page in printed.pages)
    for part in ("You answered Reading images", "Reply 3, sentence", "Who covers the nights?", "Sources"):
        assert part in said, part
    assert len(printed.pages) <= 4
