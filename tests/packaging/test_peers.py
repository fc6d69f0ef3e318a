"""What we measure ourselves against gives the same results as we do, as its lock files install it."""

import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

from benchmarks.peers.install import Installed, peers
from benchmarks.peers.pages import measure_pages
from benchmarks.peers.rules import measure_rules
from benchmarks.servers import Server
from quiz.rulebook import Rulebook
from quiz.shelf import load_shelf
from quiz.words import own_folder

BOOKS = load_shelf(own_folder("rules"), own_folder("seeds"))
ENGLISH = [book for book in BOOKS.values() if book.language == "en"]


@pytest.fixture(scope="module")
def installed() -> Iterator[Installed]:
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed")
    with peers() as folder:
        yield folder


@pytest.mark.parametrize("rulebook", ENGLISH, ids=lambda rulebook: rulebook.id)
def test_every_engine_finds_the_rules_that_ours_finds(rulebook: Rulebook, installed: Installed) -> None:
    found = measure_rules(rulebook, installed, batches=1, size=100)
    assert found.keys() >= {"ours", "zen-engine, a decision table", "json-rules-engine", "survey-core"}


def test_both_quizzes_ask_the_same_questions(ir: Rulebook, installed: Installed) -> None:
    parts = list(measure_pages(ir, installed, journeys=2))
    assert all(ours and theirs for _, _, ours, theirs in parts)


def test_the_processor_time_of_a_thread_that_has_ended_is_counted() -> None:
    spin = "while time.thread_time() < 0.2: pass"
    code = f"import threading, time; t = threading.Thread(target=exec, args=({spin!r}, globals())); t.start(); t.join()"
    waits = [sys.executable, "-c", f"{code}; print(flush=True); import sys; sys.stdin.read()"]
    with subprocess.Popen(waits, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert Server(0, process.pid, process.pid, 0).processor_time() >= 0.2
