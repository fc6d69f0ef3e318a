"""The marks of options over all answer sets: who has how many, and how far they spread."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quiz.proof.diagrams import EMPTY
from quiz.proof.space import Space, Students
from quiz.rulebook import NOT_SURE, Answers, Rulebook, Speaks

SIDES: tuple[Speaks, Speaks] = ("for", "against")


def sets_speaking(rulebook: Rulebook, space: Space, option: str, side: Speaks) -> list[tuple[str, Students]]:
    """For each advice item that speaks for `option`, or against it: its row in the picture, and for whom it holds.

    What stands under no answer has no row there, and is left out.
    """
    return [
        (advice.row, space.holding(advice.when))
        for advice in rulebook.advice
        if advice.row and option in (advice.speaks_for if side == "for" else advice.speaks_against)
    ]


def rows_speaking(rulebook: Rulebook, space: Space, option: str, side: Speaks) -> list[Students]:
    """For each row of the picture in which something may speak for `option`, or against it: for whom it does."""
    rows: dict[str, Students] = {}
    for row, students in sets_speaking(rulebook, space, option, side):
        rows[row] = space.diagrams.union(rows.get(row, EMPTY), students)
    return list(rows.values())


def sure_of_all(rulebook: Rulebook, space: Space) -> Students:
    """Who answers nothing with "not sure yet"."""
    students = space.all
    for question in rulebook.deciding_questions:
        students = space.diagrams.difference(students, space.picking(question.id, NOT_SURE))
    return students


def at_least(space: Space, rows: Iterable[Students], most: int, among: Students) -> Sequence[Students]:
    """For each number up to `most`: who of `among` is in so many of the sets `rows`, or more."""
    counted = [among, *[EMPTY] * most]
    for students in rows:
        for number in range(most, 0, -1):
            counted[number] = space.diagrams.union(
                counted[number], space.diagrams.intersection(counted[number - 1], students)
            )
    return counted


@dataclass(frozen=True, slots=True)
class Extreme:
    """Answers with the most marks on one side of an option, and of these the fewest on the other."""

    speaks_for: int
    speaks_against: int
    answers: Answers


@dataclass(frozen=True, slots=True)
class Spread:
    """How far the marks of an option spread over all answer sets."""

    option: str
    most_for: Extreme
    most_against: Extreme


def spread_of_marks(rulebook: Rulebook, space: Space) -> tuple[Spread, ...]:
    """The spread of marks of every option. Raises TooLarge."""
    spreads = []
    for option in rulebook.options:
        rows = {side: rows_speaking(rulebook, space, option.id, side) for side in SIDES}
        extremes = []
        for side, other in (SIDES, SIDES[::-1]):
            most, students = _most(space, rows[side], space.all)
            fewest, students = _fewest(space, rows[other], students)
            counts = {side: most, other: fewest}
            extremes.append(Extreme(counts["for"], counts["against"], space.shortest(students) or {}))
        spreads.append(Spread(option.id, *extremes))
    return tuple(spreads)


def _most(space: Space, rows: list[Students], among: Students) -> tuple[int, Students]:
    counted = at_least(space, rows, len(rows), among)
    most = max(number for number, students in enumerate(counted) if students != EMPTY)
    return most, counted[most]


def _fewest(space: Space, rows: list[Students], among: Students) -> tuple[int, Students]:
    counted = [*at_least(space, rows, len(rows), among), EMPTY]
    for number, students in enumerate(counted[:-1]):
        exactly = space.diagrams.difference(students, counted[number + 1])
        if exactly != EMPTY:
            return number, exactly
    raise AssertionError("among is empty")
