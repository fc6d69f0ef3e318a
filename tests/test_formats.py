"""A summary as JSON and as text."""

import json

import jsonschema
from hypothesis import given, settings

from quiz.answers import read_query
from quiz.changes import what_would_change
from quiz.conditions import Answers
from quiz.engine import summarise
from quiz.formats import as_json, as_text, json_schema
from quiz.rulebook import Rulebook
from tests.answering import answers_to
from tests.test_own_rulebook import IR

ALL = "nights=few&people=young&first=sleep"


@settings(max_examples=25, deadline=None)
@given(answers_to(IR))
def test_the_json_fits_its_schema_and_holds_every_line_with_its_claims(answers: Answers) -> None:
    summary = summarise(IR, answers)
    data = json.loads(as_json(summary, what_would_change(IR, answers)))
    jsonschema.Draft202012Validator(json_schema()).validate(data)
    assert data["format"] == 1
    told = [
        (line["id"], [c["id"] for c in line["claims"]]) for section in data["sections"] for line in section["lines"]
    ]
    assert told == [(line.id, [c.id for c in line.claims]) for section in summary.sections for line in section.lines]


@settings(max_examples=25, deadline=None)
@given(answers_to(IR))
def test_the_text_holds_every_title_and_every_place_and_the_way_back(answers: Answers) -> None:
    summary, changes = summarise(IR, answers), what_would_change(IR, answers)
    text = as_text(summary, changes, link="https://quiz.example.org/x?a=1&b=2")
    lines = [line for section in summary.sections for line in section.lines]
    for said in (summary.headline.title, *(line.title for line in lines), *(t.title for t in summary.tensions)):
        assert said in text
    for claim in (claim for line in lines for claim in line.claims):
        assert claim.post_name in text
        assert f"Sentence {claim.sentence}: {claim.text}" in text
    assert text.endswith("https://quiz.example.org/x?a=1&b=2\n")


def test_text_is_never_escaped_as_html(small: Rulebook) -> None:
    odd = small.model_construct(**{**dict(small), "title": "Nights & <days>"})
    text = as_text(summarise(odd, read_query(odd, ALL).answers), ())
    assert text.startswith("# Nights & <days>\n")


def test_no_part_of_the_json_is_a_score(small: Rulebook) -> None:
    answers = read_query(small, ALL).answers
    data = as_json(summarise(small, answers), what_would_change(small, answers))
    for word in ("score", "rank", "percent", "weight", "match"):
        assert f'"{word}' not in data
