"""The script makes the pages that the server makes, to the letter."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from quiz.answers.codes import code_of
from quiz.answers.query import write_query
from quiz.answers.routing import route
from quiz.rulebook.conditions import NOT_SURE
from quiz.rulebook.model import Rulebook
from quiz.site.node import Engine
from quiz.site.proof import PAGES, Proof, random_query, served
from tests.support.books import RICH, changed, load_text
from tests.support.pages import pages
from tests.support.scripts import PROOF, script_for, script_in
from tests.support.two_sources import two_sources

IR = PROOF.shelf["integrated-ir"]
MADE_BY_THE_SCRIPT = ("ask", "answer", "check", "summary")


@pytest.fixture(scope="module", params=PROOF.shelf)
def running(request: pytest.FixtureRequest) -> Iterator[tuple[Rulebook, Engine]]:
    book = PROOF.shelf[request.param]
    with script_for(book) as script:
        yield book, script


def test_on_random_answers(running: tuple[Rulebook, Engine]) -> None:
    book, script = running
    random = Random(1)
    asked = [(page, random_query(book, random)) for page in PAGES for _ in range(8)]
    assert [*PROOF.pages(book, script, asked)] == []


def asked_of_ir() -> list[tuple[str, str]]:
    """Every page that the script makes, and every state of one."""
    parted = [path.partition("?") for path in pages(IR).values()]
    return [(page, query) for page, _, query in parted if page in MADE_BY_THE_SCRIPT]


def test_in_every_state() -> None:
    asked = asked_of_ir()
    assert {page for page, _ in asked} == {*MADE_BY_THE_SCRIPT}
    for address in ("integrated-ir", "integrated-ir.es"):
        book = PROOF.shelf[address]
        with script_for(book) as script:
            assert [*PROOF.pages(book, script, asked)] == []


def test_a_code_opens_its_summary_and_a_wrong_one_the_start() -> None:
    code = code_of(route(IR, IR.examples[0].answers))
    with script_for(IR) as script:
        assert [*PROOF.pages(IR, script, [("summary", f"_code={code}")])] == []
        typed = script.ask("pages", [("index", f"_code={code}"), ("summary", "_code=1"), ("index", "_code=1")])
    assert typed[:2] == [{"go": f"summary.html#_code={code}"}, {"go": "index.html#_code=1"}]
    assert "It has 1 letter or digit; codes here have" in typed[2]["wrong"]
    assert 'value="1"' in typed[2]["codes"]


def test_what_is_left_out_of_an_address_is_listed_in_the_same_order() -> None:
    one, other = (question.id for question in IR.questions[:2])
    asked = [(page, f"{one}=x&color=red&{other}=x&{one}=y&color=blue") for page in ("ask", "compare")]
    with script_for(IR) as script:
        assert [*PROOF.pages(IR, script, asked)] == []


def test_a_start_page_of_a_server_opens_in_the_language_that_it_names() -> None:
    first = write_query(IR, {IR.questions[0].id: frozenset({NOT_SURE})})
    queries = [f"{first}&_language={language}" for language in ("es", "en", "fr")]
    with script_for(IR) as script:
        other, own, unknown = script.ask("pages", [("index", query) for query in queries])
    assert other == {"go": f"../integrated-ir.es/index.html#{first}"}
    assert ">Resume</a>" in own["onward"]
    assert f'href="../integrated-ir.es/index.html#{first}"' in own["brand"]
    assert "_language=fr" in unknown["main"]


SIGNS = "Q&A<'%(n)s"


def test_whatever_a_rulebook_says_and_with_signs_in_it(tmp_path: Path) -> None:
    text = changed("short: Stay", f'short: "{SIGNS}"', changed("label: The young", f'label: "{SIGNS} $&"', RICH))
    for number, book in enumerate((load_text(text), two_sources(tmp_path).rulebook)):
        proof, random = Proof({book.address: book}), Random(number)
        with script_in(proof, book) as script:
            asked = [(page, random_query(book, random)) for page in PAGES for _ in range(8)]
            assert [str(each) for each in proof.pages(book, script, asked)] == []


def test_of_a_quiz_whose_rules_do_not_agree(small: Rulebook) -> None:
    book = IR.model_copy(update={"headlines": IR.headlines[:1]})
    query = next(query for page, query in asked_of_ir() if page == "summary")
    with script_for(IR) as script:
        script.open(book, **PROOF.beside(IR))
        (made,) = script.ask("pages", [("summary", query)])
    assert "This quiz is not finished" in made["main"]


def test_the_proof_finds_out_a_page_that_differs() -> None:
    book = IR.model_copy(update={"title": "Another title"})
    with script_for(IR) as script:
        found = [*PROOF.pages(book, script, [("check", "")])]
        assert found == []
        script.open(book, **PROOF.beside(IR))
        assert {each.what for each in PROOF.pages(IR, script, [("check", "")])} >= {"title of check", "brand of check"}
    assert "main" in served(PROOF.app, IR, "check", "")
