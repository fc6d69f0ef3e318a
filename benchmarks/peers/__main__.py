"""Our quiz against what one could take instead: Django for the pages, rule engines for the rules; and ONS's load.

    python -m benchmarks.peers [pages] [rules] [load] [--seconds 180]

Run it in a checkout with the extra `gunicorn`, on an idle machine; all of it takes eight minutes. The first two need
Node and npm, and install the peers from package registries into a temporary folder. What is compared, and what came
out: docs/developers/peers.md.
"""

import argparse
import json
import platform
import subprocess
import sys
from importlib.metadata import distributions, version
from os import cpu_count

from tabulate import tabulate

from benchmarks.peers.install import HERE, Installed, NotInstalled, peers
from benchmarks.peers.load import PUBLISHED_P99_MS, THINKING, USERS, measure_load
from benchmarks.peers.pages import measure_pages
from benchmarks.peers.rules import measure_rules
from benchmarks.servers import OURS, serving
from quiz.rulebook import Rulebook
from quiz.shelf import load_shelf
from quiz.words import own_folder

JOURNEYS = 100
BATCHES, SIZE = 5, 2000
PARTS = ("pages", "rules", "load")


def main() -> None:
    """Prints the tables that are asked for; or what is missing for them."""
    parser = argparse.ArgumentParser(
        "python -m benchmarks.peers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="part", help=f"what to measure: {', '.join(PARTS)}; all by default")
    parser.add_argument("--seconds", type=float, default=180.0, help="how long the load lasts under each server")
    given = parser.parse_args()
    parts = given.parts or PARTS
    if unknown := set(parts) - set(PARTS):
        parser.error(f"{', '.join(sorted(unknown))} cannot be measured. Choose from {', '.join(PARTS)}.")
    rulebook = load_shelf(own_folder("rules"), own_folder("seeds"))["integrated-ir"]
    print(f"{cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
    against = {"pages": print_pages, "rules": print_rules}
    if chosen := [part for part in against if part in parts]:
        try:
            with peers() as installed:
                print_versions(installed)
                for part in chosen:
                    against[part](rulebook, installed)
        except NotInstalled as error:
            sys.exit(f"{error}\nWithout the peers, `python -m benchmarks.peers load` can be measured.")
    if "load" in parts:
        print_load(rulebook, given.seconds)


def print_versions(installed: Installed) -> None:
    """What is compared."""
    versions = {name: version(name) for name in ("flask", "gunicorn", "waitress")}
    versions |= {each.name: each.version for each in distributions(path=[str(installed.python)])}
    versions |= json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"]
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    print(f"Node {node}", *(f"{name} {number}" for name, number in versions.items()), sep=", ")


def print_pages(rulebook: Rulebook, installed: Installed) -> None:
    """What a journey takes, ours and the peer's."""
    rows = [(*each, each[-1] / each[-2]) for each in measure_pages(rulebook, installed, JOURNEYS)]
    print(f"\nMilliseconds of a core, medians of {JOURNEYS} journeys")
    print(tabulate(rows, headers=("", "", "ours", "Django", "times ours"), floatfmt=".2f"))


def print_rules(rulebook: Rulebook, installed: Installed) -> None:
    """What deciding takes, by engine."""
    figures = measure_rules(rulebook, installed, BATCHES, SIZE)
    rows = [(name, each, each / figures["ours"]) for name, each in figures.items()]
    print(f"\nMicroseconds of a core for {len(rulebook.rules)} rules and an answer set, of {BATCHES * SIZE} sets")
    print(tabulate(rows, headers=("", "microseconds", "times ours"), floatfmt=(".0f", ".0f", ".1f")))


def print_load(rulebook: Rulebook, seconds: float) -> None:
    """How long users wait under load, by server."""
    rows = []
    for name, command in OURS.items():
        with serving(command, f"/{rulebook.address}/") as server:
            load = measure_load(server, f"/{rulebook.address}/ask", seconds)
        rows.append((name, len(load.waited), load.percentile_ms(50), load.percentile_ms(99), load.failed))
    print(f"\n{USERS} users who think {THINKING[0]:.0f} to {THINKING[1]:.0f} s, for {seconds:.0f} s, one worker")
    print(tabulate(rows, headers=("", "requests", "p50 ms", "p99 ms", "failed"), floatfmt=".1f"))
    print(f"ONS published a p99 of {PUBLISHED_P99_MS} ms for its own questionnaires, on its own machine.")


if __name__ == "__main__":
    main()
