"""Links as other programs leave them: read as they were meant, and what is nobody's doing is still reported."""

import pytest

from quiz.answers.appended import NAMES, PREFIXES, is_appended
from quiz.answers.parameters import NO_ANSWERS
from quiz.answers.query import OtherEdition, ParsedLink, read_query
from quiz.rulebook.model import Rulebook
from tests.support.damaged import APPENDED, ENDS, encoded_too_often

ALL = "nights=few&people=young&first=sleep"
ANSWERS = {"nights": frozenset({"few"}), "people": frozenset({"young"}), "first": frozenset({"sleep"})}


@pytest.mark.parametrize("appended", APPENDED)
@pytest.mark.parametrize("query", [f"{ALL}&{{}}", f"{{}}&{ALL}", f"{ALL}?{{}}", f"{ALL}.&{{}}"])
def test_what_others_append_is_passed_over(small: Rulebook, query: str, appended: str) -> None:
    assert read_query(small, query.format(appended)) == ParsedLink(ANSWERS)


@pytest.mark.parametrize("end", ENDS)
def test_signs_at_the_end_are_no_part_of_a_value(small: Rulebook, end: str) -> None:
    assert read_query(small, ALL + end) == ParsedLink(ANSWERS)
    with_edition = read_query(small, f"{ALL}&_edition=2024-01-02{end}")
    assert with_edition == ParsedLink(ANSWERS, other_edition=OtherEdition(small.edition.replace(month=1, day=2)))


@pytest.mark.parametrize("query", encoded_too_often(ALL))
def test_what_was_encoded_once_too_often_is_read_as_it_was_meant(small: Rulebook, query: str) -> None:
    assert read_query(small, query) == ParsedLink(ANSWERS)


@pytest.mark.parametrize(
    ("query", "dropped"),
    [
        (f"{ALL}&colour=red&fbclid=x", ["colour=red: This quiz has no such question."]),
        ("nihgts=few&utm_source=x", ["nihgts=few: This quiz has no such question. Did you mean `nights`?"]),
        ("nights=few&amp;poeple=young", ["poeple=young: This quiz has no such question. Did you mean `people`?"]),
        ("nights=few%26poeple=young", ["poeple=young: This quiz has no such question. Did you mean `people`?"]),
        ("nights=fwe).", ["nights=fwe: “Nights” has no such answer. Did you mean `few`?"]),
        ("nights=few%26", []),
        ("nights=few;people=old", ["nights=few;people=old: “Nights” has no such answer."]),
        ("nights=few/people", ["nights=few/people: “Nights” has no such answer."]),
    ],
)
def test_what_nobody_else_did_to_a_link_is_still_reported(small: Rulebook, query: str, dropped: list[str]) -> None:
    assert [str(each) for each in read_query(small, query).dropped] == dropped


def test_a_question_may_be_called_what_others_append(small: Rulebook) -> None:
    named = small.questions[0].model_copy(update={"id": "fb_groups"})
    book = small.model_copy(update={"questions": (named, *small.questions[1:])})
    assert read_query(book, "fb_groups=few&fbclid=x").answers == {"fb_groups": {"few"}}


def test_no_parameter_of_the_pages_own_is_taken_for_one_of_others() -> None:
    assert not any(is_appended(name) for name in (*NO_ANSWERS, "_edition", "_then", "_links"))
    assert all(name == name.lower() for name in (*NAMES, *PREFIXES))
