"""How soon pages are there in a student's hand: a browser with a slow processor, on a slow and distant network.

    python benchmarks/phone.py [--loads 11] [--journeys 5]

Chromium, by its DevTools protocol: the processor four times slower, 1.6 Mbit/s, 150 ms for each round trip. Each load
is the first of a fresh browser profile; ways to bring the style sheet take turns, under the same server:

    ours     the quiz as it is
    linked   the style sheet behind a link, always
    held     the style sheet in every page
    plain    the elements and the text of the page alone, without styles, scripts and icon

Then a journey, from the first question to the summary, by clicks. Needs the extra `test`, and Chromium.
"""

import argparse
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from flask import Flask, Response, request
from playwright.sync_api import Browser, Page, sync_playwright
from tabulate import tabulate

# What is measured is this checkout, wherever else the quiz may be installed.
sys.path.insert(0, str(Path(__file__).parent.parent))

from servers import LOCAL, PROJECT, serving

from quiz.shelf.loading import load_shelf
from quiz.web.app import create_app
from quiz.words.folders import own_folder
from tests.support.browsers import CHROMIUM_NAMES, CHROMIUM_OPTIONS
from tests.support.queries import worst_queries

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SLOWDOWN = 4
WAYS = ("ours", "linked", "held", "plain")
GOALS = {"question": 650, "summary": 850}
"""Milliseconds until the largest paint."""

READ = """() => new Promise((told) => {
    const got = { largest: 0, shift: 0, task: 0 };
    const see = (type, add) => new PerformanceObserver((list) => list.getEntries().forEach(add))
        .observe({ type, buffered: true });
    see("largest-contentful-paint", (each) => { got.largest = each.startTime; });
    see("layout-shift", (each) => { got.shift += each.value; });
    see("longtask", (each) => { got.task = Math.max(got.task, each.duration); });
    const loads = ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind));
    got.first = performance.getEntriesByName("first-contentful-paint")[0].startTime;
    got.requests = loads.filter((each) => each.transferSize).length;
    got.bytes = loads.reduce((sum, each) => sum + each.transferSize, 0);
    setTimeout(() => told(got), 100);
})"""
"""What the browser has noted of a page. Icons are not among its resources; heads count as 300 bytes."""

Figures = dict[str, float]


def app() -> Flask:
    """The quiz, with pages that bring their style sheet in the way that the environment names."""
    made, way = create_app(), os.environ["WAY"]

    @made.before_request
    def come_from() -> None:
        if way in ("linked", "held"):
            request.environ["HTTP_SEC_FETCH_SITE"] = "same-origin" if way == "linked" else "none"

    # Of what is done after a request, the last that was added is done first: before the page is compressed.
    @made.after_request
    def strip(response: Response) -> Response:
        if way == "plain" and response.mimetype == "text/html":
            response.set_data(plain(response.get_data(as_text=True)))
        return response

    return made


def plain(html: str) -> str:
    """A page of which only the elements and the text of its main part are left."""
    main = html[html.index("<main") : html.index("</main>")]
    main = re.sub(r"<(svg|textarea|button)\b.*?</\1>|<input[^>]*>", "", main, flags=re.DOTALL)
    main = re.sub(r"<([a-z0-9]+)\s[^>]*>", r"<\1>", main)
    return (
        f'<!DOCTYPE html><html lang="en"><meta name="viewport" content="width=device-width"><title>Text</title>{main}'
    )


