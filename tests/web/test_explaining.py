"""Words explained where they stand, without a script, and listed on every form of the summary."""

from pathlib import Path
from re import DOTALL, findall, search, sub

import pytest
from hypothesis import given

from quiz.answers.query import read_query
from quiz.answers.routing import route
from quiz.output.formats import as_text
from quiz.rulebook.conditions import Answers
from quiz.rulebook.model import Rulebook
from quiz.summary.engine import summarize
from quiz.web.app import app_for
from tests.support.answering import answers_to
from tests.support.books import SMALL, book, changed
from tests.support.own_books import IR
from tests.support.queries import worst_queries

FULL = "nights=few&people=young&first=sleep"
GLOSSARY = """\
glossary:
  - {id: ward, term: ward, means: A part <of> a hospital.}
  - {id: er, term: ER, means: The emergency room.}
"""
TERMED = changed("text: You like them.", "text: The ER & the ER are full, ER or not.", SMALL) + GLOSSARY


@pytest.fixture
def termed(tmp_path: Path) -> Rulebook:
    return book(
        tmp_path, changed("if_not_sure: Visit a ward.", "if_not_sure: Visit a ward.\n    hint: On a ward.", TERMED)
    )


def page_of(rulebook: Rulebook, path: str) -> str:
    return app_for({rulebook.id: rulebook}).test_client().get(f"/{rulebook.id}/{path}").text


def test_a_word_is_explained_where_it_first_stands_in_a_part_of_a_page(termed: Rulebook) -> None:
    page = page_of(termed, f"summary?{FULL}")
    (name,) = findall(r'<button class="term" type="button" popovertarget="([^"]*)">ER</button>', page)
    assert f'<span class="word" id="{name}" popover><strong>ER:</strong> The emergency room.</span>' in page
    text = sub(r'<span class="word".*?</span>', "", page)
    assert "The ER &amp; the ER are full, ER or not." in sub(r"</?button[^>]*>", "", text)


def test_no_two_explanations_on_a_page_share_an_id_and_each_has_its_button() -> None:
    page = page_of(IR, f"summary?{worst_queries(IR, 1)[0]}")
    buttons, words = findall(r'popovertarget="([^"]*)"', page), findall(r'<span class="word" id="([^"]*)"', page)
    assert buttons == words
    assert len(set(words)) == len(words) > 5


def test_a_question_explains_its_words_below_itself_and_keeps_buttons_out_of_its_labels(termed: Rulebook) -> None:
    page = page_of(termed, "ask?nights=few")
    folded = search(r"<details class=\"folded\">.*?</details>", page, DOTALL)
    assert folded is not None
    assert "<dt>ward</dt><dd>A part &lt;of&gt; a hospital.</dd>" in folded[0]
    assert "<dt>ER</dt>" not in folded[0]
    assert 'class="term"' not in page
    assert "folded" not in page_of(termed, "ask")


def test_the_summary_lists_the_words_that_stand_on_it_and_no_others(termed: Rulebook) -> None:
    made = summarize(route(termed, read_query(termed, FULL).answers))
    assert [word.term for word in made.words] == ["ER"]
    unsure = summarize(route(termed, read_query(termed, FULL.replace("young", "not_sure")).answers))
    assert [word.term for word in unsure.words] == ["ward"]
    page = page_of(termed, f"summary?{FULL}")
    assert "<dt>ER</dt><dd>The emergency room.</dd>" in page
    assert "<dt>ward</dt>" not in page


@given(answers_to(IR))
def test_the_words_listed_are_those_of_the_text(answers: Answers) -> None:
    made = summarize(route(IR, answers))
    text = as_text(made, (), whole=True)
    before, heading, rest = text.partition("\n## Words used here\n")
    listed, sources, after = rest.partition("\n## Sources\n")
    assert heading
    assert sources
    assert {word.id for word in made.words} == IR.vocabulary.found_in(before + after)
    for word in made.words:
        assert f"- {word.term}: {word.means}\n" in listed


def test_text_and_json_list_them_too(termed: Rulebook) -> None:
    client = app_for({termed.id: termed}).test_client()
    assert "- ER: The emergency room.\n" in client.get(f"/small/summary.txt?{FULL}&_whole").text
    data = client.get(f"/small/summary.json?{FULL}").json
    assert data["words"] == [{"id": "er", "term": "ER", "means": "The emergency room."}]


def test_without_a_glossary_nothing_is_listed(small: Rulebook) -> None:
    for path in (f"summary?{FULL}", f"summary.txt?{FULL}", "about"):
        page = page_of(small, path)
        assert "Words used here" not in page
        assert "put in our words" not in page
