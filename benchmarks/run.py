"""All measurements of speed but those of a journey and a start: pages against bare ones, the engine, growth, memory.

    python benchmarks/run.py [--json FILE] [--seconds 40]

Takes two minutes or so, and asks nothing of any other machine. Needs the extra `gunicorn`. What the columns mean, and
what came out: docs/operators/performance.md.
"""

import argparse
import json
import platform
import sys
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from tabulate import tabulate

# What is measured is this checkout, wherever else the quiz may be installed.
sys.path.insert(0, str(Path(__file__).parent.parent))

from growth import Growth, measure_engine, measure_growth, measure_load
from pages import Figures, measure_pages

GOALS = {"question": 1.7, "summary": 3.0}
"""How many times the processor time of the same text, lying ready, a page of ours may take."""


def main() -> None:
    """Prints tables, and keeps the figures where `--json` says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, help="where to keep the figures")
    parser.add_argument("--seconds", type=float, default=40.0, help="how long pages are asked for")
    given = parser.parse_args()

    pages = measure_pages(given.seconds)
    for server, figures in pages.items():
        print_pages(server, figures)
    engine, load = measure_engine(), measure_load()
    print("\nEngine, our own rulebook, in microseconds of a core")
    print(tabulate(engine.items(), floatfmt=".0f"))
    print(f"\nOur own rulebook and its register are read in {1000 * load:.0f} ms.")
    growth = measure_growth()
    print_growth(growth)
    if given.json:
        packages = {name: version(name) for name in ("flask", "jinja2", "wtforms", "werkzeug", "gunicorn", "waitress")}
        said = {"python": platform.python_version(), "machine": platform.machine(), "packages": packages}
        grown = {name: asdict(each) | {"exponent": each.exponent} for name, each in growth.items()}
        kept = {**said, "pages": pages, "engine_us": engine, "load_s": load, "growth": grown, "ratios": ratios(pages)}
        given.json.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


def ratios(pages: dict[str, Figures]) -> dict[str, dict[str, float]]:
    """How many times the processor time of a ready page each page of ours takes, under each server."""
    key = "processor_ms"
    return {
        server: {kind: figures[kind][key] / figures[f"{kind}, ready"][key] for kind in GOALS}
        for server, figures in pages.items()
    }


def print_pages(server: str, figures: Figures) -> None:
    """A server's pages, what they reach, and what its processes take."""
    headers = ("", "requests", "requests/s", "p50 ms", "p99 ms", "ms of a core", "a second and core")
    rows = [(kind, *each.values()) for kind, each in figures.items() if "p50_ms" in each]
    print(f"\n{server}, one worker")
    print(tabulate(rows, headers=headers, floatfmt=("", ".0f", ".0f", ".2f", ".2f", ".2f", ".0f")))
    for kind, ratio in ratios({server: figures})[server].items():
        print(f"{kind}: {ratio:.2f} times the ready page (goal: {GOALS[kind]})")
    for which in ("bare", "ours"):
        print(f"{which}: {figures[which]['memory_mib']:.0f} MiB")


def print_growth(growth: dict[str, Growth]) -> None:
    """Times by number of rules, and how they grow."""
    sizes = sorted({size for each in growth.values() for size in each.seconds})
    rows = [
        (name, *(1000 * each.seconds[size] if size in each.seconds else None for size in sizes), each.exponent)
        for name, each in growth.items()
    ]
    print("\nMilliseconds of a core by number of rules, and the exponent that fits")
    print(tabulate(rows, headers=("", *sizes, "exponent"), floatfmt=".2f"))


if __name__ == "__main__":
    main()
