"""What several test modules share: the application, a server, a browser."""

import os
import shutil
from collections.abc import Iterator
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
from tests.support.browsers import CHROMIUM_NAMES, CHROMIUM_OPTIONS
from tests.support.servers import serving

# How many examples each property is tried with: `fast` unless `--hypothesis-profile` names another.
hypothesis.settings.register_profile(
    "fast", max_examples=25, deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.register_profile("ci", hypothesis.settings.get_profile("fast"), max_examples=100)
hypothesis.settings.register_profile(
    "long",
    hypothesis.settings.get_profile("fast"),
    max_examples=10_000,
    phases=set(hypothesis.Phase) - {hypothesis.Phase.explain},
)
hypothesis.settings.load_profile("fast")


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
