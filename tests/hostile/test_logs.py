"""No log holds an answer, whatever happened to the link that it was in: ours, gunicorn's, nginx's."""

import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.support.nginx import nginx
from tests.support.own_books import IR
from tests.support.servers import GUNICORN, QUIZ_SERVE, ask, send, wait_until, writing_to

CHOICES = {choice.id for question in IR.questions for choice in question.choices}


def damaged_links() -> Iterator[str]:
    """Links with every choice in them, damaged in each way by which answers get out of the query."""
    answers = "&".join(f"{question.id}={choice.id}" for question in IR.questions for choice in question.choices)
    encoded = answers.replace("=", "%3D").replace("&", "%26")
    for page in ("summary", "ask", "answer", "compare", "nowhere", "summary.json"):
        for between in ("?", "%3F", "%253F", "&", "/", "/?", "%20", "%0A", ";", ",", "#", "%23", "%26", "=", ""):
            yield f"/integrated-ir/{page}{between}{answers}"
            yield f"/integrated-ir/{page}{between}{encoded}"
    yield f"/{answers}"
    yield f"/{answers}/summary"
    yield f"/integrated-ir/s/{answers}"
    yield f"/static/{answers}"


def hostile_session(port: int) -> int:
    """Asks for all of it, and says so in headers and in what is no HTTP as well; how many were answered."""
    for link in damaged_links():
        ask(port, link, Referer=f"http://localhost{link}", User_Agent=link, Cookie=link)
    text = next(damaged_links()).encode()
    for request in (
        b"GET " + text,
        text + b" / HTTP/1.1",
        b"GET " + text + b" some HTTP/1.1",
        b"GET http://localhost" + text + b" HTTP/9.9",
        b"GET / HTTP/1.1\r\n" + text,
        b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: " + text,
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + text,
        b"GET " + text.partition(b"?")[2] + b" HTTP/1.1\r\nHost: localhost",
    ):
        with suppress(ConnectionError, HTTPException):
            send(port, request + b"\r\n\r\n")
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(b"GET " + text + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
    return sum(1 for _ in damaged_links())


def answers_in(text: str) -> set[str]:
    """The choices named in a log, but for the name of its own field."""
    return CHOICES & set(re.findall(r"\w+", text.replace('"time":', "")))


@pytest.mark.parametrize(
    "command",
    [QUIZ_SERVE, [*GUNICORN, "--access-logfile", "-", "--access-logformat", "%(U)s %(r)s %(q)s %(f)s %(s)s"]],
    ids=["waitress", "gunicorn"],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_no_log_of_a_hostile_session_holds_an_answer(tmp_path: Path, command: list[str], form: str) -> None:
    log = tmp_path / "log"
    with writing_to(log, command, QUIZ_ACCESS_LOG="on", QUIZ_LOG_FORMAT=form) as server:
        count = hostile_session(server.port)
        wait_until(lambda: log.read_text().count("/integrated-ir/summary") > 2)
    assert len(log.read_text().splitlines()) > count
    assert answers_in(log.read_text()) == set()


def test_no_log_of_nginx_holds_an_answer(tmp_path: Path) -> None:
    with writing_to(tmp_path / "log", QUIZ_SERVE) as copy, nginx(tmp_path / "nginx", [copy.port]) as front:
        count = hostile_session(front.port)
        routes = {entry["path"] for entry in front.log(count)}
        ask(front.port, "/integrated-ir/s/KF3T-9Q2M")
        assert "KF3T" not in str(front.log(count + 1))
    assert {"/integrated-ir/summary", "/integrated-ir/ask", "/…"} <= routes
    assert answers_in((tmp_path / "nginx/out").read_text() + front.errors()) == set()
