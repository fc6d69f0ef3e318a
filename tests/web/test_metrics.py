"""Metrics for Prometheus: by page, without answers, and only where they are asked for."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from quiz.problems import InvalidFiles
from quiz.rulebook.model import Rulebook
from quiz.shelf.live import LiveShelf
from quiz.web.app import app_for
from quiz.web.operation.settings import Settings
from tests.support.metrics import counted


@pytest.fixture
def measured(small: Rulebook) -> FlaskClient:
    return app_for({"small": small}, Settings(metrics=True)).test_client()


def test_requests_are_counted_by_page_and_status(measured: FlaskClient) -> None:
    measured.get("/small/ask?nights=few")
    measured.get("/small/ask?nights=none")
    measured.get("/small/ask?nights=odd")
    measured.head("/nowhere/at/all")
    measured.open("/small/ask", method="BREW")
    text = measured.get("/metrics").text
    assert counted(text, "quiz_requests_total") == {
        ("pages.ask", "GET", "200"): 2,
        ("pages.ask", "GET", "400"): 1,
        ("none", "HEAD", "404"): 1,
        ("none", "other", "405"): 1,
    }
    assert counted(text, "quiz_request_seconds_count") == {("pages.ask",): 3, ("none",): 2}


def test_no_answer_and_no_address_is_in_them(measured: FlaskClient) -> None:
    measured.get("/small/ask?nights=few")
    measured.get("/somewhere/else")
    text = measured.get("/metrics").text
    for word in ("nights", "few", "/small", "somewhere"):
        assert word not in text


def test_editions_and_reloads_are_told(small: Rulebook) -> None:
    answers = [{"small": small}]

    def load() -> dict[str, Rulebook]:
        if not answers:
            raise InvalidFiles([])
        return answers.pop()

    live = LiveShelf(load, Path())
    live.load()
    client = app_for(live, Settings(metrics=True)).test_client()
    assert counted(client.get("/metrics").text, "quiz_edition_info") == {("2024-02-03", "small"): 1}
    live.reload()
    answers.append({"small": small})
    live.reload()
    assert counted(client.get("/metrics").text, "quiz_reloads_total") == {("taken",): 1, ("refused",): 1}


def test_the_newer_form_is_given_to_whoever_takes_it(measured: FlaskClient) -> None:
    response = measured.get("/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0"})
    assert response.content_type.startswith("application/openmetrics-text")
    assert response.text.endswith("# EOF\n")
    assert response.headers["Cache-Control"] == "no-store"


def test_there_are_none_unless_they_are_asked_for(client: FlaskClient) -> None:
    assert client.get("/metrics", follow_redirects=True).status_code == 404


def test_strange_hosts_learn_nothing(measured: FlaskClient) -> None:
    assert measured.get("/metrics", headers={"Host": "evil.example"}).status_code == 400
