"""What large rulebooks cost: a summary page, and `quiz check`.

    python benchmarks/sizes.py [--rules 5000 20000]

A rulebook of real size takes turns with our own; the large ones are measured alone. Times are of the processor.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory, TemporaryFile
from time import process_time

from flask.testing import FlaskClient
from tabulate import tabulate

# What is measured is this checkout, wherever else the quiz may be installed.
sys.path.insert(0, str(Path(__file__).parent.parent))

from books import REAL, large, load_book
from servers import PROJECT

from quiz.answers.query import read_query, write_query
from quiz.answers.routing import route
from quiz.rulebook.model import Rulebook
from quiz.shelf.loading import load_shelf
from quiz.summary.engine import summarize
from quiz.web.app import app_for
from quiz.words.folders import own_folder

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
    routes = (route(rulebook, read_query(rulebook, query).answers) for query in islice(answers_to(rulebook), ROUNDS))
    return median(len(summarize(each).statements) for each in routes)


def measure_check(path: Path) -> tuple[float, float, str]:
    """Processor seconds of `quiz check`, its most memory in MiB, and what it says of undecided checks or last."""
    command = [sys.executable, "-m", "quiz", "check", str(path), "--seeds", str(path.parent)]
    with TemporaryFile("w+") as said:
        process = subprocess.Popen(command, stderr=said, env={**os.environ, "PYTHONPATH": str(PROJECT)})
        _, _, used = os.wait4(process.pid, 0)
        said.seek(0)
        lines = said.read().splitlines()
    told = [line.partition("`")[2].partition(":")[0].replace("`", "") for line in lines if "undecided" in line]
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, "; ".join([*told, *lines[-1:]])


def main() -> None:
    """Prints a row for each rulebook."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rules", type=int, nargs="*", default=[1000, 5000, 20_000], help="sizes of large ones")
    sizes = [REAL, *(large(rules) for rules in arguments.parse_args().rules)]
    own = load_shelf(own_folder("rules"), own_folder("seeds"))["integrated-ir"]
    rows = []
    for size in sizes:
        with TemporaryDirectory() as folder:
            rulebook = load_book(Path(folder), size).rulebook
            pages = measure_pages({own.id: own, rulebook.id: rulebook})
            seconds, memory, said = measure_check(Path(folder) / f"{size.name}.yaml")
        first, later = pages[rulebook.id]
        shown = f"{shown_on(rulebook):.0f} of {len(rulebook.advice)}"
        rows.append((size.name, shown, 1000 * first, 1000 * later, later / pages[own.id][1], seconds, memory, said))
    headers = ("", "advice shown", "first page ms", "later ms", "times ours", "check s", "MiB", "")
    print(tabulate(rows, headers=headers, floatfmt=("", "", ".0f", ".1f", ".1f", ".1f", ".0f", "")))


if __name__ == "__main__":
    main()
