"""Users who think for a second or two at every page: 100 of them are the load under which ONS measured its runner.

Source: ONSdigital/eq-survey-runner-benchmark, doc/performance-investigations/0004-update-to-python-38/summary.md.
"""

from dataclasses import dataclass, field
from math import inf
from random import Random
from statistics import quantiles
from threading import Thread
from time import monotonic, sleep

from benchmarks.peers.students import Failed, walk
from benchmarks.servers import Server

USERS = 100
THINKING = (1.0, 2.0)
"""Seconds, at least and at most, that a user looks at a page."""
PUBLISHED_P99_MS = 393
"""For a page of a questionnaire, after an upgrade that made it faster."""


@dataclass
class Load:
    """How long users waited for each response, in seconds, and how many requests failed."""

    waited: list[float] = field(default_factory=list)
    failed: int = 0

    def percentile_ms(self, percent: int) -> float:
        """The milliseconds that so many percent of the responses stayed within; infinity where there are none."""
        return 1000 * quantiles(self.waited, n=100)[percent - 1] if len(self.waited) > 1 else inf


def measure_load(server: Server, start: str, seconds: float, users: int = USERS) -> Load:
    """What users of a server meet with, who all come at once and walk one journey after another for `seconds`."""
    load, until = Load(), monotonic() + seconds
    walking = [Thread(target=_use, args=(server, start, Random(number), until, load)) for number in range(users)]
    for user in walking:
        user.start()
    for user in walking:
        user.join()
    return load


def _use(server: Server, start: str, random: Random, until: float, load: Load) -> None:
    while monotonic() < until:
        try:
            for step in walk(server, start, random):
                load.waited.append(step.waited)
                if monotonic() >= until:
                    return
                if step.is_page:
                    sleep(random.uniform(*THINKING))
        except (Failed, OSError):
            load.failed += 1
            sleep(random.uniform(*THINKING))
