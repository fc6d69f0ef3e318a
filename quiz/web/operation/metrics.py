"""Counts and times of requests for Prometheus: by page, never by address, so that no answer is in them."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, Response, request

from quiz.shelf import LiveShelf
from quiz.web.operation.requests import Told, tell_of_requests
from quiz.web.operation.settings import WrongSettings
from quiz.web.pages.shelf import live_shelf

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry, Metric

SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""The library's own name for the folder in which several processes keep their counts together."""

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
"""Seconds: from the smallest page to a comparison on a busy machine."""

METHODS = ("GET", "HEAD")
"""The methods that are told apart: what strangers make up must not make new series."""


def add_metrics(app: Flask) -> None:
    """Lets `app` count its requests, and tell at /metrics. Raises WrongSettings where it cannot."""
    try:
        from prometheus_client import CollectorRegistry, Counter, Histogram
        from prometheus_client.exposition import choose_encoder
    except ImportError:
        mend = "Install them: pip install 'thread-to-quiz[metrics]'."
        raise WrongSettings([f"QUIZ_METRICS: the extra for metrics is not installed. {mend}"]) from None
    _check_shared_folder()
    registry = CollectorRegistry()
    answered = Counter("quiz_requests", "Requests.", ("endpoint", "method", "status"), registry=registry)
    seconds = Histogram("quiz_request_seconds", "Time to answer.", ("endpoint",), registry=registry, buckets=BUCKETS)

    def count(told: Told) -> None:
        method = told.method if told.method in METHODS else "other"
        answered.labels(told.endpoint, method, str(told.status)).inc()
        seconds.labels(told.endpoint).observe(told.seconds)

    tell_of_requests(app, count)
    shown = _shown(registry, live_shelf(app))

    @app.get("/metrics")
    def metrics() -> Response:
        """The metrics in the form that the asker takes."""
        write, content_type = choose_encoder(request.headers.get("Accept", ""))
        response = Response(write(shown), content_type=content_type)
        response.cache_control.no_store = True
        return response


def _shown(counted: "CollectorRegistry", live: LiveShelf) -> "CollectorRegistry":
    """What is told: the counts of this process, or of all that share a folder; and the state of the shelf."""
    from prometheus_client import CollectorRegistry, ProcessCollector
    from prometheus_client.multiprocess import MultiProcessCollector

    if os.environ.get(SHARED):
        shown = CollectorRegistry()
        MultiProcessCollector(shown)  # type: ignore[no-untyped-call]
    else:
        shown = counted
        ProcessCollector(registry=shown)
    shown.register(_ShelfMetrics(live))
    return shown


class _ShelfMetrics:
    """What the shelf knows of itself, told whenever somebody asks."""

    def __init__(self, live: LiveShelf) -> None:
        self.live = live

    def collect(self) -> "Iterator[Metric]":
        """The metrics of the shelf."""
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

        held = self.live.held
        reloads = CounterMetricFamily("quiz_reloads", "Times that the files were read anew.", labels=["outcome"])
        reloads.add_metric(["taken"], held.taken)
        reloads.add_metric(["refused"], held.refused)
        yield reloads
        yield GaugeMetricFamily("quiz_file_problems", "Mistakes in the files when last read.", len(held.problems))
        editions = GaugeMetricFamily("quiz_edition_info", "Editions served.", labels=["rulebook", "edition"])
        for address, book in held.shelf.items():
            editions.add_metric([address, book.edition.isoformat()], 1)
        yield editions


def _check_shared_folder() -> None:
    folder = os.environ.get(SHARED)
    if folder and not (Path(folder).is_dir() and os.access(folder, os.W_OK)):
        mend = "Name an empty folder, best in memory, such as /dev/shm/quiz."
        raise WrongSettings([f"{SHARED}: {folder} is no folder that can be written to. {mend}"])
