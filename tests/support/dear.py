"""Addresses made to cost a server as much as an address can."""

from collections.abc import Iterator
from itertools import islice, product
from urllib.parse import quote_plus

from quiz.answers.codes import PAGE as CODE_PAGE
from quiz.answers.columns import MOST_SUMMARIES, write_columns
from quiz.answers.query import write_query
from quiz.answers.routing import route
from quiz.rulebook import NOT_SURE
from quiz.rulebook.model import Rulebook
from quiz.web.operation.bounds import LONGEST_ADDRESS, LONGEST_COMPARISON
from tests.support.answering import picks_of
from tests.support.hostile import PAGES

SIZES = (1_000, 4_000, LONGEST_ADDRESS - 100, LONGEST_COMPARISON - 100)
"""Bytes of a query: small ones, and the largest that are read."""


def dear_addresses(book: Rulebook) -> Iterator[str]:
    """Every page of a quiz with every trick at every size; and honest addresses of summaries, alone and compared."""
    for page, (before, unit), size in product(PAGES, tricks(book), SIZES):
        yield f"/{book.address}/{page}?{(before + unit * (size // len(unit)))[:size]}"
    for unit, size in product(("A1B2-", "-", "0"), SIZES):
        yield f"/{book.address}/{CODE_PAGE}/{unit * (size // len(unit))}"
    several = list(islice(answers_of(book), MOST_SUMMARIES))
    yield dearest_address(book)
    for compared in (several[:2], several[:6], several[:7], several):
        routes = [route(book, answers) for answers in compared]
        links = [f"https://quiz.example.org/{book.address}/summary?{each.query}" for each in routes]
        lame = [link.replace("=", "=x") for link in links]
        columns = write_columns(book, [each.counted for each in routes])
        for page, query in product(("compare", "compare.json"), (columns, columns.replace("=", "=x"))):
            yield f"/{book.address}/{page}?{query}"
        for lines in (links, lame, [*links[:-1], *["hello"] * 1000], ["hello", *links, *lame]):
            text = quote_plus("\n".join(lines))
            yield f"/{book.address}/compare?_links={text[: LONGEST_COMPARISON - 100]}"
    editions = ["", *(f"&_edition={kept.edition}" for kept in book.kept)]
    for answers, page, edition in product(several[:3], PAGES, editions):
        yield f"/{book.address}/{page}?{write_query(book, answers)}{edition}"


def dearest_address(book: Rulebook) -> str:
    """What has been found to cost most: as many summaries as there is room for, of students who are sure of nothing."""
    column = ",".join([NOT_SURE] * MOST_SUMMARIES)
    return f"/{book.address}/compare?" + "&".join(f"{question.id}={column}" for question in book.questions)


def tricks(book: Rulebook) -> list[tuple[str, str]]:
    """How an address may begin, and what may follow again and again."""
    first, last = book.questions[0], book.questions[-1]
    choice = first.choices[0].id
    columns = "&".join(f"{each.id}={','.join(['x'] * 60)}" for each in book.questions)
    units = ["&", "a&", "a=b&", "%ff", "%26", "a%3Db%26", "%2525", "+", "=+", "%0A", "%E2%80%AE", "amp;", "?", "/", "é"]
    units += [f"{first.id}={choice}&", f"{first.id}=x{choice}&", f"x{first.id}={choice}&", f"{last.id}=not_sure&"]
    units += ["_at=x&", f"_at={first.id}&", "_was=x:y&", "_then=a:b&", "_edition=2020-01-01&"]
    values = [",", ".", f"{choice},", f"{choice}.", "x,", "-,"]
    links = [
        "=+",
        "a%3D%0A",
        "a%3Db%26",
        "https%3A//a/%3Fa%3D",
        "a%3D%26" * 50 + "%0A",
        "%3D%0D%0A%3E+",
        "x%0A",
        "x+",
        "a1+",
    ]
    links += [
        quote_plus(f"https://a/{book.address}/summary?x{first.id}={choice}\n"),
        quote_plus("https://a/?u=https://"),
    ]
    return [
        *(("", unit) for unit in units),
        *((f"{first.id}=", value) for value in values),
        *((f"_was={first.id}:", value) for value in values),
        *(("_links=", link) for link in links),
        (f"_edition=2020-01-01&_then={first.id}:x&", "_then=a:b&"),
        ("", f"{columns}&"),
    ]


def answers_of(book: Rulebook) -> Iterator[dict[str, frozenset[str]]]:
    """Complete answers, one after the other, as unlike as they come."""
    picks = {question.id: picks_of(question) for question in book.questions}
    number = 0
    while True:
        yield {name: _pick(each, number) for name, each in picks.items()}
        number += 1


def _pick(picks: list[frozenset[str]], number: int) -> frozenset[str]:
    """One of the picks; every third set of answers has the largest."""
    return max(picks, key=len) if number % 3 == 0 else picks[number % len(picks)]
