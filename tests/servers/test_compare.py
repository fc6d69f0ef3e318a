"""A comparison of sixty summaries under real servers."""

from urllib.parse import urlencode

import pytest

from quiz.rulebook.model import Rulebook
from tests.support.queries import longest_links
from tests.support.servers import ask, gunicorn, waitress


@pytest.mark.parametrize("server", [waitress, gunicorn])
def test_sixty_long_links_pass_through_a_server(ir: Rulebook, server) -> None:  # type: ignore[no-untyped-def]
    form = urlencode({"_links": "\r\n".join(longest_links(ir))})
    with server() as running:
        first = ask(running.port, f"/{ir.id}/compare?{form}")
        assert first.status == 303
        page = ask(running.port, first.headers["Location"])
    assert page.status == 200
    assert b"60 summaries side by side" in page.body
