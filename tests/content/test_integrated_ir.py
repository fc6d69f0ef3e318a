"""Our own quiz: what a student must be able to count on, whatever they answer."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.answers.query import read_query
from quiz.answers.routing import route
from quiz.rulebook.conditions import NOT_SURE, Answers
from quiz.rulebook.model import Rulebook
from quiz.summary.engine import summarize
from quiz.summary.model import Summary
from tests.support.answering import answers_to
from tests.support.own_books import IR

PROJECT = Path(__file__).parents[2]
RUNS = frozenset((Path(__file__).parents[1] / "data" / "thread_runs.txt").read_text().split())
"""The thread itself is not part of the project: these are hashes of each run of seven words in it."""


@given(answers_to(IR))
def test_every_student_gets_a_headline_three_key_points_and_something_on_every_answer(answers: Answers) -> None:
    made = summarize(route(IR, answers))
    assert [point.slot for point in made.key_points] == ["training", "choice", "next_step"]
    deciding = {question.id for question in IR.deciding_questions}
    assert all(answer.statements for answer in made.answers if answer.question in deciding)
    assert len(made.statements) <= 14
    assert made.asks


@given(answers_to(IR))
def test_everything_names_a_sentence_of_a_post(answers: Answers) -> None:
    made = summarize(route(IR, answers))
    register = IR.evidence_base
    shown = {claim.id for post in made.sources for claim in post.claims}
    for part in (made.headline, *made.key_points, *made.statements, *made.besides):
        assert part.claims
        for claim in part.claims:
            assert 1 <= claim.sentence <= register.post_of(claim.id).sentences
            assert claim.id in shown


@given(answers_to(IR))
def test_what_differs_never_comes_without_the_other_side(answers: Answers) -> None:
    made = summarize(route(IR, answers))
    shown = {claim.id for part in (made.headline, *made.key_points, *made.statements) for claim in part.claims}
    beside = {claim.id for each in made.differences for side in each.sides for claim in side.claims}
    for claim in shown:
        assert set(IR.evidence_base.disagreeing_with(claim)) <= beside


@given(answers_to(IR))
def test_every_not_sure_comes_with_a_way_to_find_out(answers: Answers) -> None:
    made = summarize(route(IR, answers))
    unsure = [question for question, picked in answers.items() if NOT_SURE in picked]
    assert {each.question for each in made.to_find_out} == set(unsure)
    assert all(each.find_out for each in made.to_find_out)


@given(answers_to(IR), st.data())
def test_what_matters_most_orders_the_summary_and_decides_nothing(answers: Answers, data: st.DataObject) -> None:
    other = {**answers, "matters_most": data.draw(answers_to(IR))["matters_most"]}

    def told(given: Answers) -> tuple[object, ...]:
        made = summarize(route(IR, given))
        marks = {row.question: row.marks for row in (*made.picture.rows, *made.picture.undivided)}
        shown = [{each.id for each in part} for part in (made.key_points, made.statements, made.tensions, made.asks)]
        return made.headline.id, marks, shown

    assert told(answers) == told(other)


def visible_words(made: Summary) -> int:
    """The words at the top of the page, as far as they come from the rulebook."""
    texts = [made.headline.title]
    texts += [f"{point.label} {point.text}" for point in made.key_points]
    texts += [f"{row.label} {' '.join(row.answers[:2])}" for row in made.rows]
    texts += [row.label for row in made.picture.undivided]
    texts += [option.short for option in made.picture.options]
    texts += [tension.title for tension in made.tensions[:3]]
    texts += [f"{ask.to_label} {ask.text}" for ask in made.asks[:3]]
    texts += [f"{each.label} {each.find_out}" for each in made.to_find_out[:3] if made.mostly_unsure]
    return len(" ".join(texts).split())


@given(answers_to(IR))
def test_the_top_of_the_page_is_short(answers: Answers) -> None:
    assert visible_words(summarize(route(IR, answers))) <= 210


def test_the_first_three_questions_are_the_ones_the_decision_turns_on() -> None:
    assert [question.id for question in IR.questions[:3]] == ["patient_contact", "call_tolerance", "reading_room"]
    assert 8 <= len(IR.questions) <= 11
    assert IR.questions[-1].kind == "priority"


def test_one_question_takes_several_choices_and_one_is_asked_only_where_it_matters() -> None:
    assert any(question.kind == "several" for question in IR.questions)
    assert any(question.ask_when is not None for question in IR.questions)


def test_every_mark_has_a_short_reason_that_names_no_winner() -> None:
    for advice in IR.advice:
        for option, side, why in advice.marks:
            assert why, (advice.id, option, side)
            assert len(why.split()) <= 12, why
            assert not why.endswith("."), why
            assert why.casefold() != advice.title.casefold()


def test_where_the_thread_says_little_of_an_option_the_quiz_says_so() -> None:
    assert [option.id for option in IR.options if option.little_said] == ["mixed_ir_dr"]


def test_all_sentences_of_the_thread_are_registered() -> None:
    (register,) = IR.registers
    assert [(post.id, post.sentences) for post in register.posts] == [
        ("question", 8),
        ("reply-1", 11),
        ("reply-2", 8),
        ("reply-3", 3),
    ]


def test_what_was_asked_is_told_to_every_student_with_its_answer_and_what_nobody_said() -> None:
    asked = summarize(route(IR, read_query(IR, SURE_OF_NOTHING).answers)).asked
    assert len(asked) == 5
    for each in asked:
        assert bool(each.answer) == bool(each.claims)
        assert each.answer or each.missing
    assert [each.id for each in asked if not each.answer] == ["best-and-worst"]


def test_whatever_the_thread_does_not_speak_of_comes_with_somebody_to_ask() -> None:
    assert IR.evidence_base.silences
    assert all(silence.ask for silence in IR.evidence_base.silences)


SURE_OF_NOTHING = "&".join(f"{question.id}=not_sure" for question in IR.questions)


def test_a_student_who_is_sure_of_nothing_is_told_of_no_option_that_it_suits() -> None:
    made = summarize(route(IR, read_query(IR, SURE_OF_NOTHING).answers))
    assert made.headline.id == "go_and_see"
    assert made.mostly_unsure
    assert not any(statement.marks for statement in made.statements)
    columns = zip(*(row.marks for row in made.picture.rows), strict=True)
    assert all(set(column) == {"open", "none"} for column in columns)
    assert made.rows == ()
    assert {answer.question for answer in made.to_find_out} == {question.id for question in IR.questions}


PROSE = [
    "rules/**/*.yaml",
    "rules/**/*.po",
    "seeds/**/*.yaml",
    "docs/**/*.md",
    "templates/**/*",
    "quiz/**/*.py",
    "tests/**/*.py",
    "*.md",
]


@pytest.mark.parametrize("path", sorted(p for each in PROSE for p in PROJECT.glob(each) if p.is_file()), ids=str)
def test_no_run_of_seven_words_is_the_threads(path: Path) -> None:
    words = re.findall(r"[a-z0-9']+", path.read_text().lower().replace("’", "'"))
    runs = [" ".join(words[place : place + 7]) for place in range(len(words) - 6)]
    assert [run for run in runs if sha256(run.encode()).hexdigest()[:16] in RUNS] == []


def test_routing_asks_for_clinics_only_where_a_clinic_is_thinkable(ir: Rulebook) -> None:
    def asked(picked: str) -> set[str]:
        return {question.id for question in route(ir, {"clinic_building": frozenset({picked})}).asked}

    assert "clinic_fields" not in asked("avoid")
    assert "clinic_fields" in asked("build")
    assert "clinic_fields" in asked(NOT_SURE)
