"""Answers in a link: read, dropped with a reason, and written back."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.answers import MAX_PAIRS, in_short, read_query, write_query
from quiz.conditions import Answers
from quiz.rulebook import Rulebook
from tests.answering import picks_of
from tests.books import SMALL, book
from tests.test_own_rulebook import IR


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
        ("nights=few&colour=red", "nights=few", "This quiz has no such question."),
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
    ],
)
def test_what_cannot_be_used_is_dropped_with_a_reason_and_the_rest_is_kept(
    small: Rulebook, query: str, kept: str, why: str
) -> None:
    reading = read_query(small, query)
    assert write_query(small, reading.answers) == kept
    assert any(why in each.why for each in reading.dropped)
    assert all(len(each.name) <= 60 and len(each.value) <= 60 for each in reading.dropped)


def test_more_parts_than_a_link_has_room_for_are_not_looked_at(small: Rulebook) -> None:
    reading = read_query(small, "&".join(["x=1"] * MAX_PAIRS + ["nights=few"]))
    assert not reading.answers
    assert reading.dropped[0].value == "1 more"


def test_earlier_names_of_questions_and_choices_still_work(tmp_path: Path) -> None:
    text = SMALL.replace("- id: nights\n", "- id: nights\n    was: [night_work]\n")
    text = text.replace("{id: few, label: A few}", "{id: few, was: [some], label: A few}")
    rulebook = book(tmp_path, text)
    assert write_query(rulebook, read_query(rulebook, "night_work=some").answers) == "nights=few"
    assert read_query(rulebook, "night_work=some&nights=few").dropped[0].why.startswith("It is in the link twice")


def test_answers_in_short_leave_out_what_is_not_sure(small: Rulebook) -> None:
    assert in_short(small, read_query(small, "nights=few&people=old&people=young").answers) == (
        "nights=few people=young,old"
    )
    assert in_short(small, read_query(small, "nights=not_sure").answers) == "not sure of anything"
