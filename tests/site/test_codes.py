"""The script reads and writes codes as the program does."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.answers.codes import RejectedCode, code_of, read_code
from quiz.answers.numbering import answers_of, number_of
from quiz.answers.query import joined, write_query
from quiz.answers.routing import route
from quiz.answers.spelling import CHARACTERS, VALUES, spell
from quiz.site.node import Engine
from tests.support.answering import answers_to, picks_of
from tests.support.random_books import random_books
from tests.support.scripts import PROOF, script_for

IR = PROOF.shelf["integrated-ir"]


@pytest.fixture(scope="module")
def script() -> Iterator[Engine]:
    with script_for(IR) as running:
        yield running


def read(text: str) -> list[str | None]:
    made = read_code(IR, text)
    return [made.why, None, None] if isinstance(made, RejectedCode) else [None, made.text, joined(made.pairs)]


@given(st.data())
def test_whatever_is_typed(script: Engine, data: st.DataObject) -> None:
    answers = data.draw(answers_to(IR))
    code = code_of(route(IR, answers))
    assert code
    place = data.draw(st.integers(0, len(code) - 1))
    mistyped = code[:place] + data.draw(st.sampled_from([*VALUES, "é", "-", "U"])) + code[place + 1 :]
    other = code_of(route(PROOF.shelf["ir-programs"], PROOF.shelf["ir-programs"].examples[0].answers)) or ""
    letters = data.draw(st.text(st.sampled_from(CHARACTERS), min_size=8, max_size=8))
    typed = [
        code,
        code.lower().replace("-", " "),
        f"https://example.org/q/s/{code}",
        f"https://example.org/q/s/{code}?_back_to=check#picture",
        f"https://example.org/q/summary.html#_code={code}#picture",
        mistyped,
        other,
        letters,
        "",
        "123",
    ]
    script.open(IR, **PROOF.beside(IR))
    assert script.ask("codes", typed) == [read(text) for text in typed]


def test_of_editions_that_are_kept(script: Engine) -> None:
    script.open(IR, **PROOF.beside(IR))
    then = [each.earlier.rulebook for each in IR.kept if each.earlier]
    codes = []
    for book in then:
        number = number_of(book, route(book, {q.id: picks_of(q)[0] for q in book.questions}).counted)
        of = next(each for each in IR.code_ranges if each.rulebook == IR.id and each.edition == book.edition)
        codes.append(spell(of.first + number, of.length))
    assert len(codes) >= 2
    assert script.ask("codes", codes) == [read(code) for code in codes]


@given(st.data())
def test_the_numbers_of_any_answers_to_random_rulebooks(script: Engine, data: st.DataObject) -> None:
    book = data.draw(random_books())
    answers = data.draw(answers_to(book))
    script.open(book)
    number = number_of(book, answers)
    query = write_query(book, answers)
    expected = [str(number), query, answers_of(book, number + 1) is not None]
    assert script.ask("numbers", [query]) == [expected]
