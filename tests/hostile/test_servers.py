"""Giant requests and slow clients, against real servers: an answer, and nobody else kept waiting."""

import contextlib
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from http.client import HTTPResponse
from pathlib import Path

import pytest

from tests.support.books import SMALL, write_files
from tests.support.nginx import Front, nginx
from tests.support.servers import Server, ask, gunicorn, status_of, waitress

BOTH = pytest.mark.parametrize("server", [waitress, gunicorn], indirect=True, ids=["waitress", "gunicorn"])
SLOW = 40
"""More than either server has threads."""


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("files")
    write_files(folder)
    serve: Callable[..., AbstractContextManager[Server]] = request.param
    with serve(QUIZ_RULES=str(folder / "rules"), QUIZ_SEEDS=str(folder / "seeds")) as running:
        yield running


@BOTH
@pytest.mark.parametrize(
    ("size", "statuses"),
    [
        (1_000, {400}),
        (15_000, {400}),
        (20_000, {414}),
        (70_000, {414}),
        (200_000, {414, 431}),
        (2_000_000, {400, 414, 431}),
    ],
)
def test_a_giant_address_is_answered_by_a_word(server: Server, size: int, statuses: set[int]) -> None:
    assert status_of(server, b"GET /small/ask?a=" + b"x" * size + b" HTTP/1.1\r\nHost: localhost\r\n\r\n") in statuses
    assert ask(server.port, "/small/").status == 200


@BOTH
@pytest.mark.parametrize(
    ("parts", "status", "said"), [(201, 400, b"room for 200 parts"), (20_000, 414, b"This link is too long")]
)
def test_an_address_of_very_many_parts_is_answered(server: Server, parts: int, status: int, said: bytes) -> None:
    answer = ask(server.port, "/small/ask?" + "&".join(["a="] * parts))
    assert answer.status == status
    assert said in answer.body


@BOTH
def test_giant_and_very_many_headers_are_answered(server: Server) -> None:
    head = b"GET /small/ HTTP/1.1\r\nHost: localhost\r\n"
    for more in (
        b"X: " + b"x" * 1_000_000 + b"\r\n",
        b"X: x\r\n" * 200_000,
        b"Cookie: " + b"a=b; " * 100_000 + b"\r\n",
    ):
        assert status_of(server, head + more + b"\r\n") in (400, 413, 431)
    assert ask(server.port, "/small/").status == 200


@pytest.mark.parametrize("server", [waitress], indirect=True)
@pytest.mark.parametrize(
    "lines",
    [
        b"a:" + b" " * 75_000 + b"b\r\n",
        b"a:" + b" \t" * 35_000 + b"b\r\n",
        b"a:\r\n" + b" \r\n" * 20_000 + b" b\r\n",
        b"a:\r\n" * 18_000,
        b"a: b\r\n" + b" c\r\n" * 18_000,
    ],
    ids=["blanks", "tabs", "folded blanks", "many lines", "many folds"],
)
def test_a_head_that_takes_long_to_read_is_not_read(server: Server, lines: bytes) -> None:
    """A server that reads it all is busy for half a minute with the first of them."""
    head = b"GET /small/ask HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + lines + b"\r\n"
    assert {status_of(server, head) for _ in range(5)} == {400}
    assert ask(server.port, "/small/").status == 200


@BOTH
def test_a_giant_body_is_not_taken_in(server: Server) -> None:
    head = b"POST /small/ask HTTP/1.1\r\nHost: localhost\r\n"
    chunk = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
    for request in (
        head + b"Content-Length: 2000000\r\n\r\n" + b"x" * 2_000_000,
        head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 30 + b"0\r\n\r\n",
    ):
        assert status_of(server, request) in (405, 413)
    assert ask(server.port, "/small/").status == 200


@BOTH
@pytest.mark.parametrize(
    "target", ["/small/ask?\xff\xfe=\xc3", "/small/ask?a=\x01\x7f", "/small/\xff\xfe", "//evil.example/small/"]
)
def test_bytes_that_no_address_has_are_answered(server: Server, target: str) -> None:
    answer = ask(server.port, target)
    assert answer.status in (302, 308, 400, 404)
    assert "evil.example" not in answer.headers.get("Location", "").split("?")[0].removeprefix("/")
    assert b"Traceback" not in answer.body


