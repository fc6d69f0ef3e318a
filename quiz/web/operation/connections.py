"""How waitress holds connections: as many as the system allows, and each answered."""

import select

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser

MOST = 2000
"""Connections held at once; a silent one costs a few kilobytes, and is closed after two minutes."""

MOST_BY_SELECT = 500
"""The same where the system has no `poll`: Windows, where `select` takes 512."""

SPARE = 100
"""Files that are left for all else."""


def most_connections() -> int:
    """How many connections can be held at once here; the limit of open files is raised for them where that may be."""
    if not hasattr(select, "poll"):
        return MOST_BY_SELECT
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST + SPARE
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return MOST if soft == resource.RLIM_INFINITY else min(MOST, max(soft - SPARE, SPARE))


class Parser(HTTPRequestParser):
    """waitress's parser, which waits for a body that `Expect: 100-continue` announces, even where there is none."""

    def parse_header(self, header_plus: bytes) -> None:
        """Reads the head of a request."""
        super().parse_header(header_plus)
        self.expect_continue = self.expect_continue and self.body_rcv is not None


class Channel(HTTPChannel):
    """A connection whose requests are read by our parser."""

    parser_class = Parser
