"""Our own quiz in Spanish: offered, complete, saying no more and no less, and as short on paper."""

import re
from html import unescape

import pytest
from flask import Flask

from quiz.files.translation import as_file, languages_of, readable, translations_of
from quiz.rulebook.model import Rulebook
from quiz.shelf.loading import load_shelf
from quiz.web import create_app
from quiz.words.folders import own_folder
from tests.support.pages import pages
from tests.support.queries import spread_queries, worst_queries

SHELF = load_shelf(own_folder("rules"), own_folder("seeds"))
ENGLISH, SPANISH = SHELF["integrated-ir"], SHELF["integrated-ir.es"]
NAMES = {"source/title", "source/publisher", *(f"glossary/{name}/term" for name in ("sdn", "extender", "obl"))}
"""What is called the same in every language."""


def texts(book: Rulebook) -> dict[str, str]:
    """Every text of a rulebook and its register that students read, by place."""
    parts = (as_file(book), book.evidence_register)
    return {text.place: text.text for part in parts for text in readable(part)}


IN_SPANISH = texts(SPANISH)
SAID = {place: (text, IN_SPANISH[place]) for place, text in texts(ENGLISH).items()}


@pytest.fixture(scope="module")
def everything() -> Flask:
    return create_app()


def test_every_language_that_has_been_begun_is_complete() -> None:
    rules = own_folder("rules")
    begun = languages_of(rules, ENGLISH.id)
    assert "es" in begun
    for translation in translations_of(ENGLISH, rules / f"{ENGLISH.id}.yaml", own_folder("seeds")):
        assert translation.problems == ()
        assert f"{ENGLISH.id}.{translation.language}" in SHELF


def test_all_but_the_names_of_the_source_is_translated() -> None:
    assert {place for place, (english, spanish) in SAID.items() if english == spanish} == NAMES


def test_no_page_in_spanish_holds_a_text_of_the_english_quiz(everything: Flask) -> None:
    client = everything.test_client()
    asked = [f"answer?_at={question.id}" for question in ENGLISH.questions]
    summaries = [f"summary?{query}" for query in (*worst_queries(SPANISH, 1), *spread_queries(SPANISH, 20))]
    english = {text for place, (text, _) in SAID.items() if place not in NAMES and " " in text}
    for path in (*pages(SPANISH).values(), *asked, *summaries):
        page = client.get(f"/integrated-ir.es/{path}", follow_redirects=True).text
        assert '<html lang="es"' in page
        shown = " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())
        assert [text for text in english if text in shown] == [], path


@pytest.mark.parametrize(
    ("hedge", "kept"),
    [
        (r"\bprobably\b", "probablemente"),
        (r"\btends? to\b", "suele"),
        (r"\bmay\b", "puede"),
        (r"\bis said to\b", "se dice"),
        (r"\bas a rule\b", "por lo general"),
        (r"\brepl(y|ies)\b", "opini|la misma"),
    ],
)
def test_a_hedge_is_kept(hedge: str, kept: str) -> None:
    hedged = {place: said for place, said in SAID.items() if re.search(hedge, said[0], re.I)}
    assert hedged
    assert {place: said for place, said in hedged.items() if not re.search(kept, said[1], re.I)} == {}


VERDICTS = re.compile(
    r"\b(deberías|debes|te conviene|lo mejor para ti|ideal|recomend\w*|puntuación|clasificación)\b|%", re.I
)


def test_no_text_in_spanish_names_a_winner_or_a_share() -> None:
    assert [spanish for _, spanish in SAID.values() if VERDICTS.search(spanish)] == []
