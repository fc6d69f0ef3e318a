"""Differences are named for what they are."""

from pathlib import Path

import pytest

from quiz.proof.wording import lint
from tests.support.books import REGISTER, SMALL, changed, loaded

CONFLICT = "kind: conflict\n    because: A night is hard or it is not.\n"
OF_ONE_POST = "{says: They are easy., claims: [r1-days]}"
OF_TWO_POSTS = "{says: They are easy., claims: [r2-nights]}"


def found(folder: Path, kind: str, side: str) -> list[str]:
    """Each problem of the difference with this kind and second side, and the line that it names."""
    register = changed(OF_TWO_POSTS, side, changed(CONFLICT, f"kind: {kind}\n", REGISTER))
    unused = "unused_claims: [{claim: r2-nights, why: A test.}]\n" if side == OF_ONE_POST else ""
    book = loaded(folder, SMALL + unused, register)
    lines = register.splitlines()
    named = [each for each in lint(book, folder / "seeds") if each.check == "difference-misnamed"]
    return [f"{each.what} ({lines[each.line - 1].strip()})" for each in named if each.mend]


BECAUSE, SO = "\n    because: It is hard or not.", "\n    so: Ask."


@pytest.mark.parametrize(
    ("kind", "side", "what"),
    [
        (
            "conflict",
            OF_TWO_POSTS,
            "is called a conflict, and does not say why both sides cannot hold. (- id: nights)",
        ),
        (
            f"conflict{BECAUSE}",
            OF_ONE_POST,
            "is called `conflict`, and all its claims are of one post. (- {says: They are hard., claims: [r1-nights]})",
        ),
        (
            f"weight{BECAUSE}",
            OF_TWO_POSTS,
            "says why both sides cannot hold, and is called `weight`. (because: It is hard or not.)",
        ),
        (
            "weight",
            OF_ONE_POST,
            "is called `weight`, and all its claims are of one post. (- {says: They are hard., claims: [r1-nights]})",
        ),
        ("gap", OF_TWO_POSTS, "is called a gap, and does not say what a reader can do about it. (- id: nights)"),
        (f"weight{SO}", OF_TWO_POSTS, "says what a reader can do about it, and is called `weight`. (so: Ask.)"),
        (
            "two_sides",
            OF_TWO_POSTS,
            "is called two sides of one post, and its claims are of 2. (- {says: They are hard., claims: [r1-nights]})",
        ),
    ],
)
def test_a_difference_that_is_not_what_it_is_called_is_found_where_it_shows(
    tmp_path: Path, kind: str, side: str, what: str
) -> None:
    assert found(tmp_path, kind, side) == [f"`nights` {what}"]


@pytest.mark.parametrize(
    ("kind", "side"),
    [
        (f"conflict{BECAUSE}", OF_TWO_POSTS),
        ("weight", OF_TWO_POSTS),
        (f"gap{SO}", OF_TWO_POSTS),
        (f"gap{SO}", OF_ONE_POST),
        ("two_sides", OF_ONE_POST),
    ],
)
def test_a_difference_that_is_what_it_is_called_is_left_alone(tmp_path: Path, kind: str, side: str) -> None:
    assert found(tmp_path, kind, side) == []


def test_everything_wrong_with_a_difference_is_told_at_once(tmp_path: Path) -> None:
    assert len(found(tmp_path, f"two_sides{BECAUSE}{SO}", OF_TWO_POSTS)) == 3


def test_a_claim_on_two_sides_of_a_difference_is_told(tmp_path: Path) -> None:
    register = changed(OF_TWO_POSTS, "{says: They are easy., claims: [r2-nights, r1-nights]}", REGISTER)
    (finding,) = (f for f in lint(loaded(tmp_path, SMALL, register), tmp_path / "seeds") if f.check == "sides-alike")
    assert finding.what == "two sides of `nights` rest on `r1-nights`."
    assert register.splitlines()[finding.line - 1][finding.column - 1 :] == "r1-nights]}"


def test_what_is_answered_by_the_post_that_asks_is_told(tmp_path: Path) -> None:
    register = changed("answered_by: [r1-nights]", "answered_by: [r1-nights, q-asks]", REGISTER)
    found = lint(loaded(tmp_path, SMALL, register), tmp_path / "seeds")
    (finding,) = (f for f in found if f.check == "answered-by-asker")
    assert finding.what == "`nights` is answered by `q-asks`, which is of the post that asked."
