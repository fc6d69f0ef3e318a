"""Servers to measure: started on a free port of this machine, asked over one connection, and read off."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import clock_gettime, perf_counter, sleep

PROJECT = Path(__file__).parent.parent
LOCAL = "127.0.0.1"
GUNICORN = [sys.executable, "-m", "gunicorn", "--bind", "127.0.0.1:{port}"]
OURS = {
    "gunicorn": [*GUNICORN, "--config", "python:quiz.web.gunicorn_config"],
    "waitress": [sys.executable, "-m", "quiz", "serve", "--port", "{port}"],
}
"""The quiz as it is shipped."""
BARE = {
    "gunicorn": [*GUNICORN, "--preload", "--threads", "4", "--keep-alive", "75", "floor:app"],
    "waitress": [sys.executable, "-m", "waitress", "--threads=4", "--listen=127.0.0.1:{port}", "floor:app"],
}
"""The pages of `floor.py` under the same servers."""
_OF_A_PROCESS = 2
"""With a process's number, the name of its processor clock: what clock_getcpuclockid(3) gives on Linux."""


@dataclass
class Server:
    """A running server: where it listens, the process that answers, and how long it took to the first page."""

    port: int
    main: int
    worker: int
    cold_start: float

    def processor_time(self) -> float:
        """The seconds that the answering process has had of a processor, those of threads that have ended included."""
        return clock_gettime(~self.worker << 3 | _OF_A_PROCESS)

    def memory(self) -> float:
        """The MiB that the answering process has to itself, with its part of what it shares."""
        return memory(self.worker)


@dataclass
class Visitor:
    """A browser, as far as a server can tell: one connection, kept alive."""

    port: int
    encoding: str = "br"
    connection: socket.socket = field(init=False)
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.connection = socket.create_connection((LOCAL, self.port), timeout=30)

    def get(self, target: str, form: str | None = None) -> tuple[int, str, bytes]:
        """Status, head and body of what is answered; a `form` is posted."""
        asked = f"{'GET' if form is None else 'POST'} {target} HTTP/1.1\r\nHost: {LOCAL}:{self.port}\r\n"
        asked += f"Accept-Encoding: {self.encoding}\r\n"
        if self.cookies:
            asked += f"Cookie: {'; '.join(f'{name}={value}' for name, value in self.cookies.items())}\r\n"
        if form is not None:
            asked += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n"
        self.connection.sendall(f"{asked}\r\n{form or ''}".encode("latin-1"))
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._more()
        head, _, body = got.partition(b"\r\n\r\n")
        text = head.decode("latin-1")
        length = int(header(text, "Content-Length") or 0)
        while len(body) < length:
            body += self._more()
        self.cookies.update(re.findall(r"^Set-Cookie: ([^=]+)=([^;]*)", text, re.MULTILINE | re.IGNORECASE))
        return int(text.split(" ", 2)[1]), text, body

    def _more(self) -> bytes:
        more = self.connection.recv(1 << 16)
        if not more:
            raise ConnectionError("the server hung up")
        return more


def header(head: str, name: str) -> str | None:
    """What a header says, if it is there."""
    found = re.search(rf"^{name}: (.*?)\r?$", head, re.MULTILINE | re.IGNORECASE)
    return found[1] if found else None


def memory(process: int) -> float:
    """MiB that a process has to itself, with its part of what it shares."""
    found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text(), re.MULTILINE)
    assert found is not None
    return int(found[1]) / 1024


@contextmanager
def serving(command: list[str], first: str = "/", **environment: str) -> Iterator[Server]:
    """A server with one worker, started by `command` with a free port for `{port}`, once it has answered `first`."""
    with socket.create_server((LOCAL, 0)) as free:
        port = free.getsockname()[1]
    command = [part.format(port=port) for part in command]
    named = {**os.environ, "PYTHONPATH": str(PROJECT), "WEB_CONCURRENCY": "1", **environment}
    named.pop("PYTHONDONTWRITEBYTECODE", None)  # An installed program is compiled.
    began = perf_counter()
    with subprocess.Popen(command, env=named, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port, first, process)
            worker = _worker(process.pid) if "gunicorn" in command else process.pid
            yield Server(port, process.pid, worker, perf_counter() - began)
        finally:
            process.terminate()


def _wait_for(port: int, first: str, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            visitor = Visitor(port)
            with visitor.connection:
                status = visitor.get(first)[0]
        except OSError:
            sleep(0.005)
            continue
        if status == 200:
            return
        raise AssertionError(f"{first} is answered with {status}")
    raise AssertionError(f"the server did not start: {process.args!r}")


def _worker(gunicorn: int) -> int:
    """The process that answers for gunicorn."""
    return int(Path(f"/proc/{gunicorn}/task/{gunicorn}/children").read_text().split()[-1])
