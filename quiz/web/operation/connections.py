"""How waitress holds connections: as many as the system allows, each answered, also when it is told to stop.

What a connection may send, and leave unread, is bounded before waitress spends time, memory or disk on it.
"""

import re
import select
import signal
import socket
from contextlib import suppress
from functools import partial
from time import monotonic

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import TcpWSGIServer

MOST = 2000
"""Connections held at once; a silent one costs a few kilobytes, and is closed after two minutes."""

MOST_BY_SELECT = 500
"""The same where the system has no `poll`: Windows, where `select` takes 512."""

SPARE = 100
"""Files that are left for all else, or half of them where there are few."""

PATIENCE = 20
"""Seconds at most in which what was asked before a signal to stop is answered; then the process ends."""

HAS_POLL = hasattr(select, "poll")

LONGEST_HEAD = 80 * 1024
"""Bytes of a request before its body; the longest address that we take has 64 KiB."""

LONGEST_BODY = 1024
"""Bytes of a body, as in our nginx. Nothing reads one; waitress writes one of half a megabyte to the disk."""

MOST_HEADERS = 100
"""Lines of headers, as in gunicorn; browsers send some twenty."""

MOST_UNREAD = 128 * 1024
"""Bytes that a client may leave unread and still get its next answer. Browsers ask for one page at a time."""

_BLANKS = re.compile(rb":[ \t\r\n]{100}")
"""Blanks before the value of a header: waitress needs time in proportion to the square of their number."""


def most_connections() -> int:
    """How many connections can be held at once here; the limit of open files is raised for them where that may be."""
    if not HAS_POLL:
        return MOST_BY_SELECT
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST + SPARE
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return MOST if soft == resource.RLIM_INFINITY else min(MOST, max(soft - SPARE, soft // 2))


class Parser(HTTPRequestParser):
    """waitress's parser, which waits for a body that `Expect: 100-continue` announces, even where there is none."""

    def parse_header(self, header_plus: bytes) -> None:
        """Reads the head of a request. Raises ParsingError where that would take long."""
        if header_plus.count(b"\r\n") > MOST_HEADERS + 1:  # The request itself is on a line, too.
            raise ParsingError("Too many headers")
        if _BLANKS.search(header_plus):
            raise ParsingError("Too many blanks in a header")
        super().parse_header(header_plus)
        self.expect_continue = self.expect_continue and self.body_rcv is not None


class Channel(HTTPChannel):
    """A connection whose requests are read by our parser."""

    parser_class = Parser

    def service(self) -> None:
        """Answers the next request, or hangs up on a client that asks on and on, and reads nothing."""
        if self.total_outbufs_len <= MOST_UNREAD:
            super().service()
            return
        self.cancel()
        assert self.socket is not None  # A channel has one for as long as it lives.
        with suppress(OSError):  # It may have hung up itself. The loop, which this wakes, closes the connection.
            self.socket.shutdown(socket.SHUT_RDWR)


def answer_until_told_to_stop(server: TcpWSGIServer) -> None:
    """Serves until Ctrl-C or SIGTERM, then answers what has been asked; waitress alone drops what is in its queue."""
    told: list[object] = []  # A second signal may come while the first is noted.

    def stop(*told_by: object) -> None:
        told.append(told_by)
        server.pull_trigger()  # Wakes the loop.

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, stop)
    connections = server._map  # type: ignore[attr-defined]  # Its stubs leave it out.
    turn = partial(server.asyncore.loop, timeout=1, map=connections, use_poll=HAS_POLL, count=1)
    while not told:
        turn()
    server.asyncore.dispatcher.close(server)  # Nobody new.
    end = monotonic() + PATIENCE
    while _some_wait(server) and monotonic() < end:
        turn()
    server.task_dispatcher.shutdown()


def _some_wait(server: TcpWSGIServer) -> bool:
    """Whether somebody waits for an answer. Connections on which nobody does are closed."""
    channels: dict[int, HTTPChannel] = server.active_channels  # type: ignore[assignment]  # Its stubs say it is one.
    for channel in list(channels.values()):
        if not channel.requests and not channel.total_outbufs_len:
            channel.handle_close()
    return bool(channels)
