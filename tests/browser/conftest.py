"""A browser to look at the quiz with."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, expect, sync_playwright

from quiz.site.folder import folder_of
from quiz.site.writing import write_folder
from tests.support.browsers import CHROMIUM_NAMES, CHROMIUM_OPTIONS
from tests.support.folders import hosted
from tests.support.scripts import PROOF
from tests.support.servers import PATIENCE

expect.set_options(timeout=1000 * PATIENCE)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A real browser; without one the test is skipped, except where CI=true asks for all."""
    path = next((found for name in CHROMIUM_NAMES if (found := shutil.which(name))), None)
    if path is None:
        word = f"no browser: none of {', '.join(CHROMIUM_NAMES)} is installed"
        if os.environ.get("CI") == "true":
            pytest.fail(word)
        pytest.skip(word)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_OPTIONS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def artifacts() -> Path:
    """A folder that git ignores, for what is worth looking at after a run."""
    folder = Path(__file__).parents[2] / "artifacts"
    folder.mkdir(exist_ok=True)
    return folder


def _is_failure(message: ConsoleMessage) -> bool:
    # A form that is refused is answered with 422, which the console calls a failed load.
    return message.type == "error" and "422" not in message.text


@pytest.fixture(scope="session")
def on_disk(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the folder that `quiz build` writes, opened from a disk."""
    out = tmp_path_factory.mktemp("folder") / "below"
    write_folder(folder_of(PROOF.shelf), out)
    return out.as_uri()


@pytest.fixture(scope="session")
def on_host(on_disk: str) -> Iterator[str]:
    """The address of the same folder, below a path of a plain web server."""
    with hosted(Path(unquote(urlsplit(on_disk).path)).parent) as address:
        yield f"{address}/below"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh browser profile that treats anything the page throws as a failure."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("console", lambda message: errors.append(message.text) if _is_failure(message) else None)
    yield context
    context.close()
    assert not errors
