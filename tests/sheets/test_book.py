"""Rulebooks to spreadsheets and back, without loss."""

from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.files import Loaded, Record, Records, load_rulebook, shape_of
from quiz.problems import InvalidFiles, seen
from quiz.rulebook import Register, Rulebook, RulebookFile
from quiz.sheets import export, load_any, texts_of
from quiz.sheets.book import plain
from quiz.sheets.csv_folder import read_folder, write_folder
from quiz.sheets.reading import documents_of
from quiz.sheets.tables import tables_of
from quiz.sheets.workbook import read_workbook, write_workbook
from quiz.words.folders import own_folder
from tests.support.books import PROVED, RICH, SMALL, changed, loaded
from tests.support.plain_data import plain_data
from tests.support.random_books import random_books

OWN = [path.stem for path in sorted(own_folder("rules").glob("*.yaml"))]
FORMS = ["quiz.xlsx", "quiz"]
WHOLE = Record({**shape_of(RulebookFile).fields, "registers": Records(shape_of(Register))})


def own(name: str) -> Loaded:
    return load_rulebook(own_folder("rules") / f"{name}.yaml", own_folder("seeds"))


def differing(one: Rulebook, other: Rulebook) -> list[str]:
    """The fields in which two rulebooks differ."""
    return [name for name in Rulebook.model_fields if getattr(one, name) != getattr(other, name)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", OWN)
def test_our_rulebooks_and_their_registers_come_back_as_they_were(tmp_path: Path, name: str, form: str) -> None:
    before, sheet = own(name), tmp_path / form
    export(before, sheet)
    assert differing(load_any(sheet, tmp_path).rulebook, before.rulebook) == []
    for file, text in texts_of(sheet).items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    again = load_rulebook(tmp_path / f"rules/{name}.yaml", tmp_path / "seeds")
    assert differing(again.rulebook, before.rulebook) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", [SMALL, PROVED, RICH])
def test_every_construct_comes_back_as_it_was(tmp_path: Path, text: str, form: str) -> None:
    before = loaded(tmp_path, text)
    export(before, tmp_path / form)
    assert differing(load_any(tmp_path / form, tmp_path).rulebook, before.rulebook) == []


@given(random_books())
def test_random_rulebooks_come_back_as_they_were(book: Rulebook) -> None:
    data = plain_data(book)
    document, registers = documents_of(tables_of(data), Path("quiz.xlsx"))
    read = {**document.data, "registers": [each.data for each in registers.values()]}
    assert not document.problems
    assert plain(read, WHOLE) == plain(data, WHOLE)


TEXTS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn")),
    min_size=1,
    max_size=30,
).map(lambda text: " ".join(seen(text)[0].split()))
ODD = st.sampled_from(
    ["=1+1", "+1", "-1", "@x", "'=x", "''", "' =x", "=cmd|' /C calc'!A0", "TRUE", "007", "1.0", "2024-02-03", "a, b",
     "x; y", "always", "{a: b}", "#1", '"', "a\tb", "＝1", "null", "~", "yes", "- a", "a: b", "a #b", "“x”"]
)  # fmt: skip


with TemporaryDirectory() as _folder:
    _SMALL = plain_data(loaded(Path(_folder)).rulebook)


@given(title=TEXTS | ODD, label=TEXTS | ODD, text=TEXTS | ODD)
def test_any_text_comes_back_as_it_was_and_no_cell_is_a_formula(title: str, label: str, text: str) -> None:
    data = deepcopy(_SMALL)
    data["title"] = data["advice"][0]["title"] = title or "x"
    data["questions"][0]["choices"][0]["label"] = label or "x"
    data["advice"][0]["text"] = data["asks"][0]["text"] = text or "x"
    before = tables_of(data)
    with TemporaryDirectory() as name:
        write_workbook(before, Path(name, "quiz.xlsx"))
        write_folder(before, Path(name, "quiz"))
        for tables in (read_workbook(Path(name, "quiz.xlsx"))[0], read_folder(Path(name, "quiz"))):
            document, registers = documents_of(tables, Path("quiz.xlsx"))
            assert not document.problems
            read = {**document.data, "registers": [each.data for each in registers.values()]}
            assert plain(read, WHOLE) == plain(data, WHOLE)


def test_several_registers_come_back_as_they_were(tmp_path: Path) -> None:
    data = plain_data(loaded(tmp_path).rulebook)
    second = {**data["registers"][0], "id": "second", "claims": [{**data["registers"][0]["claims"][0], "id": "q2"}]}
    data = {**data, "evidence": ["talk", "second"], "registers": [*data["registers"], second]}
    document, registers = documents_of(tables_of(data), Path("quiz.xlsx"))
    assert [*registers] == ["talk", "second"]
    read = {**document.data, "registers": [each.data for each in registers.values()]}
    assert plain(read, WHOLE) == plain(data, WHOLE)


def test_what_does_not_fit_is_refused_where_it_stands(tmp_path: Path) -> None:
    before = loaded(tmp_path, changed("for: {leave: nights are hard}", 'for: {leave: "null"}'))
    with pytest.raises(InvalidFiles, match=r"small.yaml:65:18: `advice/1/for/leave` does not fit a spreadsheet"):
        export(before, tmp_path / "quiz.xlsx")
    assert not (tmp_path / "quiz.xlsx").exists()


def test_a_condition_has_a_column_for_each_question_and_one_for_what_does_not_fit(tmp_path: Path) -> None:
    table = next(each for each in tables_of(plain_data(loaded(tmp_path, PROVED).rulebook)) if each.name == "advice")
    when = [heading for heading in table.headings if heading.split()[0] == "when"]
    assert when == ["when nights", "when people", "when"]
    rows = [dict(zip(table.headings, row, strict=True)) for row in table.rows]
    assert [[row[heading] for heading in when] for row in rows][:2] == [[None, None, "always"], ["none", None, None]]
    assert str(rows[2]["when"]).startswith("{any: [{people: [old, young]}")
