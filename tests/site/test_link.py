"""The script reads addresses as the program does: what it can use, what it drops, and why."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.answers.parameters import EDITION, THEN
from quiz.answers.query import ParsedLink, read_query, write_query
from quiz.site.node import Engine
from tests.support.damaged import APPENDED, ENDS, encoded_too_often
from tests.support.scripts import PROOF, script_for

BOOK = PROOF.shelf["integrated-ir.es"]
NAMES = [*BOOK.question_by_any_id, EDITION, THEN, "", "calltolerance", "medicine"]
VALUES = [each.id for question in BOOK.questions for each in question.choices]
VALUES += ["not_sure", "", "litle", "2026-11-24", "2026-02-30", "0000-01-01", "clinic_fields:brains", "medicines:own"]
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=70)
PAIRS = st.lists(st.tuples(st.sampled_from(NAMES) | TEXTS, st.sampled_from(VALUES) | TEXTS), max_size=12)


@pytest.fixture(scope="module")
def script() -> Iterator[Engine]:
    with script_for(BOOK) as running:
        yield running


def as_data(read: ParsedLink) -> dict[str, object]:
    order = {question.id: question.choice_ids for question in BOOK.questions}
    other = read.other_edition
    return {
        "answers": {name: [each for each in order[name] if each in picks] for name, picks in read.answers.items()},
        "dropped": [{"name": each.name, "value": each.value, "why": each.why} for each in read.dropped],
        "otherEdition": other and {"edition": other.edition.isoformat(), "pairs": [[*pair] for pair in other.pairs]},
    }


@given(PAIRS)
def test_whatever_is_in_them(script: Engine, pairs: list[tuple[str, str]]) -> None:
    query = urlencode(pairs)
    assert script.ask("read", [query]) == [as_data(read_query(BOOK, query))]


WRITTEN = ["a&=b&c=", "medicines=own&" * 201, "%ff=%e2%82&medicines=%", "a+b=c%20d", "&&", "%1C=b&%C2%85=d&%EF%BB%BF=e"]


@pytest.mark.parametrize("query", WRITTEN)
def test_however_they_are_written(script: Engine, query: str) -> None:
    assert script.ask("read", [query]) == [as_data(read_query(BOOK, query))]


def test_whatever_other_programs_did_to_them(script: Engine) -> None:
    answers = write_query(BOOK, BOOK.examples[0].answers)
    whole = f"{answers}&_edition=2026-11-24"
    damaged = [*(f"{whole}{end}" for end in ENDS), *encoded_too_often(whole), *encoded_too_often(f"{whole}&nobody=me")]
    for each in APPENDED:
        damaged += [
            f"{answers}&{each}",
            f"{each}&{answers}",
            f"{answers}?{each}",
            f"{answers}.&{each}",
            f"{whole}&{each}",
        ]
    read = [as_data(read_query(BOOK, query)) for query in damaged]
    assert script.ask("read", damaged) == read
    assert [each["dropped"] for each in read].count([]) == len(damaged) - len(encoded_too_often(whole))
