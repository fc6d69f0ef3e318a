"""Several summaries in one address: short, readable, and read back as they were."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.answers.columns import MOST_SUMMARIES, name_of, read_columns, write_columns
from quiz.answers.pasted import RejectedLink, SummaryLink
from quiz.rulebook.conditions import Answers
from quiz.rulebook.model import Rulebook
from tests.support.answering import answers_to


def read(rulebook: Rulebook, query: str) -> list[SummaryLink | RejectedLink]:
    return list(read_columns(rulebook, parse_qsl(query, keep_blank_values=True)))


def test_summaries_are_called_by_letters() -> None:
    names = [name_of(place) for place in range(60)]
    assert (names[0], names[25], names[26], names[59]) == ("A", "Z", "AA", "BH")
    assert len(set(names)) == 60


def test_an_address_is_readable_and_ends_in_nothing_that_is_cut_off(small: Rulebook) -> None:
    several: list[Answers] = [
        {"nights": frozenset({"few"}), "people": frozenset({"young", "old"}), "first": frozenset({"sleep"})},
        {"nights": frozenset({"none"}), "first": frozenset({"not_sure"})},
    ]
    assert write_columns(small, several) == (
        "nights=few,none&people=young.old,-&first=sleep,not_sure&_edition=2024-02-03,2024-02-03"
    )


def test_whatever_is_written_reads_back(ir: Rulebook) -> None:
    @given(st.lists(answers_to(ir), min_size=1, max_size=8))
    def holds(several: list[Answers]) -> None:
        found = read(ir, write_columns(ir, several))
        assert [each.route.answers for each in found if isinstance(each, SummaryLink)] == several

    holds()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("nights=few,many&people=young,old&first=sleep", ["B: It is not finished. Not answered: What matters most."]),
        ("nights=few&people=young.nobody&first=sleep", ["A: ", "cannot be picked together"]),
        ("nights=few,fwe&people=young,old&first=sleep,sleep", ["B: ", "Did you mean `few`?"]),
        ("nights=none&first=sleep&color=red", ["color=red: This quiz has no such question."]),
        ("nights=-&first=sleep", ["A: It is not finished. Not answered: Nights"]),
        ("nights=&first=sleep", ["A: nights=: “Nights” has no such answer."]),
        ("nights=none&first=sleep.sleep", ["A: first=sleep: It is in the link twice"]),
    ],
)
def test_a_summary_that_cannot_be_used_is_refused_by_its_name(small: Rulebook, query: str, said: list[str]) -> None:
    (refused,) = [each for each in read(small, query) if isinstance(each, RejectedLink)]
    shown = str(refused).replace("“A”", "A").replace("“B”", "B").replace("“color=red”", "color=red")
    assert all(part in shown for part in said)


def test_parameters_of_the_pages_own_are_passed_over(small: Rulebook) -> None:
    (found,) = read(small, "nights=none&first=sleep&_edition=2020-01-01")
    assert isinstance(found, SummaryLink)


def test_there_is_room_for_sixty(small: Rulebook) -> None:
    none = ",".join(["none"] * (MOST_SUMMARIES + 3))
    found = read(small, f"nights={none}&first={none.replace('none', 'sleep')}")
    assert sum(isinstance(each, SummaryLink) for each in found) == MOST_SUMMARIES
    assert str(found[-1]) == "“…”: There is room for 60 summaries."
