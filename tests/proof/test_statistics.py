"""What is counted over all answer sets: the largest shares, and how marks spread over the options."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given

from quiz.cli import cli
from quiz.proof import statistics
from quiz.proof.marks import Extreme
from quiz.proof.statistics import Share, statistics_of
from quiz.rulebook.model import Rulebook
from tests.support.answering import all_answers, cost
from tests.support.books import PROVED, book, changed, write_files
from tests.support.proving import all_marks, applying
from tests.support.random_books import random_books


@given(random_books())
def test_marks_spread_as_by_trying_every_student(rulebook: Rulebook) -> None:
    everybody = all_marks(rulebook)
    counted = statistics_of(rulebook)
    assert counted is not None
    assert [each.option for each in counted.spread] == [option.id for option in rulebook.options]
    for spread in counted.spread:
        for side, other, extreme in (("for", "against", spread.most_for), ("against", "for", spread.most_against)):
            counts = [
                (len(marks[spread.option, side]), -len(marks[spread.option, other]), answers)
                for answers, marks in everybody
            ]
            most, fewest = max(each[:2] for each in counts)
            told = {"for": extreme.speaks_for, "against": extreme.speaks_against}
            assert (told[side], -told[other]) == (most, fewest)
            showing = [answers for *count, answers in counts if count == [most, fewest]]
            assert dict(extreme.answers) in showing
            assert cost(extreme.answers) == min(map(cost, showing))


@given(random_books())
def test_the_largest_shares_are_counted_as_by_trying_every_student(rulebook: Rulebook) -> None:
    everybody = [applying(rulebook, answers) for answers in all_answers(rulebook)]
    counted = statistics_of(rulebook)
    assert counted is not None
    points = [point.id for slot in rulebook.key_points for point in slot.points]
    for share, ids in ((counted.headline, [each.id for each in rulebook.headlines]), (counted.key_point, points)):
        most = max((sum(rule in got for got in everybody) for rule in ids), default=0)
        assert (share is None) == (most == 0)
        if share is not None:
            assert (share.answer_sets, share.of) == (most, len(everybody))
            assert sum(share.rule in got for got in everybody) == most


def test_the_spread_of_the_small_quiz(tmp_path: Path) -> None:
    counted = statistics_of(book(tmp_path, PROVED))
    assert counted is not None
    assert counted.headline == Share("nights_yes", 16, 25)
    assert counted.key_point == Share("work_point", 25, 25)
    stay, leave = counted.spread
    no_nights = {"nights": frozenset({"none"})}
    assert (stay.most_against, leave.most_for) == (Extreme(0, 1, no_nights), Extreme(1, 0, no_nights))
    assert (stay.most_for.speaks_for, stay.most_for.speaks_against) == (1, 0)
    assert stay.most_for.answers == leave.most_against.answers != no_nights


def test_marks_that_stand_in_no_row_of_the_picture_are_not_counted(tmp_path: Path) -> None:
    text = changed("when: always\n    title: Days", "when: always\n    for: {stay: days}\n    title: Days", PROVED)
    shown = changed("    for: {stay: days}\n", "    about: nights\n    for: {stay: days}\n", text)
    for rulebook, most in ((text, 1), (shown, 2)):
        counted = statistics_of(book(tmp_path, rulebook))
        assert counted is not None
        assert counted.spread[0].most_for.speaks_for == most


@pytest.mark.parametrize(("of", "one_in"), [(32, 8), (33, 8.2), (31, 7.7), (4, 1)])
def test_one_in_is_rounded_down(of: int, one_in: float) -> None:
    assert Share("a", 4, of).one_in == one_in


def test_check_tells_them_on_request(tmp_path: Path) -> None:
    write_files(tmp_path, PROVED)
    folders = ["--rules", str(tmp_path / "rules"), "--seeds", str(tmp_path / "seeds")]
    said = CliRunner().invoke(cli, ["check", "--verbose", *folders]).stderr
    assert "largest shares: headline nights_yes 16 of 25, one in 1.5; key point work_point 25 of 25, one in 1\n" in said
    assert "marks: stay at most 1 for (with 0 against), at most 1 against (with 0 for); leave at most 1 for" in said
    assert "largest shares" not in CliRunner().invoke(cli, ["check", *folders]).stderr


def test_beyond_its_bounds_nothing_is_counted(small: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statistics, "SECONDS", 0)
    assert statistics_of(small) is None
