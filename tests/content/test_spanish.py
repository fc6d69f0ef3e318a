"""Our own quizzes in Spanish: offered, complete, saying no more and no less, and as short."""

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
from tests.support.visible import words_of

SHELF = load_shelf(own_folder("rules"), own_folder("seeds"))
OURS = ("integrated-ir", "ir-programs")
SAME = ("sdn", "obl", "ra", "np", "pa", "longitudinal", "paracentesis", "endovascular", "epistaxis")
NAMES = {"source/title", "source/publisher", *(f"glossary/{name}/term" for name in SAME)}
"""What is called the same in both languages."""


def texts(book: Rulebook) -> dict[str, str]:
    """Every text of a rulebook and its register that students read, by place."""
    parts = (as_file(book), *book.registers)
    return {text.place: text.text for part in parts for text in readable(part)}


BOTH = {
    name: [(place, text, texts(SHELF[f"{name}.es"])[place]) for place, text in texts(SHELF[name]).items()]
    for name in OURS
}
SAID = [said for in_both in BOTH.values() for said in in_both]


@pytest.fixture(scope="module")
def everything() -> Flask:
    return create_app()


def summaries(book: Rulebook) -> list[str]:
    return [f"summary?{query}" for query in (*worst_queries(book, 1), *spread_queries(book, 20))]


@pytest.mark.parametrize("name", OURS)
def test_every_language_that_has_been_begun_is_complete(name: str) -> None:
    rules = own_folder("rules")
    assert "es" in languages_of(rules, name)
    for translation in translations_of(SHELF[name], rules / f"{name}.yaml", own_folder("seeds")):
        assert translation.problems == ()
        assert f"{name}.{translation.language}" in SHELF


def test_all_but_the_names_of_the_source_is_translated() -> None:
    assert {place for place, english, spanish in SAID if english == spanish} == NAMES


@pytest.mark.parametrize("name", OURS)
def test_no_page_in_spanish_holds_a_text_of_the_english_quiz(everything: Flask, name: str) -> None:
    client, book = everything.test_client(), SHELF[f"{name}.es"]
    asked = [f"answer?_at={question.id}" for question in book.questions]
    english = {text for place, text, _ in BOTH[name] if place not in NAMES and " " in text}
    for path in (*pages(book).values(), *asked, *summaries(book)):
        page = client.get(f"/{name}.es/{path}", follow_redirects=True).text
        assert '<html lang="es"' in page
        shown = " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())
        assert [text for text in english if text in shown] == [], path


@pytest.mark.parametrize("name", OURS)
def test_a_summary_in_spanish_keeps_the_bounds_of_the_english_one(everything: Flask, name: str) -> None:
    client = everything.test_client()
    for path in summaries(SHELF[f"{name}.es"]):
        words = words_of(client.get(f"/{name}.es/{path}").text)
        folded_away = sum(words.within.get(part, 0) for part in ("sources, folded", "words, folded"))
        assert words.within["glance"] <= 250, path
        assert words.visible + words.folded - folded_away <= 1100, path


@pytest.mark.parametrize(
    ("hedge", "kept"),
    [
        (r"\bprobably\b", "probablemente"),
        (r"\btends? to\b", "suele"),
        (r"\bmay\b", "puede"),
        (r"(isn’t|doesn’t) .*heavily|stress .*heavily", "no .*much|tampoco .*mucho"),
        (r"\b(starting|beginning)\b", "empiezan"),
        (r"\bnobody\b", "nadie"),
        (r"\brepl(y|ies)\b", "respuesta"),
    ],
)
def test_a_hedge_is_kept(hedge: str, kept: str) -> None:
    hedged = [said for said in SAID if re.search(hedge, said[1], re.I)]
    assert hedged
    assert [said for said in hedged if not re.search(kept, said[2], re.I)] == []


def speakers(text: str, named: str) -> set[str]:
    """The numbers of the replies that a text names."""
    return {number for numbers in re.findall(named, text) for number in numbers if number}


def test_who_says_it_is_kept() -> None:
    wrong = [
        said
        for said in SAID
        if speakers(said[1], r"\bRepl(?:y|ies) (\d)(?: and (\d))?")
        != speakers(said[2], r"\b(?:Respuestas?|la) (\d)(?: y (\d))?")
    ]
    assert wrong == []


VERDICTS = re.compile(
    r"\b(deberías|debes|te conviene|lo mejor para ti|ideal|recomend\w*|puntuación|clasificación)\b|%", re.I
)


def test_no_text_in_spanish_names_a_winner_or_a_share() -> None:
    assert [spanish for _, _, spanish in SAID if VERDICTS.search(spanish)] == []
