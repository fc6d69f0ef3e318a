"""The JSON and its description say the same."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import given

from quiz.answers.query import write_pairs
from quiz.cli import cli
from quiz.output.openapi import openapi
from quiz.rulebook.conditions import Answers
from quiz.rulebook.model import Rulebook
from quiz.web.app import app_for
from tests.support.answering import answers_to
from tests.support.books import write_files
from tests.support.own_books import IR
from tests.support.two_books import APP, BOOKS


def parameters(rulebook: Rulebook) -> dict[str, dict[str, Any]]:
    path = openapi([rulebook])["paths"][f"/{rulebook.address}/summary.json"]
    return {each["name"]: each for each in path["get"]["parameters"]}


AS_DESCRIBED = jsonschema.Draft202012Validator({"$ref": "#/components/schemas/Summary", **openapi([IR])})


@given(answers_to(IR))
def test_all_answers_are_described_and_get_the_summary_that_is(answers: Answers) -> None:
    given_answers: dict[str, list[str]] = {}
    for name, choice in write_pairs(IR, answers):
        given_answers.setdefault(name, []).append(choice)
    known = parameters(IR)
    assert {name for name, each in known.items() if each["required"]} <= set(given_answers)
    for name, choices in given_answers.items():
        schema = known[name]["schema"]
        jsonschema.validate(choices if schema.get("type") == "array" else choices[0], schema)
    reply = APP.test_client().get(f"/{IR.id}/summary.json", query_string=write_pairs(IR, answers))
    assert reply.status_code == 200
    AS_DESCRIBED.validate(reply.json)


@pytest.mark.parametrize(
    ("name", "value", "fits"),
    [
        ("nights", "few", True),
        ("nights", "fewer", False),
        ("people", ["young", "old"], True),
        ("people", ["young", "old", "sick"], False),
        ("people", ["young", "nobody"], False),
        ("people", ["young", "not_sure"], False),
        ("people", ["nobody"], True),
        ("people", ["not_sure"], True),
        ("people", [], False),
    ],
)
def test_a_parameter_allows_what_the_question_does(small: Rulebook, name: str, value: object, fits: bool) -> None:
    assert jsonschema.Draft202012Validator(parameters(small)[name]["schema"]).is_valid(value) == fits


def test_a_question_that_is_not_always_asked_is_not_required(small: Rulebook) -> None:
    assert {name: each["required"] for name, each in parameters(small).items()} == {
        "nights": True, "people": False, "first": True, "_edition": False,
    }  # fmt: skip


@pytest.mark.parametrize(("edition", "fits"), [("2024-02-03", True), ("2019-12-31", True), ("last", False)])
def test_the_edition_of_the_answers_is_a_date_that_may_be_given(small: Rulebook, edition: str, fits: bool) -> None:
    dates = jsonschema.Draft202012Validator(
        parameters(small)["_edition"]["schema"], format_checker=jsonschema.FormatChecker()
    )
    assert dates.is_valid(edition) == fits
    reply = (
        app_for({"small": small})
        .test_client()
        .get("/small/summary.json?nights=few&people=young&first=sleep&_edition=" + edition)
    )
    assert (reply.status_code == 200) == fits


def test_a_refusal_is_as_described(small: Rulebook) -> None:
    document = openapi([small])
    client = app_for({"small": small}).test_client()
    for query in ("", "nights=few", "nights=fewer&x=1", "nights=few&nights=many"):
        reply = client.get(f"/small/summary.json?{query}")
        assert reply.status_code == 400
        jsonschema.validate(reply.json, {"$ref": "#/components/schemas/Unusable", **document})


def test_the_description_is_served_and_printed_alike(tmp_path: Path) -> None:
    write_files(tmp_path)
    folders = ("--rules", str(tmp_path / "rules"), "--seeds", str(tmp_path / "seeds"))
    printed = CliRunner().invoke(cli, ["schema", "openapi", *folders])
    assert printed.exit_code == 0
    served = app_for({"small": BOOKS["small"]}).test_client().get("/openapi.json")
    assert served.mimetype == "application/json"
    assert served.text == printed.output
    assert json.loads(printed.output)["openapi"] == "3.1.0"
