"""Counts and times of the requests to one process, for Prometheus: by page, never by address, which has answers."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flask import Flask, Response, request

from quiz.shelf import LiveShelf
from quiz.web.operation.requests import FinishedRequest, on_finished_request
from quiz.web.operation.settings import WrongSettings
from quiz.web.pages.shelf import live_shelf

if TYPE_CHECKING:
    from prometheus_client import Metric

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
"""Seconds: from the smallest page to a comparison on a busy machine."""

METHODS = ("GET", "HEAD")
"""The methods with a series each; made-up methods must not make new series."""


def add_metrics(app: Flask) -> None:
    """Adds /metrics to `app`, with counts of its requests. Raises WrongSettings without the library for it."""
    try:
        from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
        from prometheus_client.exposition import choose_encoder
    except ImportError:
        mend = "Install them: pip install 'thread-to-quiz[metrics]'."
        raise WrongSettings([f"QUIZ_METRICS: the extra for metrics is not installed. {mend}"]) from None
    registry = CollectorRegistry()
    answered = Counter("quiz_requests", "Requests.", ("endpoint", "method", "status"), registry=registry)
    seconds = Histogram("quiz_request_seconds", "Time to answer.", ("endpoint",), registry=registry, buckets=BUCKETS)

    def count(finished: FinishedRequest) -> None:
        method = finished.method if finished.method in METHODS else "other"
        answered.labels(finished.endpoint, method, str(finished.status)).inc()
        seconds.labels(finished.endpoint).observe(finished.seconds)

    on_finished_request(app, count)
    ProcessCollector(registry=registry)
    registry.register(_ShelfMetrics(live_shelf(app)))

    @app.get("/metrics")
    def metrics() -> Response:
        """The metrics in the format that the client accepts."""
        write, content_type = choose_encoder(request.headers.get("Accept", ""))
        response = Response(write(registry), content_type=content_type)
        response.cache_control.no_store = True
        return response


class _ShelfMetrics:
    """The state of the shelf at the time of a scrape."""

    def __init__(self, live: LiveShelf) -> None:
        self.live = live

    def collect(self) -> "Iterator[Metric]":
        """The metrics of the shelf."""
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

        held = self.live.held
        reloads = CounterMetricFamily("quiz_reloads", "Times the files were reloaded.", labels=["outcome"])
        reloads.add_metric(["taken"], held.taken)
        reloads.add_metric(["refused"], held.refused)
        yield reloads
        yield GaugeMetricFamily("quiz_file_problems", "Mistakes in the files when last read.", len(held.problems))
        editions = GaugeMetricFamily("quiz_edition_info", "Editions served.", labels=["rulebook", "edition"])
        for address, book in held.shelf.items():
            editions.add_metric([address, book.edition.isoformat()], 1)
        yield editions
