"""What one student costs a server: the processor time and the bytes of a whole journey.

Run in a checkout with the extra `gunicorn`: python benchmarks/journey.py

It serves our own rulebook by gunicorn with one worker, walks it as a browser does (Brotli, files of the page once), and
reads off the processor time that the worker took. Processor time, unlike requests a second, does not hang on what else
the machine is doing; its inverse is what one core can do at most.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode

import brotli
from servers import OURS, Server, Visitor, header, memory, serving
from tabulate import tabulate


@dataclass
class Kind:
    """One kind of request: how many there were, and what they took."""

    requests: int = 0
    seconds: float = 0.0
    size: int = 0


def get(visitor: Visitor, target: str) -> tuple[int, int, str]:
    """Status, bytes on the wire, and text; or where a redirect leads."""
    status, head, body = visitor.get(target)
    size = len(head) + 4 + len(body)
    if status in (302, 303):
        return status, size, header(head, "Location") or ""
    text = brotli.decompress(body) if header(head, "Content-Encoding") == "br" else body
    return status, size, text.decode("utf-8", "replace")


def walk(visitor: Visitor) -> Iterator[tuple[str, str, int]]:
    """Each request of a journey from the front page to the summary: its kind, its address, its bytes."""
    target, seen = "/", set[str]()
    while True:
        status, size, text = get(visitor, target)
        yield kind_of(target, status), target, size
        if status != 200:
            target = text
            continue
        for file in re.findall(r'(?:href|src)="(/static/[^"]+)"', text):
            if file not in seen:
                seen.add(file)
                yield "style, scripts, icon", file, get(visitor, file)[1]
        if "/summary" in target:
            return
        target = next_step(text)


def next_step(page: str) -> str:
    """The form sent with its first choice; or where the main button leads; or the first quiz of a list."""
    form = re.search(r'<form [^>]*action="([^"]+/answer)"', page)
    if form is None:
        button = re.search(r'<a class="button" href="([^"]+)"', page) or re.search(r'<h2><a href="([^"]+)"', page)
        assert button is not None
        return unescape(button[1])
    inputs = re.findall(r"<input[^>]+>", page)
    carried = [tag for tag in inputs if 'type="hidden"' in tag]
    picked = next(tag for tag in inputs if 'type="hidden"' not in tag)
    pairs = [(attribute(tag, "name"), attribute(tag, "value")) for tag in (*carried, picked)]
    return f"{form[1]}?{urlencode(pairs)}"


def attribute(tag: str, name: str) -> str:
    """What a tag says under `name`."""
    found = re.search(rf'\s{name}="([^"]*)"', tag)
    assert found is not None
    return found[1]


def kind_of(target: str, status: int) -> str:
    """What a request is for."""
    if status != 200:
        return "redirect"
    for word, kind in (("/ask", "question"), ("/answer", "question"), ("/check", "check"), ("/summary", "summary")):
        if word in target:
            return kind
    return "start"


def measure(server: Server) -> dict[str, Kind]:
    """Walks once to learn the addresses, then asks for those of each kind again and again."""
    visitor = Visitor(server.port)
    journey = list(walk(visitor))
    kinds: dict[str, Kind] = {}
    for kind in dict.fromkeys(each[0] for each in journey):
        targets = [target for name, target, _ in journey if name == kind]
        sizes = [size for name, _, size in journey if name == kind]
        repeats = max(1, 600 // len(targets))
        for _ in range(3):
            visitor.get(targets[0])
        before = server.processor_time()
        for _ in range(repeats):
            for target in targets:
                visitor.get(target)
        spent = server.processor_time() - before
        kinds[kind] = Kind(len(targets), spent / repeats / len(targets), sum(sizes) // len(sizes))
    return kinds


def main() -> None:
    """Prints a table."""
    with serving(OURS["gunicorn"], "/integrated-ir/") as server:
        print_table(measure(server), server.memory(), memory(server.main))


def print_table(kinds: dict[str, Kind], worker: float, main_process: float) -> None:
    """The kinds of requests, and the journey that they make up."""
    rows = [
        (name, kind.requests, 1000 * kind.seconds, 1 / kind.seconds, kind.size / 1024) for name, kind in kinds.items()
    ]
    requests = sum(kind.requests for kind in kinds.values())
    seconds = sum(kind.requests * kind.seconds for kind in kinds.values())
    size = sum(kind.requests * kind.size for kind in kinds.values())
    rows.append(("a journey", requests, 1000 * seconds, requests / seconds, size / 1024))
    headers = ("", "requests", "ms of a core", "requests/s a core", "KiB")
    print(tabulate(rows, headers=headers, floatfmt=(".0f", ".0f", ".2f", ".0f", ".1f")))
    print(f"\n{1 / seconds:.0f} journeys a second and core, {60 / seconds:.0f} a minute")
    print(f"memory: {worker:.0f} MiB a worker, {main_process:.0f} MiB for the process that starts them")


if __name__ == "__main__":
    main()
