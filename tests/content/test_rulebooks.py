"""Two rulebooks, one program: what they are made of stands in text alone, and no line of the program knows either."""

import re
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.answers.routing import route
from quiz.cli import cli
from quiz.proof.checks import prove
from quiz.proof.examples import check_examples
from quiz.rulebook.conditions import NOT_SURE, Answers
from quiz.rulebook.model import Rulebook
from quiz.shelf.loading import load_shelf
from quiz.summary.engine import summarize
from quiz.web.app import create_app
from quiz.words.folders import own_folder
from tests.support.answering import answers_to
from tests.support.commands import quiz
from tests.support.html import links
from tests.support.own_books import VERDICTS, texts_in

PROJECT = Path(__file__).parents[2]
SHELF = load_shelf(own_folder("rules"), own_folder("seeds"))
OURS = {book.id: book for book in SHELF.values() if not book.translated_from}
PROGRAM = sorted(
    path
    for folder in ("quiz", "templates")
    for path in (PROJECT / folder).rglob("*")
    if path.suffix in (".py", ".html", ".md", ".txt", ".js", ".css", ".po")
)


def names(book: Rulebook) -> set[str]:
    """What the program would have to call the parts of a rulebook if it knew them."""
    return {book.id, *book.evidence, *options_of(book), *book.question_by_id}


def options_of(book: Rulebook) -> set[str]:
    return {option.id for option in book.options}


def test_there_are_two_rulebooks_on_two_decisions() -> None:
    assert {"integrated-ir", "ir-programs"} <= OURS.keys()
    assert len({book.decision for book in OURS.values()}) == len(OURS)
    first, second = OURS["integrated-ir"], OURS["ir-programs"]
    assert not options_of(first) & options_of(second)
    assert not first.question_by_id.keys() & second.question_by_id.keys()


@pytest.mark.parametrize("path", PROGRAM, ids=lambda path: str(path.relative_to(PROJECT)))
def test_no_line_of_the_program_knows_a_rulebook(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for book in OURS.values():
        for name in names(book):
            # A plain word such as `hours` may stand in a sentence; as a name it would stand in quotes.
            known = rf"(?<![\w-]){name}(?![\w-])" if re.search("[_-]", name) else f"[\"'`/]{name}[\"'`/]"
            assert not re.search(known, text), name


@pytest.mark.parametrize("name", sorted(OURS))
def test_each_is_proved_and_shows_all_its_advice_to_a_named_student(name: str) -> None:
    book = OURS[name]
    assert prove(book, seconds=60).is_clean
    assert not check_examples(book)
    assert len(book.examples) >= 12
    gets = {name for example in book.examples for name in example.gets}
    assert gets >= {advice.id for advice in book.advice}
    assert 6 <= len(book.questions) <= 11


@pytest.mark.parametrize("name", sorted(OURS))
def test_each_is_worded_with_care(name: str) -> None:
    book = OURS[name]
    for text in texts_in(book.model_dump(mode="json", exclude={"registers", "kept", "examples"})):
        assert not VERDICTS.search(text), text
        for sentence in re.split(r"(?<=[.?!])\s+", text):
            assert len(sentence.split()) <= 25, sentence
    lengths = [len(option.text) for option in book.options]
    assert max(lengths) <= 1.6 * min(lengths)


@given(st.data())
def test_every_student_of_the_second_quiz_gets_advice_that_rests_on_sentences(data: st.DataObject) -> None:
    book = OURS["ir-programs"]
    answers: Answers = data.draw(answers_to(book))
    made = summarize(route(book, answers))
    assert [point.slot for point in made.key_points] == [slot.id for slot in book.key_points]
    assert len(made.key_points) == 3
    assert made.statements
    assert all(part.claims for part in (made.headline, *made.key_points, *made.statements))
    unsure = {name for name, picked in answers.items() if NOT_SURE in picked}
    assert {each.question for each in made.to_find_out} == unsure


def test_the_front_page_lists_them_and_each_leads_back_to_it() -> None:
    client = create_app().test_client()
    front = client.get("/")
    assert front.status_code == 200
    for name, book in OURS.items():
        assert f"/{name}/" in links(front.text)
        assert book.decision in front.text
        assert "/" in links(client.get(f"/{name}/").text)


@pytest.mark.parametrize(
    "command", ["ask", "table", "keep", "explain", "export", "review", "summary", "tabulate", "translate"]
)
def test_a_command_that_needs_one_rulebook_asks_which(command: str) -> None:
    more = {
        "explain": ["--answers", "x=y"],
        "summary": ["--answers", "x=y"],
        "translate": ["es"],
        "export": ["x.xlsx"],
        "tabulate": ["x=y"],
    }
    done = quiz(command, *more.get(command, []))
    assert done.returncode == 2
    assert "choose one with --rulebook: " in done.stderr
    assert "integrated-ir" in done.stderr
    assert "ir-programs" in done.stderr


def test_every_command_is_tried_that_takes_a_rulebook() -> None:
    context = click.Context(cli)
    commands = filter(None, (cli.get_command(context, name) for name in cli.list_commands(context)))
    takes = {command.name for command in commands if any("--rulebook" in each.opts for each in command.params)}
    assert takes == {"ask", "table", "keep", "explain", "export", "review", "summary", "tabulate", "translate"}
