"""Where the processor time of a page goes: its parts, timed in this process, for answers that were not met before.

    python benchmarks/shares.py

Each part is the median of its share in blocks of pages; "ready" is a string sent by bare Flask with our compression.
"""

import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import brotli
from flask import Flask
from flask_compress import Compress
from tabulate import tabulate

sys.path.insert(0, str(Path(__file__).parent.parent))

from pages import RULEBOOK, beginnings, queries

from quiz.web import create_app
from quiz.web.operation.settings import Settings
from quiz.web.pages import quiz
from quiz.web.pages.shelf import live_shelf

BLOCK, BLOCKS = 20, 50
BROWSER = {"Accept-Encoding": "br"}
spent: defaultdict[str, float] = defaultdict(float)


def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, whose processor time is added up under `name`."""

    def call(*given: Any, **named: Any) -> Any:
        began = process_time()
        try:
            return function(*given, **named)
        finally:
            spent[name] += process_time() - began

    return call


def shares(app: Flask, targets: list[str]) -> dict[str, float]:
    """Milliseconds of a page and of its parts; the first block only fills the caches."""
    call, blocks = timed("whole page", app.test_client().get), []
    for place in range(0, BLOCK * (BLOCKS + 1), BLOCK):
        spent.clear()
        for target in targets[place : place + BLOCK]:
            assert call(target, headers=BROWSER).status_code == 200, target
        blocks.append(dict(spent))
    return {name: 1000 / BLOCK * median(block.get(name, 0) for block in blocks[1:]) for name in blocks[-1]}


def main() -> None:
    """Prints a table for each kind of page."""
    app = create_app(Settings(access_log=False))
    for module, name, part in (
        (quiz, "render_of", "template"),
        (quiz, "summarize", "summary"),
        (quiz, "what_would_change", "what would change"),
        (quiz, "qr_code", "QR code"),
        (brotli, "compress", "compression"),
    ):
        setattr(module, name, timed(part, getattr(module, name)))
    rulebook = live_shelf(app).shelf[RULEBOOK]
    full = queries(rulebook, BLOCK * (BLOCKS + 1))
    kinds = {"ask": beginnings(full), "summary": full}
    for kind, asked in kinds.items():
        targets = [f"/{RULEBOOK}/{kind}?{query}" for query in asked]
        made = shares(app, targets)
        bare = Flask("bare")
        bare.config.update(COMPRESS_ALGORITHM=["br"], COMPRESS_BR_LEVEL=3)
        Compress(bare)
        text = app.test_client().get(targets[0]).get_data(as_text=True)
        bare.add_url_rule("/", view_func=lambda text=text: text)
        ready = shares(bare, ["/"] * len(targets))["whole page"]
        rows = [(name, each, each / made["whole page"]) for name, each in [*made.items(), ("ready", ready)]]
        print(tabulate(rows, headers=(kind, "ms", "share"), floatfmt=("", ".2f", ".0%")), "\n")


if __name__ == "__main__":
    main()
