"""Whatever is written in a data file: it is refused, with real places, or what it says can be walked.

`pytest tests/test_hostile*.py --hypothesis-profile=long` tries 10,000 files of each kind.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from quiz.answers.query import write_query
from quiz.answers.routing import route
from quiz.files.load import load_rulebook, read_register
from quiz.files.translation import as_file, renewed
from quiz.problems import Diagnostic, InvalidFiles
from quiz.rulebook.model import Rulebook
from quiz.rulebook.register import Register
from quiz.shelf.loading import load_shelf
from quiz.summary.changes import completed
from quiz.web.app import app_for
from quiz.words.folders import own_folder
from tests.support.books import REGISTER, RICH, SMALL, load_text, write_files
from tests.support.correct import assert_page_is_right, assert_summary_is_right
from tests.support.harmless import assert_harmless
from tests.support.hostile import Request, send
from tests.support.hostile_files import catalogs, files
from tests.support.naive import expected
from tests.support.own_books import IR_TEXT

# A whole file is a long text to show; the warning would stand in place of what broke.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

FILES = settings(
    suppress_health_check=[HealthCheck.data_too_large, HealthCheck.large_base_example],
)
OWN_REGISTER = (own_folder("seeds") / "integrated-ir-thread.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder with both registers, to write rulebooks into."""
    with TemporaryDirectory() as name:
        write_files(Path(name))
        (Path(name) / "seeds/integrated-ir-thread.yaml").write_text(OWN_REGISTER, encoding="utf-8")
        yield Path(name)


@FILES
@given(raw=files((SMALL, RICH, IR_TEXT)))
def test_no_rulebook_breaks_the_loader_and_what_it_takes_can_be_walked(folder: Path, raw: bytes) -> None:
    path = folder / "rules/edited.yaml"
    path.write_bytes(raw)
    try:
        rulebook = load_rulebook(path, folder / "seeds").rulebook
    except InvalidFiles as error:
        event("refused")
        assert_real_places(error, {path: raw})
    else:
        event("taken")
        walk(rulebook, raw.decode("utf-8-sig"))


@FILES
@given(raw=files((REGISTER, OWN_REGISTER)))
def test_no_register_breaks_the_loader_and_what_it_takes_can_be_rested_on(folder: Path, raw: bytes) -> None:
    path = folder / "edited.yaml"
    path.write_bytes(raw)
    read = read_register(path)
    if read.register is None:
        event("refused")
        assert read.problems
        assert_real_places(InvalidFiles(read.problems), {path: raw})
    else:
        event("taken")
        rest_on(read.register)


def assert_real_places(error: InvalidFiles, written: dict[Path, bytes]) -> None:
    """Every problem is one readable line, at a place that is there."""
    assert error.problems
    for problem in error.problems:
        assert problem.what
        assert str(problem).isprintable(), problem
        assert len(f"{problem.what} {problem.mend}") < 1500, problem
        assert_place_is_there(problem, written[problem.file])


def assert_place_is_there(problem: Diagnostic, raw: bytes) -> None:
    text = raw.decode("utf-8", "replace").removeprefix("\ufeff")
    # Editors differ in what breaks a line besides a line feed.
    assert any(_is_in(problem, lines) for lines in (text.split("\n"), text.splitlines())), problem


def _is_in(problem: Diagnostic, lines: list[str]) -> bool:
    if not 1 <= problem.line <= len(lines) + 1:
        return False
    longest = len(lines[problem.line - 1]) if problem.line <= len(lines) else 0
    return 1 <= problem.column <= longest + 1


def walk(rulebook: Rulebook, text: str) -> None:
    """Every page with no answers, with all unsure, and with the first choices, agrees with what is written."""
    app = app_for({rulebook.address: rulebook})
    first = {question.id: frozenset({question.choices[0].id}) for question in rulebook.questions}
    for given_answers in ({}, first):
        answers = completed(route(rulebook, given_answers)).counted
        query = write_query(rulebook, answers).encode()
        right = expected(text, query)
        for page in ("", "ask", "check", "summary", "summary.json", "summary.txt"):
            reply = send(app, Request(f"/{rulebook.address}/{page}".encode(), query))
            assert_harmless(reply)
            if reply.status == 500:
                assert "This quiz is not finished" in reply.text
                assert len(right.headlines) != 1
            else:
                assert reply.status in (200, 302)
                if page == "summary.json":
                    assert_summary_is_right(json.loads(reply.body), right)
                elif page == "summary":
                    assert_page_is_right(reply.text, right, rulebook)


def rest_on(register: Register) -> None:
    """A rulebook that uses every claim of the register has pages."""
    claims = json.dumps([claim.id for claim in register.claims])
    rulebook = load_text(SMALL)
    advice = tuple(each.model_copy(update={"claims": tuple(json.loads(claims))}) for each in rulebook.advice)
    headlines = tuple(each.model_copy(update={"claims": (register.claims[0].id,)}) for each in rulebook.headlines)
    without = dict.fromkeys(("key_points", "tensions", "asks"), ())
    changed = {"advice": advice, "headlines": headlines, "registers": (register,), **without}
    fields = {name: getattr(rulebook, name) for name in Rulebook.model_fields}
    app = app_for({"small": Rulebook.model_construct(**{**fields, **changed})})
    for page in ("", "summary", "summary.json", "summary.txt"):
        reply = send(app, Request(f"/small/{page}".encode(), b"nights=few&people=young&first=sleep"))
        assert reply.status == 200
        assert_harmless(reply)


@pytest.fixture(scope="module")
def translated() -> Iterator[tuple[Path, str]]:
    """A folder with a small quiz and both its catalogs, and the text of the rulebook's."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        rulebook = load_rulebook(write_files(folder), folder / "seeds").rulebook
        parts = (
            ("rules/translations/small.es.po", as_file(rulebook)),
            ("seeds/translations/talk.es.po", rulebook.registers[0]),
        )
        for place, part in parts:
            path = folder / place
            path.parent.mkdir()
            text = renewed(path, "es", part)[0]
            path.write_text(text.replace('msgstr ""', 'msgstr "Una palabra"').replace('"Una palabra"', '""', 1))
        assert len(load_shelf(folder / "rules", folder / "seeds")) == 2
        yield folder, (folder / "rules/translations/small.es.po").read_text(encoding="utf-8")


@FILES
@given(data=st.data())
def test_no_catalog_breaks_the_start_and_what_is_offered_can_be_walked(
    translated: tuple[Path, str], data: st.DataObject
) -> None:
    folder, text = translated
    path = folder / "rules/translations/small.es.po"
    path.write_bytes(data.draw(catalogs(text)))
    shelf = load_shelf(folder / "rules", folder / "seeds")
    assert "small" in shelf
    event("offered" if "small.es" in shelf else "left out")
    if "small.es" in shelf:
        app = app_for(shelf)
        for page in ("", "ask", "summary", "summary.json", "summary.txt"):
            reply = send(app, Request(f"/small.es/{page}".encode(), b"nights=few&people=young&first=sleep"))
            assert reply.status in (200, 302)
            assert_harmless(reply)
    with suppress(InvalidFiles):
        assert renewed(path, "es", as_file(shelf["small"]))[0]
