"""What most test modules share: a small rulebook and its application, and how much is tried."""

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient

from quiz.rulebook.model import Rulebook
from quiz.shelf.loading import load_shelf
from quiz.web.app import app_for
from quiz.words.folders import own_folder
from tests.support.books import book
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
