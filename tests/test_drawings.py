"""Maps, tables and schemas of a rulebook."""

import csv
import json
import re
from pathlib import Path

import jsonschema
import pytest

from quiz.conditions import All, Always, Any, Not, Pick
from quiz.map import UnknownPart, as_dot, as_mermaid, as_svg, map_of, parts_of
from quiz.rulebook import Rulebook
from quiz.schemas import FILES, schema_of, schema_text
from quiz.table import alternatives, as_csv, as_html, as_terminal, tables_of, whole_table
from quiz.yamltext import read_file
from tests.books import write_files

PROJECT = Path(__file__).parent.parent
ORDER = {"q": ("a", "b", "c", "not_sure"), "r": ("x", "y", "not_sure")}


def test_a_map_shows_every_question_advice_and_claim_that_is_used(ir: Rulebook) -> None:
    drawn = map_of(ir)
    nodes = {node.id for _, group in drawn.groups for node in group}
    assert {f"question_{question.id}" for question in ir.questions} <= nodes
    assert {f"advice_{advice.id}" for advice in ir.advice} <= nodes
    assert {f"claim_{claim}" for advice in ir.advice for claim in advice.claims} <= nodes
    assert {end for start, end, _ in drawn.edges} | {start for start, _, _ in drawn.edges} <= nodes


def test_an_edge_carries_the_choices_that_count_and_routing_is_drawn(small: Rulebook) -> None:
    edges = map_of(small).edges
    assert ("question_nights", "advice_hard_nights", "none, few") in edges
    assert ("question_nights", "question_people", "few, many") in edges
    assert ("advice_hard_nights", "claim_r1-nights", "") in edges


def test_a_part_shows_only_what_it_needs(ir: Rulebook) -> None:
    nodes = {node.id for _, group in map_of(ir, "prepare").groups for node in group}
    assert {name for name in nodes if name.startswith("question_")} == {"question_procedures", "question_early_clinic"}
    with pytest.raises(UnknownPart, match="Did you mean `prepare`"):
        map_of(ir, "prepar")


def test_a_map_is_written_for_mermaid_and_graphviz_with_its_text_escaped(small: Rulebook) -> None:
    odd = small.questions[0].model_copy(update={"label": 'A "quoted" <b>#</b>'})
    book = small.model_construct(**{**dict(small), "questions": (odd, *small.questions[1:])})
    mermaid, dot = as_mermaid(map_of(book)), as_dot(map_of(book))
    assert 'question_nights["A #quot;quoted#quot; #lt;b#gt;#35;#lt;/b#gt;"]:::question' in mermaid
    assert "question_nights -->|none, few| advice_hard_nights" in mermaid
    assert '"question_nights" [label="A \\"quoted\\" <b>#</b>"' in dot
    assert '"question_nights" -> "advice_hard_nights" [label="none, few"];' in dot


def test_a_part_is_drawn_as_a_picture(ir: Rulebook) -> None:
    picture = as_svg(map_of(ir, "prepare"))
    assert picture.startswith("<svg")
    assert "Kinds of procedure" in re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", picture))


def test_every_section_and_the_headlines_are_parts(ir: Rulebook) -> None:
    assert parts_of(ir) == ("headlines", *(section.id for section in ir.sections))


@pytest.mark.parametrize(
    ("condition", "rows"),
    [
        (Always(), [{}]),
        (Pick("q", frozenset("ba")), [{"q": "a or b"}]),
        (Not(Pick("q", frozenset("ba"))), [{"q": "not a or b"}]),
        (All((Pick("q", frozenset("a")), Pick("r", frozenset("x")))), [{"q": "a", "r": "x"}]),
        (Any((Pick("q", frozenset("a")), Pick("r", frozenset("x")))), [{"q": "a"}, {"r": "x"}]),
        (Not(All((Pick("q", frozenset("a")), Pick("r", frozenset("x"))))), [{"q": "not a"}, {"r": "not x"}]),
        (Not(Any((Pick("q", frozenset("a")), Pick("r", frozenset("x"))))), [{"q": "not a", "r": "not x"}]),
        (All((Pick("q", frozenset("ab")), Pick("q", frozenset("bc")))), [{"q": "a or b, and b or c"}]),
        (Not(Always()), []),
    ],
)
def test_a_condition_takes_a_row_for_each_alternative(condition: object, rows: list[dict[str, str]]) -> None:
    assert alternatives(condition, ORDER) == rows  # type: ignore[arg-type]


def test_the_csv_has_a_row_for_every_rule_and_a_column_for_every_question(ir: Rulebook) -> None:
    heading, *rows = list(csv.reader(as_csv(whole_table(ir)).splitlines()))
    assert heading == ["rule", *(question.id for question in ir.deciding_questions), "for", "against", "claims"]
    assert {row[0] for row in rows} == {rule.id for rule in ir.rules}


def test_tables_are_shown_by_section_in_terminal_and_html(ir: Rulebook) -> None:
    text, html = as_terminal(tables_of(ir)), as_html(tables_of(ir))
    for section in ir.sections:
        assert section.title in text
        assert f"<caption>{section.title}</caption>" in html


@pytest.mark.parametrize("kind", sorted(FILES))
def test_the_schema_in_docs_is_the_one_of_the_model(kind: str) -> None:
    assert (PROJECT / "docs" / f"{kind}.schema.json").read_text() == schema_text(kind)


@pytest.mark.parametrize(
    ("kind", "path"), [("rulebook", "rules/integrated-ir.yaml"), ("register", "seeds/integrated-ir-thread.yaml")]
)
def test_our_own_files_fit_the_schema_that_they_name(kind: str, path: str) -> None:
    first = (PROJECT / path).read_text().splitlines()[0]
    assert first == f"# yaml-language-server: $schema=../docs/{kind}.schema.json"
    jsonschema.Draft202012Validator(schema_of(kind)).validate(read_file(PROJECT / path).data)


@pytest.mark.parametrize("wrong", ["kind: skale", "if_not_shure: Work", "when: 3", "most: many"])
def test_the_schema_refuses_what_the_program_refuses(tmp_path: Path, wrong: str) -> None:
    key = wrong.split(":")[0]
    original = {"kind": "kind: scale", "if_not_shure": "if_not_sure: Work", "when": "when: always", "most": "most: 2"}[
        key
    ]
    path = write_files(tmp_path)
    path.write_text(path.read_text().replace(original, wrong, 1))
    schema = json.loads(schema_text("rulebook"))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(read_file(path).data))
