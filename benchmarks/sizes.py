"""What large rulebooks cost: a summary page, and `quiz check`.

    python benchmarks/sizes.py [--rules 5000 20000]

A rulebook of real size takes turns with our own; the large ones are measured alone. Times are of the processor.
"""

import argparse
import resource
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from flask.testing import FlaskClient
from tabulate import tabulate

# What is measured is this checkout, wherever else the quiz may be installed.
sys.path.insert(0, str(Path(__file__).parent.parent))

from books import REAL, large, load_book, write_book

from quiz.answers.query import write_query
from quiz.answers.routing import route
from quiz.proof.checks import prove
from quiz.rulebook.model import Rulebook
from quiz.shelf.loading import load_shelf
from quiz.summary.engine import summarize
from quiz.web.app import app_for
from quiz.words.folders import own_folder

CHECK = [sys.executable, "-m", "quiz", "check"]
ROUNDS = 60


def answers_to(rulebook: Rulebook) -> Iterator[str]:
    """Random answers as links carry them, of several choices about half."""
    random = Random(7)
    while True:
        given = {}
        for question in rulebook.questions:
            together = [each.id for each in question.choices if question.goes_with_others(each.id)]
            count = min(question.at_most or len(together), (len(together) + 1) // 2)
            given[question.id] = frozenset(random.sample(together or question.choice_ids[:-1], max(1, count)))
        yield write_query(rulebook, route(rulebook, given).counted)


def seconds_of(client: FlaskClient, target: str) -> float:
    """Processor time of one request, compression included."""
    began = process_time()
    status = client.get(target, headers={"Accept-Encoding": "br"}).status_code
    assert status == 200, target
    return process_time() - began


def measure_pages(rulebooks: dict[str, Rulebook]) -> dict[str, tuple[float, float]]:
    """Seconds of the first summary page of each rulebook, and the median of those that follow, taking turns."""
    client = app_for(rulebooks).test_client()
    links = {name: answers_to(rulebook) for name, rulebook in rulebooks.items()}
    times: dict[str, list[float]] = {name: [] for name in rulebooks}
    for name, _ in zip(cycle(rulebooks), range(ROUNDS * len(rulebooks)), strict=False):
        times[name].append(seconds_of(client, f"/{name}/summary?{next(links[name])}"))
    return {name: (each[0], median(each[1:])) for name, each in times.items()}


def shown_on(rulebook: Rulebook) -> float:
    """How many pieces of advice a summary shows, by the median."""
    links = answers_to(rulebook)
    client_free = (read(rulebook, next(links)) for _ in range(ROUNDS))
    return median(len(summarize(each).statements) for each in client_free)


def measure_check(path: Path) -> tuple[float, float, int]:
    """Processor seconds of `quiz check`, its most memory in MiB, and how many problems it lists."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([*CHECK, str(path), "--seeds", str(path.parent)], capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, after.ru_maxrss / 1024, len(done.stderr.splitlines())
