"""What stands against what in a register."""

from pathlib import Path

import pytest

from quiz.rulebook.evidence import Evidence
from tests.support.books import REGISTER, book

THREE_SIDES = """\
differences:
  - id: nights
    kind: weight
    about: How hard nights are
    sides:
      - {says: They are hard., claims: [r1-nights, r1-days]}
      - {says: They are easy., claims: [r2-nights]}
      - {says: Nobody can know., claims: [q-asks, r1-days]}
asked:
"""


@pytest.fixture
def evidence(tmp_path: Path) -> Evidence:
    """Three sides, and a claim that stands on two of them."""
    head, _, rest = REGISTER.partition("differences:")
    text = head + THREE_SIDES + rest.partition("asked:\n")[2]
    return book(tmp_path, register=text).evidence_base


def test_what_disagrees_with_a_claim_stands_on_every_other_side(evidence: Evidence) -> None:
    assert evidence.disagreeing_with("r1-nights") == ("r2-nights", "q-asks", "r1-days")
    assert evidence.disagreeing_with("r2-nights") == ("r1-nights", "r1-days", "q-asks", "r1-days")


def test_a_claim_on_two_sides_never_disagrees_with_itself(evidence: Evidence) -> None:
    assert evidence.disagreeing_with("r1-days") == ("r2-nights", "q-asks", "r1-nights", "r2-nights")


def test_a_claim_in_no_difference_stands_alone(tmp_path: Path) -> None:
    evidence = book(tmp_path).evidence_base
    assert evidence.disagreeing_with("r1-days") == ()
    assert evidence.with_disputed(["r1-days"]) == {"r1-days"}


def test_a_claim_in_a_difference_comes_with_every_side(evidence: Evidence) -> None:
    assert evidence.with_disputed(["q-asks"]) == {"q-asks", "r1-nights", "r1-days", "r2-nights"}
    assert evidence.with_disputed([]) == frozenset()


def test_replies_and_names_are_found_by_what_they_are(tmp_path: Path) -> None:
    register = book(tmp_path).registers[0]
    assert [post.id for post in register.replies] == ["reply-1", "reply-2"]
    assert register.claim_by_id["r1-nights"].text == "Nights are hard."
    assert register.post_by_id["reply-2"].name == "Reply 2"
