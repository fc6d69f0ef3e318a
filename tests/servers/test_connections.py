"""`quiz serve` with very many connections, and when it is told to stop."""

import signal
import socket
import sys
from contextlib import ExitStack

import pytest

from tests.support.servers import ask, wait_until, waitress


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no poll: 500 connections")
def test_a_thousand_open_connections_keep_nobody_waiting() -> None:
    """Half are silent, half are students' browsers that keep theirs open."""
    page = b"GET /integrated-ir/ask HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with waitress() as server, ExitStack() as held:
        for number in range(1000):
            connection = held.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=20))
            if number % 2:
                connection.sendall(page)
                assert connection.recv(15) == b"HTTP/1.1 200 OK"
        assert ask(server.port, "/integrated-ir/ask").status == 200


def test_who_asks_before_sending_a_body_is_answered() -> None:
    with waitress() as server:
        assert ask(server.port, "/integrated-ir/ask", Expect="100-continue").status == 200


def test_what_is_under_way_is_finished_when_it_is_told_to_stop() -> None:
    page = b"GET /integrated-ir/ask HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with waitress() as server, socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(page * 5)
        assert connection.recv(15) == b"HTTP/1.1 200 OK"
        server.process.send_signal(signal.SIGTERM)
        wait_until(lambda: server.process.poll() is not None)
    assert server.process.returncode == 0
