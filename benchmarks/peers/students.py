"""Students who walk a quiz as a browser does, whoever made it: they answer each question, until a page asks none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from random import Random
from time import perf_counter
from urllib.parse import urlencode

import brotli

from benchmarks.servers import Server, Visitor, header


class Failed(Exception):
    """Raised for a response that no quiz gives that works."""


@dataclass(frozen=True)
class Step:
    """A request: whether a page came of it, and with a question; seconds of a core that it took, and seconds in all."""

    is_page: bool
    asks: bool
    processor: float
    waited: float


def walk(server: Server, start: str, random: Random) -> Iterator[Step]:
    """The requests of a student from the first question, at `start`, to the result; answers are picked at random.

    Raises Failed, and OSError where the server hangs up.
    """
    visitor = Visitor(server.port)
    target, form = start, None
    with visitor.connection:
        while target:
            before, began = server.processor_time(), perf_counter()
            status, head, body = visitor.get(target, form)
            waited, processor = perf_counter() - began, server.processor_time() - before
            if status not in (200, 302, 303):
                raise Failed(f"{status} for {target}")
            is_page, form = status == 200, None
            if is_page:
                text = brotli.decompress(body).decode()
                target, form = next_request(text, target, random)
            else:
                target = header(head, "Location") or ""
            yield Step(is_page, is_page and bool(target), processor, waited)


def next_request(page: str, address: str, random: Random) -> tuple[str, str | None]:
    """Where a question is sent with one of its choices, and what is posted; an empty address where none is asked."""
    form = re.search(r'<form id="question" action="([^"]*)" method="(\w+)"', page)
    if form is None:
        return "", None
    inputs = [dict(re.findall(r'\b(name|type|value)="([^"]*)"', tag)) for tag in re.findall(r"<input[^>]+>", page)]
    hidden = [each for each in inputs if each["type"] == "hidden"]
    picked = random.choice([each for each in inputs if each["type"] != "hidden"])
    query = urlencode([(each["name"], unescape(each["value"])) for each in (*hidden, picked)])
    target = unescape(form[1]) or address
    return (target, query) if form[2] == "post" else (f"{target}?{query}", None)
