"""Answers in a link: read, dropped with a reason, and written back."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.answers.query import MAX_PAIRS, Dropped, ParsedLink, in_short, read_query, write_query
from quiz.rulebook.conditions import Answers
from quiz.rulebook.model import Rulebook
from tests.support.answering import picks_of
from tests.support.books import SMALL, book
from tests.support.own_books import IR


@given(st.fixed_dictionaries({}, optional={q.id: st.sampled_from(picks_of(q)) for q in IR.questions}))
def test_what_is_written_reads_back_the_same(answers: Answers) -> None:
    reading = read_query(IR, write_query(IR, answers))
    assert reading.answers == answers
    assert not reading.dropped


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading_and_nothing_unknown_is_taken(query: str) -> None:
    reading = read_query(IR, query)
    for name, picked in reading.answers.items():
        assert picked <= set(IR.question_by_id[name].choice_ids)
    assert all(each.name.isprintable() and each.value.isprintable() and each.why for each in reading.dropped)


@pytest.mark.parametrize(
    ("query", "kept", "why"),
    [
        ("nights=few&color=red", "nights=few", "This quiz has no such question."),
        ("nihgts=few", "", "Did you mean `nights`?"),
        ("nights=fwe", "", "Did you mean `few`?"),
        ("nights=few&nights=few", "nights=few", "It is in the link twice; once is enough."),
        ("nights=few&nights=many", "", "It has room for one answer, and the link gives more."),
        ("people=young&people=nobody", "", "“Nobody” cannot be picked together"),
        ("people=young&people=not_sure", "", "“Not sure yet” cannot be picked together"),
        ("people=young&people=old&people=sick", "", "At most 2 can be picked."),
        ("nights=", "", "“Nights” has no such answer."),
        ("nights", "", "“Nights” has no such answer."),
        ("nights=few&%00%ff=%1b", "nights=few", "no such question"),
        ("nights=few&" + "x" * 5000 + "=" + "y" * 5000, "nights=few", "no such question"),
        ("nights=FEW", "", "no such answer"),
        ("NIGHTS=few", "", "no such question"),
        ("nights=few;people=old", "", "no such answer"),
        ("nights=none&nights=not_sure", "", "It has room for one answer, and the link gives more."),
        ("people=young&people=nobody&people=old", "", "“Nobody” cannot be picked together"),
        ("people=nobody&people=not_sure", "", "“Not sure yet” cannot be picked together"),
        ("first=sleep&first=company&nights=few", "nights=few", "Only 1 can be picked."),
        ("people=young&people=red", "people=young", "“People” has no such answer."),
        ("=few&nights=few", "nights=few", "no such question"),
        ("%zz=%&nights=few", "nights=few", "no such question"),
        ("nights=%ed%a0%80", "", "no such answer"),
        ("nights=\ud800&nights=few", "nights=few", "no such answer"),
        ("\x00&nights=few", "nights=few", "no such question"),
    ],
)
def test_what_cannot_be_used_is_dropped_with_a_reason_and_the_rest_is_kept(
    small: Rulebook, query: str, kept: str, why: str
) -> None:
    reading = read_query(small, query)
    assert write_query(small, reading.answers) == kept
    assert any(why in each.why for each in reading.dropped)
    assert all(len(each.name) <= 60 and len(each.value) <= 60 for each in reading.dropped)
    assert all((each.name + each.value).isprintable() for each in reading.dropped)


@pytest.mark.parametrize("query", ["nights=few", "?nights=few", "nights=f%65w", "nights=few&&", "  nights=few\n"])
def test_a_link_is_read_as_browsers_write_it(small: Rulebook, query: str) -> None:
    assert read_query(small, query) == ParsedLink({"nights": frozenset({"few"})})


def test_a_long_value_is_cut_and_what_is_no_text_is_shown_as_such(small: Rulebook) -> None:
    (dropped,) = read_query(small, "nights=%07" + "y" * 100).dropped
    assert dropped.value == "\N{REPLACEMENT CHARACTER}" + "y" * 58 + "…"
    (dropped,) = read_query(small, "nights=" + "y" * 60).dropped
    assert dropped.value == "y" * 60
    (dropped,) = read_query(small, "nights=" + "y" * 61).dropped
    assert dropped.value == "y" * 59 + "…"


def test_a_reason_without_a_nearest_name_ends_with_its_full_stop(small: Rulebook) -> None:
    assert [each.why for each in read_query(small, "color=red&nights=red").dropped] == [
        "This quiz has no such question.",
        "“Nights” has no such answer.",
    ]


def test_a_reason_ends_with_the_nearest_name(small: Rulebook) -> None:
    assert [each.why for each in read_query(small, "nihgts=few&nights=fwe").dropped] == [
        "This quiz has no such question. Did you mean `nights`?",
        "“Nights” has no such answer. Did you mean `few`?",
    ]


def test_only_a_question_mark_in_front_is_no_part_of_a_name(small: Rulebook) -> None:
    assert [each.name for each in read_query(small, "?XX=few").dropped] == ["XX"]


def test_a_reason_is_in_the_language_of_the_quiz(tmp_path: Path) -> None:
    rulebook = book(tmp_path, SMALL.replace("language: en", "language: es"))
    whys = [each.why for each in read_query(rulebook, "nights=few&nights=many").dropped]
    assert whys
    assert not any("room for one answer" in why for why in whys)


def test_each_part_that_clashes_is_named(small: Rulebook) -> None:
    dropped = read_query(small, "nights=few&nights=many").dropped
    assert [(each.name, each.value) for each in dropped] == [("nights", "few"), ("nights", "many")]


def test_the_order_of_a_link_does_not_matter(small: Rulebook) -> None:
    answers = read_query(small, "first=sleep&people=old&nights=few&people=young").answers
    assert write_query(small, answers) == "nights=few&people=young&people=old&first=sleep"


@pytest.mark.parametrize(
    ("question", "choices", "clash"),
    [
        ("nights", ["few"], None),
        ("nights", ["few", "many"], "It has room for one answer, and the link gives more."),
        ("people", ["young", "old"], None),
        ("people", ["young", "old", "sick"], "At most 2 can be picked."),
        ("people", ["nobody"], None),
        ("people", ["nobody", "old"], "“Nobody” cannot be picked together with other answers."),
        ("people", ["not_sure", "old"], "“Not sure yet” cannot be picked together with other answers."),
        ("people", [], None),
        ("first", ["sleep", "company"], "Only 1 can be picked."),
    ],
)
def test_what_cannot_be_picked_together_is_told(
    small: Rulebook, question: str, choices: list[str], clash: str | None
) -> None:
    assert small.question_by_id[question].clash(choices) == clash


def test_more_parts_than_a_link_has_room_for_are_not_looked_at(small: Rulebook) -> None:
    reading = read_query(small, "&".join(["x=1"] * MAX_PAIRS + ["nights=few"]))
    assert not reading.answers
    assert reading.dropped[0] == Dropped("…", "1 more", "A link has room for 200 parts.")
    assert len(reading.dropped) == MAX_PAIRS + 1
    full = read_query(small, "&".join(["x=1"] * (MAX_PAIRS - 1) + ["nights=few"]))
    assert write_query(small, full.answers) == "nights=few"
    assert len(full.dropped) == MAX_PAIRS - 1


def test_earlier_names_of_questions_and_choices_still_work(tmp_path: Path) -> None:
    text = SMALL.replace("- id: nights\n", "- id: nights\n    was: [night_work]\n")
    text = text.replace("{id: few, label: A few}", "{id: few, was: [some], label: A few}")
    rulebook = book(tmp_path, text)
    assert write_query(rulebook, read_query(rulebook, "night_work=some").answers) == "nights=few"
    assert read_query(rulebook, "night_work=some&nights=few").dropped[0].why.startswith("It is in the link twice")
    assert not read_query(rulebook, "night_work=some&nights=many").answers
    assert read_query(rulebook, "nights=smoe").dropped[0].why.startswith("“Nights” has no such answer.")


def test_what_clashes_is_shown_as_the_link_has_it(tmp_path: Path) -> None:
    rulebook = book(tmp_path, SMALL.replace("- id: nights\n", "- id: nights\n    was: [night_work]\n"))
    dropped = read_query(rulebook, "night_work=few&nights=many").dropped
    assert [(each.name, each.value) for each in dropped] == [("night_work", "few"), ("nights", "many")]


def test_answers_in_short_leave_out_what_is_not_sure(small: Rulebook) -> None:
    assert in_short(small, read_query(small, "nights=few&people=old&people=young").answers) == (
        "nights=few people=young,old"
    )
    assert in_short(small, read_query(small, "nights=not_sure").answers) == "not sure of anything"
