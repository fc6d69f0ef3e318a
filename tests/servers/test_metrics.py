"""Metrics of real servers."""

import os
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.support.metrics import counted
from tests.support.servers import GUNICORN, QUIZ_SERVE, Server, ask, environment, gunicorn, waitress


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
