"""A summary as JSON and as text."""

import json

import jsonschema
import pytest
from hypothesis import given

from quiz.answers.query import read_query
from quiz.answers.routing import route
from quiz.output.formats import as_json, as_text, json_schema
from quiz.rulebook.conditions import Answers
from quiz.rulebook.model import Rulebook
from quiz.summary.changes import what_would_change
from quiz.summary.engine import summarize
from tests.support.answering import answers_to
from tests.support.own_books import IR

ALL = "nights=few&people=young&first=sleep"


@given(answers_to(IR))
def test_the_json_fits_its_schema_and_holds_every_line_with_its_claims(answers: Answers) -> None:
    summary = summarize(route(IR, answers))
    data = json.loads(as_json(summary, what_would_change(route(IR, answers))))
    jsonschema.Draft202012Validator(json_schema()).validate(data)
    assert data["format"] == 1
    told = [
        (line["id"], [c["id"] for c in line["claims"]]) for section in data["sections"] for line in section["lines"]
    ]
    assert told == [(line.id, [c.id for c in line.claims]) for section in summary.sections for line in section.lines]


@given(answers_to(IR))
def test_the_text_holds_every_title_and_every_place_and_the_way_back(answers: Answers) -> None:
    summary, changes = summarize(route(IR, answers)), what_would_change(route(IR, answers))
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
    text = as_text(summarize(route(odd, read_query(odd, ALL).answers)), ())
    assert text.startswith("# Nights & <days>\n")


def test_no_part_of_the_json_is_a_score(small: Rulebook) -> None:
    answers = read_query(small, ALL).answers
    data = as_json(summarize(route(small, answers)), what_would_change(route(small, answers)))
    for word in ("score", "rank", "percent", "weight", "match"):
        assert f'"{word}' not in data


def test_a_schema_refuses_a_summary_with_a_part_missing(small: Rulebook) -> None:
    data = json.loads(as_json(summarize(route(small, read_query(small, ALL).answers)), ()))
    for part in ("headline", "sections", "changes", "format"):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({name: value for name, value in data.items() if name != part}, json_schema())


def test_json_keeps_letters_and_dates_readable(small: Rulebook) -> None:
    odd = small.model_construct(**{**dict(small), "title": "Nächte – “few”"})
    text = as_json(summarize(route(odd, read_query(odd, ALL).answers)), ())
    assert '"title": "Nächte – “few”"' in text
    assert '"edition": "2024-02-03"' in text
    assert text.endswith("}\n")


def test_the_text_says_all_that_a_summary_holds(small: Rulebook) -> None:
    unsure = "nights=not_sure&people=young&first=sleep"
    made = summarize(route(small, read_query(small, unsure).answers))
    text = as_text(made, what_would_change(route(small, read_query(small, unsure).answers)))
    for said in (
        "# A small quiz\n",
        "\n## Nights are open\n",
        "\n### Stay\n",
        "\n### Leave\n",
        "- People are there day and night (People: The young)\n",
        "- Nights: may speak against it\n",
        "- Nights: may speak for it\n",
        "\n**How hard nights are**\n",
        "- They are hard. (Reply 1, sentence 1)\n",
        "- They are easy. (Reply 2, sentence 1)\n",
        "- **Nights:** Work one night. Waiting for it: Nights wear people down.\n",
        "- Nobody counts them.\n",
        "- Nobody speaks of pay.\n",
        "- [ ] How many nights are there?\n",
        "- [ ] Is it worth it?\n",
        "- Nights: Not sure yet\n",
        "- Sentence 1: Nights are easy.\n",
    ):
        assert said in text, said


def test_the_text_says_which_answer_did_not_count(small: Rulebook) -> None:
    made = summarize(route(small, read_query(small, "nights=none&people=young&first=sleep").answers))
    text = as_text(made, ())
    assert "- People: The young (not counted: this question no longer applies)\n" in text
    assert "- Nights: No nights\n" in text
    assert "This page:" not in text


@given(answers_to(IR))
def test_the_text_is_tidy(answers: Answers) -> None:
    text = as_text(summarize(route(IR, answers)), what_would_change(route(IR, answers)))
    for odd in ("()", "&amp;", "&#", "\n\n\n\n", "{{", "[]", "frozenset"):
        assert odd not in text
