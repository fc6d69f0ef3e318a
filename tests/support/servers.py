"""The quiz served by real processes, and asked byte by byte."""

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path
from typing import IO

GUNICORN = [sys.executable, "-m", "gunicorn", "--config", "python:quiz.web.gunicorn_config"]
QUIZ_SERVE = [sys.executable, "-m", "quiz", "serve"]
ADDRESS = re.compile(r"at:? http://127\.0\.0\.1:(\d+)")
"""How servers say where they are."""
PATIENCE = 60
"""Seconds that a test waits for what a busy machine does late."""


@dataclass(frozen=True)
class Server:
    """A running server: its port, and its process."""

    port: int
    process: subprocess.Popen[str]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


def environment(**settings: str) -> dict[str, str]:
    """The environment, with no settings of the quiz but these."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
    return {**ours, "PYTHONPATH": str(Path(__file__).parents[2]), "WEB_CONCURRENCY": "1", **settings}


@contextmanager
def waitress(*options: str, within: Sequence[str] = (), **settings: str) -> Iterator[Server]:
    """`quiz serve` on a free port, started by the command `within`."""
    with _running([*within, *QUIZ_SERVE, "--port", "0", *options], "stdout", settings) as server:
        yield server


@contextmanager
def gunicorn(*options: str, within: Sequence[str] = (), **settings: str) -> Iterator[Server]:
    """gunicorn with the configuration that we ship, on a free port, started by the command `within`."""
    with _running([*within, *GUNICORN, "--bind", "127.0.0.1:0", *options], "stderr", settings) as server:
        yield server


@contextmanager
def _running(command: list[str], says: str, settings: dict[str, str]) -> Iterator[Server]:
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, says: subprocess.PIPE}
    with subprocess.Popen(command, env=environment(**settings), text=True, **pipes) as process:  # type: ignore[call-overload]
        try:
            yield Server(_port_in(getattr(process, says)), process)
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


@contextmanager
def writing_to(log: Path, command: list[str], cwd: Path | None = None, **settings: str) -> Iterator[Server]:
    """A server, all of whose output goes to a file."""
    port = ["--port", "0"] if command[: len(QUIZ_SERVE)] == QUIZ_SERVE else ["--bind", "127.0.0.1:0"]
    with (
        log.open("w") as out,
        subprocess.Popen(
            [*command, *port], env=environment(**settings), stdout=out, stderr=subprocess.STDOUT, text=True, cwd=cwd
        ) as process,
    ):
        try:
            wait_until(lambda: ADDRESS.search(log.read_text()) is not None or process.poll() is not None)
            found = ADDRESS.search(log.read_text())
            assert found is not None, log.read_text()
            yield Server(int(found[1]), process)
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def wait_until(true: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Waits for something that another process does in its own time."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"it did not come true in {seconds} seconds"
        time.sleep(0.05)


def _port_in(lines: IO[str]) -> int:
    said = []
    for line in lines:
        said.append(line)
        if found := ADDRESS.search(line):
            return int(found[1])
    raise AssertionError(f"the server did not start: {''.join(said)}")


def ask(port: int, target: str, method: str = "GET", **headers: str) -> Answer:
    """What a server answers to a request for `target`, sent as it stands."""
    named = {"Host": "localhost", **{name.replace("_", "-"): value for name, value in headers.items()}}
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items()), "Connection: close"]
    return send(port, "\r\n".join([*lines, "", ""]).encode("latin-1"), method)


def send(port: int, request: bytes, method: str = "GET") -> Answer:
    """What a server answers to some bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(request)
        response = HTTPResponse(connection, method=method)
        response.begin()
        return Answer(response.status, dict(response.getheaders()), response.read())


def status_of(server: Server, head: bytes) -> int:
    """The status that the server answers with, even where it does so before it has heard all."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        with contextlib.suppress(ConnectionError):
            connection.sendall(head)
        return int(connection.recv(64).split()[1])


@contextmanager
def serving(*options: str) -> Iterator[str]:
    """The address of a `quiz serve` with options of its own."""
    command = [sys.executable, "-m", "quiz", "serve", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().split()[4].rstrip("/")
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)
