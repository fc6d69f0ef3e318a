"""Our pages and bare ones under the same servers, taking turns so that noise hits all alike."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from servers import BARE, OURS, PROJECT, Server, Visitor, serving

from quiz.answers.query import write_query
from quiz.answers.routing import route
from quiz.rulebook.model import Rulebook
from quiz.shelf.loading import load_shelf
from quiz.site.proof import random_answer
from quiz.words.folders import own_folder

RULEBOOK = "integrated-ir"
BLOCK = 10
"""How many requests of one kind follow each other before the next kind's turn."""


@dataclass
class Measured:
    """One kind of request under one server, and what has been read off."""

    kind: str
    visitor: Visitor
    server: Server
    targets: Iterator[str]
    waits: list[float] = field(default_factory=list)
    processor: float = 0.0
    wall: float = 0.0

    def take_turn(self) -> None:
        """A block of requests."""
        before, began = self.server.processor_time(), perf_counter()
        for target in [next(self.targets) for _ in range(BLOCK)]:
            sent = perf_counter()
            status = self.visitor.get(target)[0]
            self.waits.append(perf_counter() - sent)
            assert status == 200, target
        self.wall += perf_counter() - began
        self.processor += self.server.processor_time() - before

    def figures(self) -> dict[str, float]:
        """Requests a second one after another, waiting times, processor time, and what a core can do at most."""
        count = len(self.waits)
        percentiles = quantiles(self.waits, n=100)
        return {
            "requests": count,
            "requests_per_second": count / self.wall,
            "p50_ms": 1000 * percentiles[49],
            "p99_ms": 1000 * percentiles[98],
            "processor_ms": 1000 * self.processor / count,
            "requests_per_core_second": count / self.processor,
        }


def queries(rulebook: Rulebook, count: int) -> list[str]:
    """Random complete answers, the same at every run: no address comes twice, so no cache of pages would help."""
    random = Random(7)
    given = [{each.id: random_answer(each, random) for each in rulebook.questions} for _ in range(count)]
    return [write_query(rulebook, route(rulebook, answers).counted) for answers in given]


def beginnings(full: list[str]) -> list[str]:
    """The same answers broken off in the middle of the walk, at another place each."""
    broken = []
    for number, query in enumerate(full):
        names = list(dict.fromkeys(pair.partition("=")[0] for pair in query.split("&")))
        kept = names[: number % len(names)]
        broken.append("&".join(pair for pair in query.split("&") if pair.partition("=")[0] in kept))
    return broken


Figures = dict[str, dict[str, float]]


def measure_pages(seconds: float) -> dict[str, Figures]:
    """The figures of each server and kind of page, in about `seconds`; and memory, bare and ours."""
    rulebook = load_shelf(own_folder("rules"), own_folder("seeds"))[RULEBOOK]
    full = queries(rulebook, 2000)
    ours = {
        "question": [f"/{RULEBOOK}/ask?{query}" for query in beginnings(full)],
        "summary": [f"/{RULEBOOK}/summary?{query}" for query in full],
    }
    found: dict[str, Figures] = {}
    with ExitStack() as running:
        kinds: dict[str, list[Measured]] = {}
        for name, command in OURS.items():
            server = running.enter_context(serving(command, f"/{RULEBOOK}/"))
            ready = Path(running.enter_context(TemporaryDirectory()))
            bare = running.enter_context(bare_pages(name, server, rulebook, ours, ready))
            kinds[name] = [
                Measured("hello, bare", Visitor(bare.port), bare, cycle(["/"])),
                Measured("question, ready", Visitor(bare.port), bare, cycle(["/ready/question?choice=c1"])),
                Measured("summary, ready", Visitor(bare.port), bare, cycle(["/ready/summary?choice=c1"])),
                Measured("question, bare", Visitor(bare.port), bare, cycle(["/question?choice=c1"])),
                Measured("question", Visitor(server.port), server, cycle(ours["question"])),
                Measured("summary, bare", Visitor(bare.port), bare, cycle(["/summary?choice=c1"])),
                Measured("summary", Visitor(server.port), server, cycle(ours["summary"])),
            ]
            for each in kinds[name]:
                each.take_turn()
                each.waits, each.processor, each.wall = [], 0.0, 0.0
        until = perf_counter() + seconds
        while perf_counter() < until:
            for measured in kinds.values():
                for each in measured:
                    each.take_turn()
        for name, measured in kinds.items():
            found[name] = {each.kind: each.figures() for each in measured}
            for which, place in (("bare", 0), ("ours", -1)):
                found[name][which] = {"memory_mib": measured[place].server.memory()}
    return found


@contextmanager
def bare_pages(
    name: str, server: Server, rulebook: Rulebook, ours: dict[str, list[str]], ready: Path
) -> Iterator[Server]:
    """The bare application under the server called `name`, with pages as large as ours are on average.

    The text of one page of each kind, of middling length, is put into the folder `ready`.
    """
    plain = Visitor(server.port, encoding="identity")
    sizes: dict[str, str] = {"CHOICES": str(round(_mean([len(each.choice_ids) for each in rulebook.questions])))}
    for kind, targets in ours.items():
        bodies = sorted((plain.get(target)[2] for target in targets[:50]), key=len)
        (ready / f"{kind}.html").write_bytes(bodies[len(bodies) // 2])
        sizes[f"{kind.upper()}_BYTES"] = str(round(_mean([len(body) for body in bodies])))
        sizes[f"{kind.upper()}_ELEMENTS"] = str(round(_mean([len(re.findall(rb"<[a-z]", body)) for body in bodies])))
    folder = str(PROJECT / "benchmarks")
    with serving(BARE[name], PYTHONPATH=folder, READY=str(ready), **sizes) as bare:
        yield bare


def _mean(numbers: list[int]) -> float:
    return sum(numbers) / len(numbers)
