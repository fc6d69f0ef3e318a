"""What a student's journey takes of a processor: our pages and those of the peer, in turns, under the same servers."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.peers.install import Installed
from benchmarks.peers.students import walk
from benchmarks.servers import GUNICORN, OURS, PROJECT, Server, serving
from quiz.rulebook import NOT_SURE, Picked, Question, Rulebook

PEER = "benchmarks.peers.wizard:app"
THEIRS = {
    "gunicorn": [*GUNICORN, "--preload", "--threads", "4", "--keep-alive", "75", PEER],
    "waitress": [sys.executable, "-m", "waitress", "--threads=4", "--listen=127.0.0.1:{port}", PEER],
}
WARMING_UP = 5


def measure_pages(rulebook: Rulebook, installed: Installed, journeys: int) -> Iterator[tuple[str, str, float, float]]:
    """For each server and part of a journey, the milliseconds of a core that it takes, ours and the peer's: medians.

    Both are given the same answers, new ones for each journey. Raises AssertionError where one asks more.
    """
    for name, command in OURS.items():
        with serving(command, f"/{rulebook.address}/") as ours, peer(rulebook, installed, name) as theirs:
            pairs = []
            for number in range(WARMING_UP + journeys):
                pair = _journey(ours, f"/{rulebook.address}/ask", number), _journey(theirs, "/", number)
                assert len(pair[0]) == len(pair[1]), "one asks more questions than the other"
                pairs.append(pair)
        for part, time_of in PARTS.items():
            medians = [1000 * median(map(time_of, each)) for each in zip(*pairs[WARMING_UP:], strict=True)]
            yield name, part, medians[0], medians[1]


def _journey(server: Server, start: str, number: int) -> list[float]:
    """The seconds that each question of a journey takes, and last the result, with what leads to it."""
    steps = list(walk(server, start, Random(number)))
    questions = [step.processor for step in steps if step.asks]
    return [*questions, sum(step.processor for step in steps if not step.asks)]


PARTS = {
    "a journey": sum,
    "a question": lambda times: sum(times[:-1]) / (len(times) - 1),
    "the result": lambda times: times[-1],
}


@contextmanager
def peer(rulebook: Rulebook, installed: Installed, server: str) -> Iterator[Server]:
    """The same questions in Django, under a server, until the block ends."""
    with TemporaryDirectory() as folder:
        questions = Path(folder) / "questions.json"
        questions.write_text(json.dumps([_data(rulebook, each) for each in rulebook.questions]), encoding="utf-8")
        path = os.pathsep.join((str(installed.python), str(PROJECT)))
        with serving(THEIRS[server], QUESTIONS=str(questions), PYTHONPATH=path) as running:
            yield running


def _data(rulebook: Rulebook, question: Question) -> dict[str, Any]:
    """What the peer needs to know of a question. It can ask one after the answer to one other."""
    when = question.ask_when
    assert when is None or isinstance(when, Picked)
    return {
        "id": question.id,
        "text": question.text,
        "hint": question.hint,
        "takes_several": question.takes_several,
        "choices": [(each, *rulebook.labels_of(question, {each})) for each in question.choice_ids],
        "asked_when": when and [when.question, sorted({*when.choices, NOT_SURE})],
    }
