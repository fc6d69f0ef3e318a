"""A crowd at one server: students who think, connections that stay silent, and attackers, all at once.

    python benchmarks/crowd.py [--students 200] [--silent 0] [--attackers 0] [--seconds 180] [--servers waitress ...]

Each student has a connection, walks one journey after another, and thinks for one to two seconds at each page. A silent
connection is opened and says nothing. An attacker has a connection, and asks for the dearest address that
is known (benchmarks/dearest.py) again and again. Printed is how long students waited for their pages. The
crowd runs on the same machine as the server, and takes processor time from it.
"""

import argparse
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from random import Random
from statistics import quantiles
from threading import Event, Thread
from time import perf_counter, sleep

from journey import get, next_step
from servers import OURS, Visitor, serving
from tabulate import tabulate

# What is measured is this checkout, wherever else the quiz may be installed.
sys.path.insert(0, str(Path(__file__).parent.parent))

from quiz.shelf import load_shelf
from quiz.words import own_folder
from tests.support.dear import dearest_address

RULEBOOK = "integrated-ir"
THINKING = (1.0, 2.0)
"""Seconds, at least and at most, that a student looks at a page."""

APP, MODULE = "quiz.web.wsgi:app", [sys.executable, "-m"]
SERVERS = OURS | {
    "granian": [*MODULE, "granian", "--interface", "wsgi", "--blocking-threads", "4", "--port", "{port}", APP],
    "hypercorn": [*MODULE, "hypercorn", "--bind", "127.0.0.1:{port}", APP],
}
"""The quiz as it is shipped, and under servers that it is not shipped with."""


@dataclass
class Waits:
    """How long students waited for each page, in seconds, and how many requests came to nothing."""

    seconds: list[float] = field(default_factory=list)
    failed: int = 0

    def row(self) -> tuple[float, ...]:
        """Pages, failures, and of the waits in milliseconds the median, the 99th percentile, and the longest."""
        waits = self.seconds if len(self.seconds) > 1 else [inf, inf]
        percent = quantiles(waits, n=100)
        return len(self.seconds), self.failed, 1000 * percent[49], 1000 * percent[98], 1000 * max(waits)


def learn(port: int, stop: Event, waits: Waits, random: Random) -> None:
    """A student, who comes within the first seconds, and comes again after each summary."""
    sleep(random.uniform(0, THINKING[1]))
    while not stop.is_set():
        target = f"/{RULEBOOK}/"
        try:
            visitor = Visitor(port)
            with visitor.connection:
                while not stop.is_set():
                    began = perf_counter()
                    status, _, text = get(visitor, target)
                    waits.seconds.append(perf_counter() - began)
                    if status == 200:
                        stop.wait(random.uniform(*THINKING))
                    if status == 200 and "/summary" in target:
                        break
                    target = next_step(text) if status == 200 else text
        except (OSError, AssertionError):
            waits.failed += 1
            stop.wait(1)


def attack(port: int, stop: Event, target: str) -> None:
    """An attacker, who does not care for the answer."""
    while not stop.is_set():
        try:
            visitor = Visitor(port)
            with visitor.connection:
                while not stop.is_set():
                    visitor.get(target)
        except OSError:
            stop.wait(0.1)


def measure(port: int, given: argparse.Namespace) -> Waits:
    """What students wait for while the crowd is there."""
    waits, stop = Waits(), Event()
    target = dearest_address(load_shelf(own_folder("rules"), own_folder("seeds"))[RULEBOOK])
    with ExitStack() as held:
        for _ in range(given.silent):
            held.enter_context(Visitor(port).connection)
        crowd = [Thread(target=attack, args=(port, stop, target)) for _ in range(given.attackers)]
        crowd += [Thread(target=learn, args=(port, stop, waits, Random(each))) for each in range(given.students)]
        for each in crowd:
            each.start()
        sleep(given.seconds)
        stop.set()
        for each in crowd:
            each.join()
    return waits


def main() -> None:
    """Prints a row for each server."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--silent", type=int, default=0)
    parser.add_argument("--attackers", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=180.0)
    parser.add_argument("--servers", nargs="+", choices=[*SERVERS], default=["waitress"])
    given = parser.parse_args()
    rows = []
    for name in given.servers:
        with serving(SERVERS[name], f"/{RULEBOOK}/") as server:
            before = server.processor_time()
            waits = measure(server.port, given)
            rows.append((name, *waits.row(), (server.processor_time() - before) / given.seconds, server.memory()))
    headers = ("", "pages", "failed", "p50 ms", "p99 ms", "longest ms", "cores", "MiB")
    print(tabulate(rows, headers=headers, floatfmt=(".0f", ".0f", ".0f", ".0f", ".0f", ".0f", ".2f", ".0f")))


if __name__ == "__main__":
    main()
