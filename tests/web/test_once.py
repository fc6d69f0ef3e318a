"""What a request works out, it works out once."""

import sys
from collections import Counter
from types import FrameType

import pytest
from flask.testing import FlaskClient

from quiz.answers.query import write_query
from quiz.answers.routing import route

ANSWERED = "nights=few&people=young&first=sleep&_edition=2024-02-03"


@pytest.mark.parametrize("page", ["start", "ask", "check", "summary", "summary.json", "summary.txt", "ready"])
def test_a_request_computes_the_route_of_its_answers_and_writes_their_query_once(
    client: FlaskClient, page: str
) -> None:
    calls: Counter[tuple[str, frozenset[tuple[str, frozenset[str]]]]] = Counter()
    names = {each.__code__: each.__name__ for each in (route, write_query)}

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in names:
            calls[names[frame.f_code], frozenset(frame.f_locals["answers"].items())] += 1

    address = f"/small/{'' if page == 'start' else page}?{ANSWERED}"
    sys.setprofile(count)
    try:
        reply = client.get(address)
    finally:
        sys.setprofile(None)
    assert reply.status_code in (200, 302)
    assert set(calls.values()) == {1}
    assert {name for name, _ in calls} == {"route", "write_query"}
