"""No address makes the quiz work a hundred times as much as another: the dearest is looked for among very many.

Work is counted in calls of functions, Python's and C's, and so is the same at every run. How long it takes is
measured by benchmarks/dearest.py.
"""

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from flask import Flask

from quiz.web.app import create_app
from quiz.web.operation.settings import Settings
from quiz.web.pages.shelf import live_shelf
from tests.support.dear import dear_addresses
from tests.support.hostile import Request, send

MOST = 50
"""Times the calls that any page may take of those of a question page, of which each takes longer than most."""


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app(Settings())


def calls_in(act: Callable[[], object]) -> int:
    """How many functions are called while `act` is."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(None)
    return calls


def test_no_address_costs_much_more_than_a_question(app: Flask) -> None:
    def work_for(address: str) -> int:
        path, _, query = address.encode().partition(b"?")
        request = Request(path, query, headers={"HTTP_ACCEPT_ENCODING": "br"})
        return min(calls_in(lambda: send(app, request)) for _ in range(2))

    question = work_for("/integrated-ir/ask?patient_contact=some")
    works = {
        address: work_for(address) / question for address in dear_addresses(live_shelf(app).shelf["integrated-ir"])
    }
    dearest = max(works, key=lambda address: works[address])
    assert works[dearest] <= MOST, f"{dearest[:200]} of {len(dearest)} bytes"
