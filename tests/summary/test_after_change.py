"""What came and what went on a summary since one of its answers was changed."""

from pathlib import Path

from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from quiz.answers.query import read_query
from quiz.answers.routing import route
from quiz.rulebook.conditions import Answers
from quiz.rulebook.model import Rulebook
from quiz.summary.after_change import AfterChange, ChangedMark, ChangedTitle, after_change
from quiz.summary.changes import completed
from quiz.summary.engine import summarize
from quiz.summary.model import Summary
from tests.support.answering import answers_to, picks_of
from tests.support.books import book, changed
from tests.support.own_books import IR

FEW = "nights=few&people=young&first=sleep"
NONE = "nights=none&first=sleep"


def made(rulebook: Rulebook, query: str) -> Summary:
    return summarize(route(rulebook, read_query(rulebook, query).answers))


def after(rulebook: Rulebook, before: str, now: str, question: str) -> AfterChange:
    return after_change(made(rulebook, before), made(rulebook, now), question)


def test_the_answer_is_named_with_what_it_was_and_is(small: Rulebook) -> None:
    found = after(small, FEW, FEW.replace("young", "sick"), "people")
    assert (found.question, found.label, found.before, found.after) == (
        "people", "People", ("The young",), ("The sick",),
    )  # fmt: skip


def test_where_nothing_but_the_answer_is_another_one_nothing_has_changed(small: Rulebook) -> None:
    assert after(small, NONE, NONE.replace("sleep", "company"), "first").is_empty
    assert not after(small, FEW, FEW.replace("young", "sick"), "people").is_empty, "the tension is gone"


def test_the_headline_of_before_is_named_where_it_is_another_one(small: Rulebook) -> None:
    assert after(small, FEW, NONE, "nights").headline == "You take nights"
    assert after(small, FEW, FEW.replace("few", "many"), "nights").headline is None


def test_the_slots_that_say_something_else_are_named(tmp_path: Path) -> None:
    points = """\
  - id: night_work
    label: Your nights
    points:
      - {id: some_nights, when: {nights: {at_least: few}}, text: Nights are hard., claims: [r1-nights]}
      - {id: no_nights, when: {nights: [none, not_sure]}, text: Nights are easy., claims: [r2-nights]}
advice:
"""
    rulebook = book(tmp_path, changed("advice:\n", points))
    assert after(rulebook, FEW, NONE, "nights").key_points == ("Your nights",)
    assert after(rulebook, FEW, FEW.replace("few", "many"), "nights").key_points == ()


def test_statements_and_tensions_come_and_go(small: Rulebook) -> None:
    many = FEW.replace("few", "many")
    gone = (
        ChangedTitle("nights_or_people", "You want people, and hardly any nights"),
        ChangedTitle("hard_nights", "Nights wear people down"),
    )
    there, back = after(small, FEW, many, "nights"), after(small, many, FEW, "nights")
    assert (there.added, there.removed) == ((), gone)
    assert (back.added, back.removed) == (gone, ())


def test_every_mark_that_is_another_one_is_named_with_its_answer_and_option(small: Rulebook) -> None:
    assert after(small, FEW, FEW.replace("few", "many"), "nights").marks == (
        ChangedMark("nights", "Nights", "Stay", "against", "none"),
        ChangedMark("nights", "Nights", "Leave", "for", "none"),
    )
    unsure = after(small, FEW.replace("young", "not_sure"), FEW, "people")
    assert [(mark.option, mark.before, mark.after) for mark in unsure.marks] == [
        ("Stay", "open", "for"),
        ("Leave", "open", "against"),
    ]


def test_the_marks_of_an_answer_that_is_no_longer_asked_for_are_gone(small: Rulebook) -> None:
    found = after(small, FEW, NONE, "nights")
    assert found.marks == (
        ChangedMark("people", "People", "Stay", "for", "none"),
        ChangedMark("people", "People", "Leave", "against", "none"),
    )
    assert after(small, NONE, FEW, "people").before == (), "it was not asked"


def test_the_label_of_an_answer_that_is_gone_is_that_of_before(small: Rulebook) -> None:
    found = after(small, FEW, NONE, "people")
    assert (found.label, found.before, found.after) == ("People", ("The young",), ())


def test_the_data_tells_it_where_the_address_says_what_an_answer_was(client: FlaskClient) -> None:
    told = client.get(f"/small/summary.json?{NONE}&_was=nights:few").json
    assert told is not None
    assert (told["after_change"]["before"], told["after_change"]["after"]) == (["A few"], ["No nights"])
    assert told["after_change"]["headline"] == "You take nights"
    plain = client.get(f"/small/summary.json?{NONE}").json
    assert plain == {**told, "after_change": None}


@given(answers_to(IR), st.data())
def test_back_again_is_the_same_the_other_way_round(answers: Answers, data: st.DataObject) -> None:
    question = data.draw(st.sampled_from([each for each in IR.deciding_questions if each.id in answers]))
    pick = data.draw(st.sampled_from(picks_of(question)))
    one, other = (summarize(completed(route(IR, given))) for given in (answers, {**answers, question.id: pick}))
    there, back = after_change(one, other, question.id), after_change(other, one, question.id)
    assert there.is_empty == back.is_empty
    assert (there.before, there.after) == (back.after, back.before)
    assert (there.added, there.removed) == (back.removed, back.added)
    assert set(there.key_points) == set(back.key_points)
    assert {(mark.question, mark.option, mark.before, mark.after) for mark in there.marks} == {
        (mark.question, mark.option, mark.after, mark.before) for mark in back.marks
    }
    assert after_change(one, one, question.id).is_empty
    ids = {statement.id for statement in one.statements} | {tension.id for tension in one.tensions}
    now = {statement.id for statement in other.statements} | {tension.id for tension in other.tensions}
    assert {each.id for each in there.added} == now - ids
    assert {each.id for each in there.removed} == ids - now
