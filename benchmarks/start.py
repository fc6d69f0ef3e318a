"""From the start of a server to its first answered page: ours and the bare hello page, in turn, under both servers.

    python benchmarks/start.py [--runs 9]

Needs the extra `gunicorn`. What came out: docs/operators/performance.md.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tabulate import tabulate

# What is measured is this checkout, wherever else the quiz may be installed.
sys.path.insert(0, str(Path(__file__).parent.parent))

from servers import BARE, OURS, PROJECT, serving

SIZES = {f"{page}_{what}": "1" for page in ("QUESTION", "SUMMARY") for what in ("BYTES", "ELEMENTS")}
"""What the bare application asks for, and does not need for its hello page."""


def starts(server: str, runs: int) -> Iterator[tuple[float, float]]:
    """The seconds that the bare page and ours took under a server, start by start."""
    with TemporaryDirectory() as empty:
        bare = {"PYTHONPATH": str(PROJECT / "benchmarks"), "READY": empty, "CHOICES": "1", **SIZES}
        for run in range(runs + 1):
            with serving(BARE[server], "/", **bare) as first:
                pass
            with serving(OURS[server], "/integrated-ir/") as second:
                pass
            if run:  # The first start compiles modules.
                yield first.cold_start, second.cold_start


def main() -> None:
    """Prints a table: medians in milliseconds, the range of ours, and how many times the bare start it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9)
    runs, rows = parser.parse_args().runs, []
    for server in OURS:
        bare, ours = zip(*starts(server, runs), strict=True)
        times = [our / its for its, our in zip(bare, ours, strict=True)]
        rows.append(
            (server, *(1000 * each for each in (median(bare), median(ours), min(ours), max(ours))), median(times))
        )
    headers = ("", "bare, ms", "ours, ms", "least", "most", "times bare")
    print(tabulate(rows, headers=headers, floatfmt=("", ".0f", ".0f", ".0f", ".0f", ".1f")))


if __name__ == "__main__":
    main()
