"""Metrics for Prometheus: by page, without answers, and only where they are asked for."""

import os
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from quiz.problems import InvalidFiles
from quiz.rulebook.model import Rulebook
from quiz.shelf.live import LiveShelf
from quiz.web.app import app_for
from quiz.web.operation.settings import Settings
from tests.support.servers import GUNICORN, QUIZ_SERVE, Server, ask, environment, gunicorn, waitress


def counted(text: str, name: str) -> dict[tuple[str, ...], float]:
    """The samples called `name`, by the values of their labels, these by name."""
    families = text_string_to_metric_families(text)
    return {
        tuple(value for _, value in sorted(sample.labels.items())): sample.value
        for family in families
        for sample in family.samples
        if sample.name == name
    }


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


@pytest.mark.parametrize("command", [QUIZ_SERVE, GUNICORN], ids=["waitress", "gunicorn"])
def test_without_the_extra_the_start_is_refused_with_what_to_install(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "prometheus_client.py").write_text("raise ImportError\n")
    settings = environment(QUIZ_METRICS="on")
    settings["PYTHONPATH"] = os.pathsep.join((str(tmp_path), settings["PYTHONPATH"]))
    done = subprocess.run(command, env=settings, capture_output=True, text=True, timeout=60)
    assert done.returncode not in (0, None)
    assert "QUIZ_METRICS: the extra for metrics is not installed." in done.stderr
    assert "pip install 'thread-to-quiz[metrics]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_several_workers_with_metrics_are_refused() -> None:
    settings = environment(QUIZ_METRICS="on", WEB_CONCURRENCY="2")
    done = subprocess.run(GUNICORN, env=settings, capture_output=True, text=True, timeout=60)
    assert done.returncode == 4
    assert "QUIZ_METRICS: each of 2 workers would count for itself. Set WEB_CONCURRENCY=1" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("serve", [lambda: waitress("--metrics"), lambda: gunicorn(QUIZ_METRICS="on")])
def test_a_server_shows_the_counts_of_its_process(serve: Callable[[], AbstractContextManager[Server]]) -> None:
    with serve() as server:
        for _ in range(3):
            ask(server.port, "/integrated-ir/")
        text = ask(server.port, "/metrics").body.decode()
    assert counted(text, "quiz_requests_total")["pages.start", "GET", "200"] == 3
    assert "process_resident_memory_bytes" in text
