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
from math import inf
from pathlib import Path
from threading import Event, Thread

from tabulate import tabulate

# What is measured is this checkout, wherever else the quiz may be installed.
sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.peers.load import Load, measure_load
from benchmarks.servers import OURS, Server, Visitor, serving
from quiz.shelf import load_shelf
from quiz.words import own_folder
from tests.support.dear import dearest_address

RULEBOOK = "integrated-ir"

APP, MODULE = "quiz.web.wsgi:app", [sys.executable, "-m"]
SERVERS = OURS | {
    "granian": [*MODULE, "granian", "--interface", "wsgi", "--blocking-threads", "4", "--port", "{port}", APP],
    "hypercorn": [*MODULE, "hypercorn", "--bind", "127.0.0.1:{port}", APP],
}
"""The quiz as it is shipped, and under servers that it is not shipped with."""


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


def measure(server: Server, given: argparse.Namespace) -> Load:
    """What students meet with while the crowd is there."""
    stop = Event()
    target = dearest_address(load_shelf(own_folder("rules"), own_folder("seeds"))[RULEBOOK])
    attackers = [Thread(target=attack, args=(server.port, stop, target)) for _ in range(given.attackers)]
    with ExitStack() as held:
        for _ in range(given.silent):
            held.enter_context(Visitor(server.port).connection)
        for each in attackers:
            each.start()
        load = measure_load(server, f"/{RULEBOOK}/ask", given.seconds, given.students)
        stop.set()
        for each in attackers:
            each.join()
    return load


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
            load = measure(server, given)
            memory = server.memory()
            cores = (server.processor_time() - before) / given.seconds
        waits = (load.percentile_ms(50), load.percentile_ms(99), 1000 * max(load.waited, default=inf))
        rows.append((name, len(load.waited), load.failed, *waits, cores, memory))
    headers = ("", "pages", "failed", "p50 ms", "p99 ms", "longest ms", "cores", "MiB")
    print(tabulate(rows, headers=headers, floatfmt=(".0f", ".0f", ".0f", ".0f", ".0f", ".0f", ".2f", ".0f")))


if __name__ == "__main__":
    main()