@pytest.fixture(scope="module", params=["waitress", "gunicorn behind nginx"])
def public(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server | Front]:
    """What docs/operators/operating.md lets the world reach; gunicorn by itself waits for every client."""
    folder = tmp_path_factory.mktemp("public")
    write_files(folder)
    settings = {"QUIZ_RULES": str(folder / "rules"), "QUIZ_SEEDS": str(folder / "seeds")}
    if request.param == "waitress":
        with waitress(**settings) as running:
            yield running
    else:
        with gunicorn(**settings) as behind, nginx(folder / "nginx", [behind.port]) as front:
            yield front


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"G",
        b"GET /small/ask HTTP/1.1\r\nHost: loc",
        b"GET /small/ask HTTP/1.1\r\nHost: localhost\r\nX-Slow: a",
        b"POST /small/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx",
        b"POST /small/ask HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nx",
    ],
    ids=["nothing", "a letter", "half a head", "an endless header", "half a body", "half a chunk"],
)
def test_clients_that_never_finish_keep_nobody_waiting(public: Server | Front, begun: bytes) -> None:
    """While they hold their connections, each sending one more byte at a time, students are answered."""
    slow = [socket.create_connection(("127.0.0.1", public.port), timeout=30) for _ in range(SLOW)]
    try:
        for connection in slow:
            connection.sendall(begun)
        for _ in range(3):
            assert ask(public.port, "/small/ask").status == 200
            for connection in slow:
                with contextlib.suppress(ConnectionError):
                    connection.sendall(b"x" if begun else b"")
    finally:
        for connection in slow:
            connection.close()


def test_clients_that_never_read_keep_nobody_waiting(public: Server | Front) -> None:
    """They ask for page after page, and take in none of them."""
    summary = b"GET /small/summary?nights=few&people=young&first=sleep HTTP/1.1\r\nHost: localhost\r\n\r\n"
    deaf = []
    try:
        for _ in range(SLOW):
            connection = socket.socket()
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            connection.settimeout(30)
            connection.connect(("127.0.0.1", public.port))
            connection.sendall(summary * 5)
            deaf.append(connection)
        assert ask(public.port, "/small/ask").status == 200
    finally:
        for connection in deaf:
            connection.close()


def test_who_asks_on_and_on_and_reads_nothing_takes_no_thread(tmp_path: Path) -> None:
    """Four clients, as many as threads, leave 25 megabytes unread each; who asks as often, and reads, is answered."""
    for number in range(40):
        write_files(tmp_path)
        small = tmp_path / "rules" / "small.yaml"
        small.rename(small.with_name(f"small-{number}.yaml")).write_text(SMALL.replace("id: small", f"id: s{number}"))
    with (
        waitress(QUIZ_RULES=str(tmp_path / "rules"), QUIZ_SEEDS=str(tmp_path / "seeds")) as server,
        ExitStack() as held,
    ):
        page = b"GET /openapi.json HTTP/1.1\r\n\r\n"
        many = 8192 // len(page)
        assert len(ask(server.port, "/openapi.json").body) * many > 25_000_000
        for _ in range(4):
            deaf = held.enter_context(socket.socket())
            deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            deaf.connect(("127.0.0.1", server.port))
            deaf.sendall(page * many)
        reader = held.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=30))
        for _ in range(many):
            reader.sendall(page)
            answer = HTTPResponse(reader)
            answer.begin()
            assert answer.status == 200
            answer.read()


def test_gunicorn_goes_on_once_slow_clients_have_gone(tmp_path: Path) -> None:
    write_files(tmp_path)
    with gunicorn(QUIZ_RULES=str(tmp_path / "rules"), QUIZ_SEEDS=str(tmp_path / "seeds")) as server:
        slow = [socket.create_connection(("127.0.0.1", server.port), timeout=30) for _ in range(SLOW)]
        for connection in slow:
            connection.sendall(b"GET /small/ask HTTP/1.1\r\nHost: loc")
        for connection in slow:
            connection.close()
        assert ask(server.port, "/small/ask").status == 200
