"""The picture as text: a list for a letter, a table for a terminal."""

from pathlib import Path

from hypothesis import given

from quiz.answers.query import read_query
from quiz.answers.routing import route
from quiz.output.phrases import SIGNS
from quiz.output.picture import legend, picture_as_list, picture_as_table
from quiz.rulebook.conditions import Answers
from quiz.rulebook.model import Rulebook
from quiz.summary.engine import summarize
from quiz.summary.model import Summary
from tests.support.answering import answers_to
from tests.support.books import SMALL, book
from tests.support.own_books import IR

FEW = "nights=few&people=young&first=company"


def made(rulebook: Rulebook, query: str = FEW) -> Summary:
    return summarize(route(rulebook, read_query(rulebook, query).answers))


def test_the_list_names_the_options_that_an_answer_says_something_of(small: Rulebook) -> None:
    assert picture_as_list(made(small), small.speech) == (
        "- ★ People (The young): ▲ Stay, ▼ Leave\n- Nights (A few): ▼ Stay, ▲ Leave"
    )


def test_the_list_leaves_out_what_nothing_is_said_of(tmp_path: Path) -> None:
    rulebook = book(tmp_path, SMALL.replace("    against: {stay: nights are hard}\n", ""))
    assert "- Nights (A few): ▲ Leave" in picture_as_list(made(rulebook), rulebook.speech).splitlines()


def test_the_table_has_a_row_for_each_answer_and_a_column_for_each_option(small: Rulebook) -> None:
    head, rule, *rows = picture_as_table(made(small), small.speech).splitlines()
    assert head.split("  ")[0] == "Your answer"
    assert head.split()[2:] == ["Stay", "Leave"]
    assert set(rule) == {"-", " "}
    assert [row.split()[-2:] for row in rows] == [["▲", "▼"], ["▼", "▲"]]
    assert rows[0].startswith("★ People (The young)")


def test_answers_that_say_nothing_of_any_option_are_listed_below(small: Rulebook) -> None:
    summary = made(small, "nights=many&people=young&people=old&first=sleep")
    below = "Without marks: ★ Nights (Many)"
    assert picture_as_list(summary, small.speech).splitlines()[-1] == f"- {below}"
    assert picture_as_table(summary, small.speech).endswith(f"\n\n{below}")
    assert "No option" not in picture_as_table(made(small), small.speech)


def test_the_legend_says_what_each_mark_means(small: Rulebook) -> None:
    assert legend(small.speech) == "▲ for · ▼ against · ◆ both · ? waits for an answer · ★ matters most"


@given(answers_to(IR))
def test_both_show_every_row_and_every_mark(answers: Answers) -> None:
    summary = summarize(route(IR, answers))
    as_list, as_table = picture_as_list(summary, IR.speech), picture_as_table(summary, IR.speech)
    marks = [SIGNS[mark] for row in summary.rows for mark in row.marks]
    for sign in set(SIGNS.values()) - {SIGNS["none"]}:
        assert as_list.count(sign) == as_table.count(sign) == marks.count(sign)
    for row in (*summary.rows, *summary.picture.undivided):
        assert f"{row.label} (" in as_list
        assert f"{row.label} (" in as_table
    assert max(map(len, as_table.split("\n\n")[0].splitlines()), default=0) <= 100
