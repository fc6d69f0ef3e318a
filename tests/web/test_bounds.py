"""How much a summary asks of its reader: bounds that hold for the worst answers that a search finds.

What only a browser can tell (phone screens, sheets of paper, sizes of type) is in tests/browser/test_bounds.py.
"""

from functools import cache
from html import unescape
from re import sub

import pytest

from quiz.answers.query import read_query
from quiz.answers.routing import route
from quiz.shelf.loading import load_shelf
from quiz.summary.engine import summarize
from quiz.web.app import app_for
from quiz.words.folders import own_folder
from tests.support.queries import varied_queries, worst_queries
from tests.support.visible import too_much, words_of

SHELF = load_shelf(own_folder("rules"), own_folder("seeds"))
CLIENT = app_for(SHELF).test_client()


@cache
def trying(address: str) -> list[str]:
    """The worst answers found, and some unlike each other."""
    book = SHELF[address]
    worst = (query for whole in (False, True) for query in worst_queries(book, 2, whole))
    return list(dict.fromkeys((*worst, *varied_queries(book))))


@pytest.mark.parametrize("address", SHELF)
def test_a_summary_is_short_enough_to_be_read(address: str) -> None:
    html = {query: CLIENT.get(f"/{address}/summary?{query}").text for query in trying(address)}
    too_long = {query: found for query, page in html.items() if (found := too_much(page))}
    assert too_long == {}


@pytest.mark.parametrize("address", SHELF)
def test_a_summary_is_light(address: str) -> None:
    for query in trying(address):
        answer = CLIENT.get(f"/{address}/summary?{query}", headers={"Accept-Encoding": "br"})
        assert answer.headers["Content-Encoding"] == "br"
        assert len(answer.data) <= 20_000, query


@pytest.mark.parametrize("address", SHELF)
def test_the_title_of_each_statement_stands_once(address: str) -> None:
    for query in trying(address):
        text = unescape(sub("<[^>]*>", "", CLIENT.get(f"/{address}/summary?{query}").text))
        made = summarize(route(SHELF[address], read_query(SHELF[address], query).answers))
        assert made.statements
        assert [title for title in (each.title for each in made.statements) if text.count(title) != 1] == [], query


@pytest.mark.parametrize("address", SHELF)
def test_who_is_sure_of_nothing_gets_a_short_page(address: str) -> None:
    unsure, *_ = varied_queries(SHELF[address])
    words = words_of(CLIENT.get(f"/{address}/summary?{unsure}").text)
    longest = max(words_of(CLIENT.get(f"/{address}/summary?{query}").text).visible for query in trying(address))
    assert words.visible < longest
