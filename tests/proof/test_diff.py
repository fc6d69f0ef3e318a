"""What an edit does to students."""

import subprocess
from pathlib import Path

import pytest

from quiz.files.revisions import load_named
from quiz.problems import InvalidFiles
from quiz.proof.diff import difference, lines_of
from quiz.rulebook.conditions import Truth, judge
from tests.support.answering import all_answers, cost
from tests.support.books import SMALL, book, write_files


def lines(tmp_path: Path, old: str, new: str) -> list[str]:
    after = book(tmp_path, new)
    return list(lines_of(difference(book(tmp_path, old), after), after))


def test_equal_rulebooks_do_not_differ(tmp_path: Path) -> None:
    assert difference(book(tmp_path), book(tmp_path)).is_empty


def test_a_wider_condition_is_counted_exactly_with_the_shortest_example(tmp_path: Path) -> None:
    wider = SMALL.replace("{nights: [none, few]}", "{nights: [none, few, many]}")
    old, new = book(tmp_path), book(tmp_path, wider)
    (shift,) = difference(old, new).shifts
    was, now = (next(a.when for a in each.advice if a.id == "hard_nights") for each in (old, new))
    gained = [
        answers
        for answers in all_answers(new)
        if judge(now, answers).truth is Truth.HOLDS and judge(was, answers).truth is not Truth.HOLDS
    ]
    assert (shift.kind, shift.id, shift.comes) == ("advice", "hard_nights", True)
    assert (shift.answer_sets, shift.of) == (len(gained), len(all_answers(new))) == (8, 25)
    assert dict(shift.example) in gained
    assert cost(shift.example) == min(map(cost, gained))


def test_advice_that_is_deleted_goes_for_all_who_had_it(tmp_path: Path) -> None:
    start = SMALL.index("  - id: everyone")
    without = SMALL[:start] + SMALL[SMALL.index("  - id: hard_nights") :]
    assert lines(tmp_path, SMALL, without) == [
        "advice everyone goes for 25 of 25 answer sets (all), such as not sure of anything"
    ]


def test_what_only_says_something_else_is_named(tmp_path: Path) -> None:
    assert lines(tmp_path, SMALL, SMALL.replace("Nights wear people down", "Nights tire people")) == [
        "advice hard_nights says something else"
    ]


def test_new_and_gone_questions_are_named_and_renamed_ones_are_the_same(tmp_path: Path) -> None:
    renamed = SMALL.replace("- id: people", "- id: company\n    was: [people]").replace("people:", "company:")
    renamed = renamed.replace("about: [people]", "about: [company]")
    assert lines(tmp_path, SMALL, renamed) == []
    dropped = renamed.replace("    was: [people]\n", "")
    told = lines(tmp_path, SMALL, dropped)
    assert told[:2] == ["now asks:         company", "no longer asks:   people"]


def test_the_old_routing_counts_for_the_old_rulebook(tmp_path: Path) -> None:
    old = SMALL.replace("ask_when: {nights: {at_least: few}}", "ask_when: {nights: many}")
    (shift, *_) = difference(book(tmp_path, old), book(tmp_path)).shifts
    # "People" was not asked of those with a few nights; now it is, and its advice comes to them.
    assert shift.id == "with_people"
    assert shift.comes
    assert shift.example["nights"] == frozenset({"few"})
    assert len(shift.example["people"]) == 1


def test_a_git_revision_is_read_with_the_register_it_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def git(*words: str) -> None:
        identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", *identity, *words], cwd=tmp_path, check=True, capture_output=True)

    path = write_files(tmp_path)
    (tmp_path / "seeds" / "notes on größe.yaml").touch()
    git("init")
    git("add", ".")
    git("commit", "-m", "One")
    write_files(tmp_path, SMALL.replace("Nights wear", "Nights do wear"), register="nothing")
    monkeypatch.chdir(tmp_path)
    old = load_named("HEAD:rules/small.yaml", None, tmp_path)
    assert old.advice[1].title == "Nights wear people down"
    with pytest.raises(InvalidFiles) as caught:
        load_named(str(path), None, tmp_path)
    assert "seeds/talk.yaml" in str(caught.value)


@pytest.mark.parametrize("name", ["HEAD:rules/nothing.yaml", "nonsense:rules/small.yaml", "nothing.yaml"])
def test_what_cannot_be_read_is_a_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidFiles) as caught:
        load_named(name, None, tmp_path)
    assert name in str(caught.value)
