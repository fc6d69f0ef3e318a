"""`quiz serve` with very many connections, and when it is told to stop."""

import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from http.client import HTTPResponse

import pytest

from quiz.shelf import load_shelf
from quiz.words import own_folder
from tests.support.dear import dearest_address
from tests.support.servers import PATIENCE, Server, ask, environment, gunicorn, waitress


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no poll: 500 connections")
def test_a_thousand_open_connections_keep_nobody_waiting() -> None:
    """Half are silent, half are students' browsers that keep theirs open."""
    page = b"GET /integrated-ir/ask HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with waitress() as server, ExitStack() as held:
        for number in range(1000):
            connection = held.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE))
            if number % 2:
                connection.sendall(page)
                assert connection.recv(15) == b"HTTP/1.1 200 OK"
        assert ask(server.port, "/integrated-ir/ask").status == 200


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of open files")
def test_it_takes_no_more_connections_than_it_may_open() -> None:
    """With one too many, the log fills as fast as the disk takes it."""
    command = 'ulimit -n 64; exec "$@"'
    asked = "from quiz.web.operation.connections import most_connections; print(most_connections())"
    done = subprocess.run(
        ["sh", "-c", command, "sh", sys.executable, "-c", asked], env=environment(), capture_output=True, text=True
    )
    assert 0 < int(done.stdout) < 64 - 20, "twenty are open before the first of them"


def test_who_asks_before_sending_a_body_is_answered() -> None:
    with waitress() as server:
        assert ask(server.port, "/integrated-ir/ask", Expect="100-continue").status == 200


@pytest.mark.parametrize("serve", [waitress, gunicorn])
def test_what_has_been_asked_is_answered_in_full_before_it_stops(
    serve: Callable[..., AbstractContextManager[Server]],
) -> None:
    """Comparisons, of which it can make far fewer at a time than are asked for."""
    target = dearest_address(load_shelf(own_folder("rules"), own_folder("seeds"))["integrated-ir"])
    with serve() as server, ExitStack() as held:
        clients = []
        for _ in range(24):
            clients.append(held.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)))
            clients[-1].sendall(f"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        assert clients[0].recv(15, socket.MSG_PEEK) == b"HTTP/1.1 200 OK"
        server.process.send_signal(signal.SIGTERM)
        for client in clients:
            answer = HTTPResponse(client)
            answer.begin()
            assert answer.status == 200
            assert b"</html>" in answer.read()
            answer.close()
            client.close()
        assert server.process.wait(timeout=PATIENCE) == 0
