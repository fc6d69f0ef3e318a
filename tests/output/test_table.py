"""Maps, tables and schemas of a rulebook."""

import csv
import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.files.schemas import DATA_FILES, schema_of, schema_text
from quiz.files.yamltext import read_file
from quiz.output.table import alternatives, as_csv, as_terminal, tables_of, whole_table
from quiz.rulebook.conditions import AllOf, Always, AnyOf, Condition, Not, Picked
from quiz.rulebook.model import Rulebook
from tests.support.books import write_files

PROJECT = Path(__file__).parents[2]
ORDER = {"q": ("a", "b", "c", "not_sure"), "r": ("x", "y", "not_sure")}


@pytest.mark.parametrize(
    ("condition", "rows"),
    [
        (Always(), [{}]),
        (Picked("q", frozenset("ba")), [{"q": "a or b"}]),
        (Not(Picked("q", frozenset("ba"))), [{"q": "not a or b"}]),
        (AllOf((Picked("q", frozenset("a")), Picked("r", frozenset("x")))), [{"q": "a", "r": "x"}]),
        (AnyOf((Picked("q", frozenset("a")), Picked("r", frozenset("x")))), [{"q": "a"}, {"r": "x"}]),
        (Not(AllOf((Picked("q", frozenset("a")), Picked("r", frozenset("x"))))), [{"q": "not a"}, {"r": "not x"}]),
        (Not(AnyOf((Picked("q", frozenset("a")), Picked("r", frozenset("x"))))), [{"q": "not a", "r": "not x"}]),
        (AllOf((Picked("q", frozenset("ab")), Picked("q", frozenset("bc")))), [{"q": "a or b, and b or c"}]),
        (Not(Always()), []),
    ],
)
def test_a_condition_takes_a_row_for_each_alternative(condition: object, rows: list[dict[str, str]]) -> None:
    assert alternatives(condition, ORDER, 1000) == rows  # type: ignore[arg-type]


def _parts(part: st.SearchStrategy[Condition]) -> st.SearchStrategy[tuple[Condition, ...]]:
    return st.lists(part, min_size=1, max_size=4).map(tuple)


CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    st.builds(Picked, st.sampled_from("qr"), st.just(frozenset("x"))) | st.just(Always()),
    lambda part: st.builds(Not, part) | st.builds(AllOf, _parts(part)) | st.builds(AnyOf, _parts(part)),
)


@given(CONDITIONS, st.integers(1, 40))
def test_the_first_rows_are_the_first_of_all(condition: Condition, most: int) -> None:
    assert alternatives(condition, ORDER, most) == alternatives(condition, ORDER, 10**4)[:most]


def test_rows_beyond_the_bound_are_not_made(small: Rulebook) -> None:
    one = AnyOf(tuple(Picked("nights", frozenset({choice})) for choice in ("none", "few", "many")))
    huge = small.advice[0].model_copy(update={"when": AllOf((one,) * 1000), "id": "huge"})
    assert len(alternatives(huge.when, {"nights": ("none", "few", "many")}, 100)) == 100
    headline, advice = small.headlines[0], small.advice[1]
    table = whole_table(small, (headline, huge, advice), 10)
    assert [row[0] for row in table.rows] == [headline.id, *["huge"] * 9]
    assert table.cut_at == "huge"
    book = small.model_copy(update={"advice": (huge, advice)})
    assert [each.cut_at for each in tables_of(book, book.rules, 10)][-1] == "huge"
    assert tables_of(book, (advice,), 10)[0].cut_at is None


def test_the_csv_has_a_row_for_every_rule_and_a_column_for_every_question(ir: Rulebook) -> None:
    heading, *rows = list(csv.reader(as_csv(whole_table(ir, ir.rules, 1000)).splitlines()))
    assert heading == ["rule", *(question.id for question in ir.deciding_questions), "for", "against", "claims"]
    assert {row[0] for row in rows} == {rule.id for rule in ir.rules}


def test_tables_are_shown_by_answer_in_the_terminal(ir: Rulebook) -> None:
    text = as_terminal(tables_of(ir, ir.rules, 1000))
    titles = ["Headlines", *(f"Key points: {slot.label}" for slot in ir.key_points)]
    titles += [question.label for question in ir.deciding_questions]
    assert all(f"\n{title}\n" in f"\n{text}" for title in [*titles, "Tensions", "Asks"])
    assert [table.title for table in tables_of(ir, ir.rules, 1000)] == [*titles, "Tensions", "Asks"]


def test_every_rule_stands_in_one_table(ir: Rulebook) -> None:
    rules = [{row[0] for row in table.rows} for table in tables_of(ir, ir.rules, 1000)]
    assert sum(map(len, rules)) == len(ir.rules)
    assert set().union(*rules) == {rule.id for rule in ir.rules}


def test_advice_for_everybody_has_a_table_of_its_own(small: Rulebook) -> None:
    tables = {table.title: [row[0] for row in table.rows] for table in tables_of(small, small.rules, 1000)}
    assert tables["Whatever is answered"] == ["everyone"]
    assert tables["Nights"] == ["hard_nights"]


@pytest.mark.parametrize("kind", sorted(DATA_FILES))
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
