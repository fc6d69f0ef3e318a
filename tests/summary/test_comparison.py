"""Summaries side by side: what they have in common, what differs, and who has what."""

import json
from dataclasses import asdict
from datetime import date

import pytest
from jsonschema import validate
from pydantic import TypeAdapter

from quiz.answers.pasted import SummaryLink, read_pasted
from quiz.answers.routing import Route, route
from quiz.output.formats import comparison_as_json
from quiz.rulebook.model import Rulebook
from quiz.summary.comparison import Comparison, compare
from quiz.summary.engine import Unanswered
from tests.support.queries import spread_queries

FEW = "nights=few&people=young&first=sleep"
MANY = "nights=many&people=young&people=old&first=sleep"
NONE = "nights=none&first=company"


def routes(rulebook: Rulebook, *queries: str) -> list[Route]:
    return [each.route for each in read_pasted(rulebook, "\n".join(queries)) if isinstance(each, SummaryLink)]


def compared(rulebook: Rulebook, *queries: str) -> Comparison:
    return compare(rulebook, routes(rulebook, *queries))


def test_each_summary_says_which_edition_its_link_is_of(small: Rulebook) -> None:
    earlier = date(2023, 1, 2)
    made = compare(small, routes(small, FEW, NONE), [small.edition, earlier])
    assert [each.edition for each in made.summaries] == [small.edition, earlier]
    assert list(made.other_editions.values()) == [["B"]]
    assert [each["edition"] for each in json.loads(comparison_as_json(made))["summaries"]] == [
        "2024-02-03",
        "2023-01-02",
    ]
    assert compared(small, FEW, NONE).other_editions == {}, "answers that name no edition count as today's"


def test_summaries_are_named_by_their_order_alone(small: Rulebook) -> None:
    made = compared(small, FEW, NONE)
    assert [(each.name, each.query, each.headline) for each in made.summaries] == [
        ("A", FEW, "nights_yes"),
        ("B", NONE, "nights_no"),
    ]


def test_same_and_different_answers_are_told_apart(small: Rulebook) -> None:
    made = compared(small, FEW, MANY)
    assert {row.question: row.same_answer for row in made.rows} == {"nights": False, "people": False, "first": True}
    people = made.rows[1]
    assert people.answers == (("The young",), ("The young", "The old"))
    assert {each.id: each.by for each in people.choices if each.by} == {"young": ("A", "B"), "old": ("B",)}


def test_a_question_that_was_not_asked_is_another_answer(small: Rulebook) -> None:
    (people,) = [row for row in compared(small, FEW, NONE).rows if row.question == "people"]
    assert not people.same_answer
    assert people.answers[1] == ()
    assert people.not_asked == ("B",)


def test_a_question_that_nobody_was_asked_is_left_out(small: Rulebook) -> None:
    assert [row.question for row in compared(small, NONE, NONE).rows] == ["nights", "first"]


def test_each_answer_has_the_marks_of_every_summary_and_their_counts(small: Rulebook) -> None:
    made = compared(small, FEW, NONE, MANY)
    assert [option.short for option in made.options] == ["Stay", "Leave"]
    nights, people, first = made.rows
    assert nights.marks == (("against", "for"), ("against", "for"), ("none", "none"))
    assert nights.counts == ({"against": 2, "none": 1}, {"for": 2, "none": 1})
    assert people.marks == (("for", "against"), ("none", "none"), ("for", "against")), "B was not asked"
    assert people.counts == ({"for": 2, "none": 1}, {"against": 2, "none": 1})
    assert first.marks == (("none", "none"),) * 3


def test_the_same_marks_may_come_from_different_answers(small: Rulebook) -> None:
    nights, _, first = compared(small, FEW, NONE).rows
    assert (nights.same_answer, nights.same_marks) == (False, True)
    assert (first.same_answer, first.same_marks) == (False, True)
    assert not compared(small, FEW, MANY).rows[0].same_marks


def test_tensions_and_headlines_that_most_have_come_first(small: Rulebook) -> None:
    made = compared(small, NONE, MANY, FEW, FEW)
    assert [(each.id, each.by) for each in made.headlines] == [
        ("nights_yes", ("B", "C", "D")),
        ("nights_no", ("A",)),
    ]
    assert [(each.id, each.by) for each in made.tensions] == [("nights_or_people", ("C", "D"))]


def test_summaries_with_the_same_answers_are_pointed_out(small: Rulebook) -> None:
    assert compared(small, FEW, NONE, FEW, NONE).twins == (("A", "C"), ("B", "D"))
    assert compared(small, FEW, NONE).twins == ()


def test_an_unfinished_summary_cannot_be_compared(small: Rulebook) -> None:
    with pytest.raises(Unanswered):
        compare(small, [*routes(small, FEW), route(small, {"nights": frozenset({"few"})})])


def test_six_are_shown_each_and_seven_as_a_group(small: Rulebook) -> None:
    assert compared(small, *[FEW] * 6).is_side_by_side
    assert not compared(small, *[FEW] * 7).is_side_by_side


def test_every_count_of_a_group_adds_up(ir: Rulebook) -> None:
    made = compared(ir, *spread_queries(ir, 60))
    assert sum(len(each.by) for each in made.headlines) == 60
    for row in made.rows:
        held = sum(len(each.by) for each in row.choices) + len(row.not_asked)
        assert held == 60 or (ir.question_by_id[row.question].takes_several and held > 60)
        assert all(sum(counts.values()) == 60 for counts in row.counts)


def test_the_json_holds_all_of_it_and_nobody_s_score(small: Rulebook) -> None:
    made = compared(small, FEW, NONE)
    data = json.loads(comparison_as_json(made))
    validate(data, TypeAdapter(Comparison).json_schema(mode="serialization"))
    assert data["format"] == 3
    assert data.keys() == {"format", *asdict(made)}
    assert "%" not in json.dumps(data)
