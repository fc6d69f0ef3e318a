"""Conditions in words: each can be read in one way only."""

import pytest

from quiz.output.for_whom import for_whom
from quiz.rulebook.condition_syntax import read_condition
from quiz.rulebook.conditions import decided
from quiz.rulebook.model import Rulebook
from tests.support.books import SMALL, load_text

BOOK = load_text(SMALL)


def said(data: object, book: Rulebook = BOOK) -> str:
    return for_whom(read_condition(data, None if data == "always" else _vocabulary(book)), book)


def _vocabulary(book: Rulebook):  # type: ignore[no-untyped-def]
    from quiz.rulebook import Askable

    return {each.id: Askable(tuple(c.id for c in each.choices)) for each in book.questions}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("always", "everybody"),
        ({"nights": "few"}, "those who answer Nights with “A few”"),
        ({"nights": {"at_least": "few"}}, "those who answer Nights with “A few” or “Many”"),
        ({"nights": "not_sure"}, "those who answer Nights with “Not sure yet”"),
        ({"people": ["young", "old", "sick"]}, "those who name “The young”, “The old”, or “The sick” under People"),
        ({"not": {"nights": "few"}}, "those who do not answer Nights with “A few”"),
        ({"not": {"people": "old"}}, "those who do not name “The old” under People"),
        (
            {"nights": "few", "people": "old"},
            "those who answer Nights with “A few” and name “The old” under People",
        ),
        (
            {"any": [{"nights": "few"}, {"nights": "many", "people": "old"}]},
            "those who answer Nights with “A few” or (answer Nights with “Many” and name “The old” under People)",
        ),
        (
            {"not": {"any": [{"nights": "few"}, {"people": "old"}]}},
            "those who do not answer Nights with “A few” and do not name “The old” under People",
        ),
        (
            {"not": {"all": [{"nights": "few"}, {"not": {"people": "old"}}]}},
            "those who do not answer Nights with “A few” or name “The old” under People",
        ),
    ],
)
def test_a_condition_is_said_in_words(data: object, words: str) -> None:
    assert said(data) == words


def test_a_question_that_is_skipped_while_open_is_said_to_be_for_those_who_answer() -> None:
    written = read_condition({"nights": ["few", "many"], "people": "old"}, _vocabulary(BOOK))
    assert for_whom(decided(written), BOOK) == for_whom(written, BOOK)
    turned = read_condition({"not": {"nights": "few"}}, _vocabulary(BOOK))
    said_twice = "those who do not answer Nights with “A few” and do not answer Nights with “Not sure yet”"
    assert for_whom(decided(turned), BOOK) == said_twice


def test_answers_that_go_together_share_a_verb() -> None:
    book = load_text(
        SMALL.replace("kind: several", "kind: one").replace("    most: 2\n", "").replace(", alone: true", "")
    )
    assert said({"nights": "few", "people": "old"}, book) == (
        "those who answer Nights with “A few” and People with “The old”"
    )


def test_a_translation_says_it_in_its_language() -> None:
    book = load_text(SMALL.replace("language: en", "language: es"))
    assert said({"nights": {"at_least": "few"}}, book) == "quienes responden “A few” o “Many” en Nights"