@contextmanager
def phone(browser: Browser) -> Iterator[Page]:
    """A page of a fresh profile."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    yield page
    context.close()


def load(browser: Browser, address: str) -> Figures:
    """The figures of a page that is loaded first."""
    with phone(browser) as page:
        page.goto(address)
        page.wait_for_timeout(200)
        return page.evaluate(READ)


def walk(browser: Browser, address: str) -> list[Figures]:
    """The figures of each page from the first question, each answered with its first choice, to the summary."""
    figures = []
    with phone(browser) as page:
        page.goto(address)
        while True:
            page.wait_for_timeout(200)
            figures.append(page.evaluate(READ))
            if page.locator(".summary").count():
                return figures
            page.locator(".choice__input").first.check(force=True)
            with page.expect_navigation():
                page.locator("form .button").first.click()


def turns(ways: tuple[str, ...], count: int) -> Iterator[str]:
    """Each of `ways` `count` times, each time another first."""
    for number in range(count):
        yield from islice(cycle(ways), number, number + len(ways))


def main() -> None:
    """Prints a row for each page and way, then one for each way to bring styles along a journey."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--loads", type=int, default=11, help="how often each page is loaded in each way")
    parser.add_argument("--journeys", type=int, default=5, help="how often each way is walked")
    given = parser.parse_args()

    book = load_shelf(own_folder("rules"), own_folder("seeds"))["integrated-ir"]
    pages = {"question": f"/{book.address}/ask", "summary": f"/{book.address}/summary?{worst_queries(book, 1)[0]}"}
    path = next(found for name in CHROMIUM_NAMES if (found := shutil.which(name)))
    command = [sys.executable, "-m", "waitress", "--threads=4", f"--listen={LOCAL}:{{port}}", "--call", "phone:app"]
    with ExitStack() as running:
        folders = os.pathsep.join((str(PROJECT / "benchmarks"), str(PROJECT)))
        servers = {
            way: running.enter_context(serving(command, pages["question"], PYTHONPATH=folders, WAY=way)) for way in WAYS
        }
        browser = running.enter_context(sync_playwright()).chromium.launch(
            executable_path=path, args=[*CHROMIUM_OPTIONS]
        )
        base = {way: f"http://{LOCAL}:{server.port}" for way, server in servers.items()}
        load(browser, base["ours"] + pages["question"])
        loads: dict[tuple[str, str], list[Figures]] = {(kind, way): [] for kind in pages for way in WAYS}
        for way in turns(WAYS, given.loads):
            for kind, page in pages.items():
                loads[kind, way].append(load(browser, base[way] + page))
        print_loads(loads)
        walks: dict[str, list[list[Figures]]] = {way: [] for way in WAYS[:3]}
        for way in turns(WAYS[:3], given.journeys):
            walks[way].append(walk(browser, base[way] + pages["question"]))
        print_walks(walks)


def print_loads(loads: dict[tuple[str, str], list[Figures]]) -> None:
    """What first loads took, in how many of them a task was long, and the goals."""
    rows = []
    for (kind, way), figures in loads.items():
        largest = sorted(each["largest"] for each in figures)
        span = f"{largest[0]:.0f}–{largest[-1]:.0f}"
        shift = max(each["shift"] for each in figures)
        tasks = f"{sum(each['task'] > 0 for each in figures)} of {len(figures)}"
        first, requests, size = (median(each[name] for each in figures) for name in ("first", "requests", "bytes"))
        rows.append((kind, way, median(largest), span, first, shift, tasks, requests, size))
    headers = ("", "", "largest paint ms", "from–to", "first paint ms", "shift", "tasks > 50 ms", "requests", "bytes")
    print(tabulate(rows, headers=headers, floatfmt=("", "", ".0f", "", ".0f", ".4f", "", ".0f", ".0f")))
    print("Goals for the largest paint:", GOALS, "\n")


def print_walks(walks: dict[str, list[list[Figures]]]) -> None:
    """What journeys took, page after page."""
    rows = []
    for way, journeys in walks.items():
        pages = [median(each["largest"] for each in same) for same in zip(*journeys, strict=True)]
        size = median(sum(each["bytes"] for each in journey) for journey in journeys)
        rows.append((way, pages[0], sum(pages[1:-1]) / len(pages[1:-1]), pages[-1], sum(pages), size / 1024))
    headers = ("a journey", "first question ms", "each other ms", "summary ms", "together ms", "KiB")
    print(tabulate(rows, headers=headers, floatfmt=("", ".0f", ".0f", ".0f", ".0f", ".0f")))


if __name__ == "__main__":
    main()
