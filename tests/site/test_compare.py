"""The script puts the same summaries side by side as the server does, whatever is pasted or stands in the address."""

from collections.abc import Iterator
from random import Random
from urllib.parse import quote, unquote

import pytest

from quiz.answers.codes import code_of
from quiz.answers.columns import MOST_SUMMARIES, write_columns
from quiz.answers.query import read_query, write_query
from quiz.answers.routing import route
from quiz.rulebook.model import Rulebook
from quiz.site.folder import kept_editions
from quiz.site.node import Engine
from quiz.site.proof import random_answer, random_query
from tests.support.damaged import WRAPPERS, at, broken
from tests.support.scripts import PROOF, script_for


@pytest.fixture(scope="module", params=PROOF.shelf)
def running(request: pytest.FixtureRequest) -> Iterator[tuple[Rulebook, Engine]]:
    book = PROOF.shelf[request.param]
    with script_for(book) as script:
        yield book, script


def differing(running: tuple[Rulebook, Engine], queries: list[str]) -> list[str]:
    book, script = running
    return [str(each) for each in PROOF.pages(book, script, [("compare", query) for query in queries])]


def complete(book: Rulebook, random: Random) -> str:
    answers = {each.id: random_answer(each, random) for each in book.questions}
    return write_query(book, route(book, answers).counted)


def columns(book: Rulebook, queries: list[str]) -> str:
    days = [book.edition, *(earlier.rulebook.edition for _, earlier in kept_editions(book))]
    return write_columns(
        book,
        [read_query(book, query).answers for query in queries],
        [days[place % len(days)] for place in range(len(queries))],
    )


def pasted(*lines: str) -> str:
    return f"_links={quote(chr(10).join(lines))}"


@pytest.mark.parametrize("count", [0, 1, 2, 3, 6, 7, 30, MOST_SUMMARIES + 1])
def test_the_comparison_is_the_same_to_the_letter(running: tuple[Rulebook, Engine], count: int) -> None:
    random = Random(count)
    several = [complete(running[0], random) for _ in range(count)]
    assert differing(running, [columns(running[0], several)]) == []


def test_twins_are_named(running: tuple[Rulebook, Engine]) -> None:
    random = Random(5)
    one, other = complete(running[0], random), complete(running[0], random)
    assert differing(running, [columns(running[0], each) for each in ([one, one], [one, other, one])]) == []


def test_what_an_address_holds_beside_is_refused_in_the_same_words(running: tuple[Rulebook, Engine]) -> None:
    book, random = running[0], Random(2)
    whole = columns(book, [complete(book, random), complete(book, random)])
    first = book.questions[0].id
    queries = [f"{whole}&nobody=x", f"{first}=x&{whole}", f"{first}=x,-", f"{first}={book.questions[0].choice_ids[0]}"]
    assert differing(running, queries) == []


def lines_of(book: Rulebook) -> list[list[str]]:
    """Texts as they are pasted: links of servers, codes, both amid words, and what is none."""
    random = Random(3)
    one, other = complete(book, random), complete(book, random)
    code = code_of(route(book, read_query(book, other).answers)) or ""
    kept = [f"/{book.address}/summary?{random_query(book, random)}&_edition={day}" for day, _ in kept_editions(book)]
    return [
        [f"https://quiz.example.org/{book.address}/summary?{one}", code],
        [f"Mine: <https://quiz.example.org/a/b/{book.address}/summary?{one}>.", f"> and hers: {code.lower()}!"],
        [one, f"/{book.address}/s/{code}", f"summary?{other}", code.replace("-", " "), code.replace("-", "")],
        [f"https://x.org/{book.address}/summary?{one},https://x.org/{book.address}/summary?{other}"],
        [f"https://x.org/other/summary?{one}", f"/{book.address}/compare?{one}", "Dear all,", "ABCD-1234", code[:-1]],
        [f"/{book.address}/summary?{one.partition('&')[0]}", f"/{book.address}/summary", one + "&nobody=x"],
        [one, other, *kept],
        [*["hello"] * 12],
        [one] * (MOST_SUMMARIES + 2),
        [""],
        [one],
        ["word " * 1100],
        [f"/q/{book.address}/summary.html#_code={code}#picture", f"/{book.address}/s/{code}#picture"],
        [f"\x1f{one}\x1f", f"{other}\x1fand\x1f{code}\x85", f"{one[:60]}\x1f", f"\x1f{one[60:]}"],
        *damaged(f"https://quiz.example.org/{book.address}/summary?{one}&_edition={book.edition}", other),
    ]


def damaged(link: str, other: str) -> Iterator[list[str]]:
    """A link as it may come out of a mail, with another on the next line."""
    yield from ([text, other] for text in broken(link).values())
    yield from ([f"See <{wrap(link)}>.", other] for wrap in WRAPPERS.values())
    yield from ([wrap(WRAPPERS["SafeLinks"](link))] for wrap in WRAPPERS.values())
    yield [at(60, WRAPPERS["Proofpoint 2"](link), "> "), at(60, link), "nobody=me&", "Thanks"]
    yield [link.replace("quiz.", "["), other]
    yield [link.replace("quiz.example.org", "[::1]:8000"), f"http://[{link}", WRAPPERS["SafeLinks"](at(60, link))]
    yield ["https://", link.replace("_edition", "_EDITION"), f"{other}&{other.partition('=')[0].upper()}=x"]
    yield [link.replace("&", "&amp;"), f"{link}&fbclid=x", f"{other}&nobody%3Dme).", quote(link), quote(quote(other))]


def test_pasted_links_and_codes_are_read_the_same(running: tuple[Rulebook, Engine]) -> None:
    found = differing(running, [pasted(*lines) for lines in lines_of(running[0])])
    # What leads to the other language writes `*` of what was pasted in another way.
    assert [each for each in found if "brand of compare" not in each or "%2A" not in each] == []


def test_links_of_the_folder_lead_on_to_the_comparison(running: tuple[Rulebook, Engine]) -> None:
    book, script = running
    random = Random(4)
    one, other = complete(book, random), complete(book, random)
    code = code_of(route(book, read_query(book, other).answers))
    for start in ("https://host.example/q/", "file:///media/stick/"):
        page = f"{start}{book.address}/summary.html#"
        text = pasted(f"{page}{one}&_edition={book.edition}#picture", f"{page}_code={code}")
        (made,) = script.ask("pages", [("compare", text)])
        assert unquote(made["go"]) == f"compare.html#{columns_of_today(book, one, other)}"


def columns_of_today(book: Rulebook, *queries: str) -> str:
    return write_columns(book, [read_query(book, query).answers for query in queries])
