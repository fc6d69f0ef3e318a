"""What several test modules share: the application, a server, a browser."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, sync_playwright

from quiz.rulebook.model import Rulebook
from quiz.shelf.loading import load_shelf
from quiz.web.app import app_for
from quiz.words.folders import own_folder
from tests.support.books import book

# The long run is asked for by --hypothesis-profile=long.
hypothesis.settings.register_profile(
    "long", max_examples=100_000, deadline=None, phases=set(hypothesis.Phase) - {hypothesis.Phase.explain}
)

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
)


@pytest.fixture
def small(tmp_path: Path) -> Rulebook:
    return book(tmp_path)


@pytest.fixture
def app(small: Rulebook) -> Flask:
    app = app_for({small.id: small})
    app.testing = True
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def ir() -> Rulebook:
    """The rulebook that the project is about."""
    return load_shelf(own_folder("rules"), own_folder("seeds"))["integrated-ir"]


@pytest.fixture(scope="session")
def served() -> Iterator[str]:
    """The address of `quiz serve`, run as a user runs it."""
    with serving() as address:
        yield address


@contextmanager
def serving(*options: str) -> Iterator[str]:
    """The address of a `quiz serve` with options of its own."""
    command = [sys.executable, "-m", "quiz", "serve", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().split()[4].rstrip("/")
        finally:
            process.terminate()
            process.wait(timeout=10)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A real browser; without one the test is skipped, except where CI=true asks for all."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        word = f"no browser: none of {', '.join(BROWSERS)} is installed"
        if os.environ.get("CI") == "true":
            pytest.fail(word)
        pytest.skip(word)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """A folder that git ignores, for what is worth looking at after a run."""
    folder = Path(__file__).parent.parent / "artefacts"
    folder.mkdir(exist_ok=True)
    return folder


def _is_failure(message: ConsoleMessage) -> bool:
    # A form that is refused is answered with 422, which the console calls a failed load.
    return message.type == "error" and "422" not in message.text


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
