"""Copies of the quiz behind nginx, with the configuration that we ship: one journey, whoever answers."""

import signal
import socket
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from html import unescape
from itertools import pairwise
from pathlib import Path
from re import search

import pytest

from tests.support.journey import ADDRESS, follow, next_step
from tests.support.nginx import Front, nginx
from tests.support.servers import PATIENCE, Answer, Server, ask, gunicorn, waitress


@pytest.fixture
def copies() -> Iterator[tuple[Server, Server]]:
    """Two copies under two servers."""
    with waitress(**ADDRESS) as one, gunicorn(**ADDRESS) as other:
        yield one, other


@pytest.fixture
def front(tmp_path: Path, copies: tuple[Server, Server]) -> Iterator[Front]:
    with nginx(tmp_path / "nginx", [copy.port for copy in copies]) as running:
        yield running


def test_copies_share_one_journey_request_by_request_and_the_loss_of_one_loses_nothing(
    front: Front, copies: tuple[Server, Server]
) -> None:
    target, answer = follow(front.port, "/")
    pages = [target]
    while "/summary" not in target:
        if len(pages) == 6:
            copies[0].process.send_signal(signal.SIGKILL)
            copies[0].process.wait(timeout=PATIENCE)
        target, answer = follow(front.port, next_step(answer.body.decode()))
        assert answer.status == 200
        pages.append(target)
    assert len(pages) > 10
    assert b"https://quiz.example.org/integrated-ir/s/" in answer.body
    assert answer.body == ask(copies[1].port, target).body

    answered = [entry["copy"] for entry in front.log(len(pages))]
    assert set(answered[:6]) == {f"127.0.0.1:{copy.port}" for copy in copies}
    assert all(one != other for one, other in pairwise(answered[:6])), "they took turns"


def test_no_visitor_notices_that_copies_are_killed_and_started_in_turn(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        ports = [one.getsockname()[1], other.getsockname()[1]]
    with ExitStack() as running:
        copies = [running.enter_context(waitress("--port", str(port), **ADDRESS)) for port in ports]
        with nginx(tmp_path / "nginx", ports) as front:
            statuses = Counter[int]()
            for place in (0, 1, 0):
                copies[place].process.send_signal(signal.SIGKILL)
                statuses.update(ask(front.port, "/integrated-ir/ask").status for _ in range(20))
                copies[place].process.wait(timeout=PATIENCE)
                copies[place] = running.enter_context(waitress("--port", str(ports[place]), **ADDRESS))
                statuses.update(ask(front.port, "/integrated-ir/ask").status for _ in range(20))
    assert set(statuses) == {200}


def test_too_many_pages_at_once_get_a_page_that_says_what_to_do(front: Front) -> None:
    def once(_: int) -> Answer:
        return ask(front.port, "/integrated-ir/ask?patient_contact=some", "HEAD")

    with ThreadPoolExecutor(8) as pool:
        statuses = Counter(answer.status for answer in pool.map(once, range(600)))
    assert statuses[200] >= 200, "a class may open the quiz at once"
    assert statuses[429] > 0
    assert set(statuses) == {200, 429}
    refused = ask(front.port, "/integrated-ir/ask?patient_contact=some")
    while refused.status == 200:
        refused = ask(front.port, "/integrated-ir/ask?patient_contact=some")
    assert refused.status == 429
    assert refused.headers["Retry-After"] == "10"
    assert "no-store" in refused.headers["Cache-Control"]
    assert "default-src 'none'" in refused.headers["Content-Security-Policy"]
    assert b"Your answers are safe" in refused.body
    assert b"Wait ten seconds, then reload" in refused.body
    assert ask(front.port, "/-/page.css").status == 200
    assert ask(front.port, "/static/icon.svg").status == 200, "what a page needs is not counted"


def test_without_any_copy_a_page_says_that_nothing_is_lost(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        nobody = free.getsockname()[1]
    with nginx(tmp_path / "nginx", [nobody]) as front:
        answer = ask(front.port, "/integrated-ir/ask?patient_contact=some")
        assert answer.status == 502
        assert b"Your answers are safe" in answer.body
        assert answer.headers["Retry-After"] == "10"
        (entry,) = front.log()
        assert entry["path"] == "/integrated-ir/ask"
        assert "patient_contact" not in f"{entry}{front.errors()}"


def test_no_log_holds_an_answer(front: Front) -> None:
    target = "/integrated-ir/ask?patient_contact=some"
    ask(front.port, target, Referer=f"https://quiz.example.org{target}")
    ask(front.port, f"/integrated-ir/ask?patient_contact={'x' * 70_000}")
    ask(front.port, f"/integrated-ir/ask?patient_contact={'x' * 80_000}")
    ask(front.port, "/integrated-ir/s/7KF3-Q2M2")
    entries = front.log(4)
    assert [entry["status"] for entry in entries] == ["200", "414", "414", "404"]
    assert entries[-1]["path"] == "/integrated-ir/s/…"
    assert "7KF3" not in f"{entries}{front.errors()}"
    assert "patient_contact" not in f"{entries}{front.errors()}"
    assert "127.0.0.1" not in str([{**entry, "copy": ""} for entry in entries]), "nor a visitor's address"


def test_a_visitor_is_not_believed_about_where_the_quiz_stands(tmp_path: Path) -> None:
    with (
        gunicorn(QUIZ_PROXIES="1", QUIZ_TRUSTED_HOSTS="quiz.example.org") as copy,
        nginx(tmp_path / "nginx", [copy.port]) as front,
    ):
        forged = {"X_Forwarded_Host": "evil.example", "X_Forwarded_Proto": "gopher", "X_Forwarded_For": "1.2.3.4"}
        _, answer = follow(front.port, "/")
        while b"data-copy-text" not in answer.body:
            _, answer = follow(front.port, next_step(answer.body.decode()))
        link = search(rb'data-copy-text="([^"]+)"', answer.body)
        assert link is not None
        text = ask(front.port, unescape(link[1].decode()), Host="quiz.example.org", **forged).body
        assert b"http://quiz.example.org/integrated-ir/s/" in text
        assert b"evil" not in text
        assert ask(front.port, "/", Host="evil.example").status == 400


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_what_is_for_those_who_run_it_is_not_for_the_world(front: Front, path: str) -> None:
    assert ask(front.port, path).status == 404
    assert front.log()[0]["copy"] == "", "no copy was asked"


@pytest.mark.parametrize("path", ["/quiz/healthz", "/quiz/readyz", "/quiz/metrics"])
def test_nor_is_it_below_a_path_of_its_own(tmp_path: Path, path: str) -> None:
    with (
        waitress(QUIZ_ADDRESS="https://example.org/quiz", QUIZ_METRICS="on") as copy,
        nginx(tmp_path / "nginx", [copy.port]) as front,
    ):
        assert ask(copy.port, path).status == 200, "who runs it can ask a copy"
        assert ask(front.port, path).status == 404
        assert front.log()[0]["copy"] == "", "no copy was asked"


def test_what_a_page_needs_is_not_counted_below_a_path_either(tmp_path: Path) -> None:
    with waitress(QUIZ_ADDRESS="https://example.org/quiz") as copy, nginx(tmp_path / "nginx", [copy.port]) as front:
        with ThreadPoolExecutor(8) as pool:
            asked = pool.map(lambda _: ask(front.port, "/quiz/static/icon.svg", "HEAD").status, range(400))
            assert set(asked) == {200}
        assert ask(front.port, "/quiz/integrated-ir/").status == 200
