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
from tests.support.answering import answers_to
from tests.support.own_books import IR, VERDICTS, texts_in

PROJECT = Path(__file__).parents[2]
RUNS = frozenset((Path(__file__).parents[1] / "data" / "thread_runs.txt").read_text().split())
"""The thread itself is not part of the project: these are hashes of each run of seven words in it."""


@given(answers_to(IR))
def test_every_student_gets_a_headline_and_advice_in_every_section(answers: Answers) -> None:
    made = summarize(route(IR, answers))
    assert [section.id for section in made.sections] == [section.id for section in IR.sections]


@given(answers_to(IR))
def test_every_line_names_a_sentence_of_a_post(answers: Answers) -> None:
    made = summarize(route(IR, answers))
    register = IR.evidence_register
    lines = [made.headline, *(line for section in made.sections for line in section.lines)]
    for claim in [claim for line in lines for claim in line.claims]:
        assert 1 <= claim.sentence <= register.post_by_id[claim.post].sentences
    shown = {claim.id for post in made.sources for claim in post.claims}
    assert {claim.id for line in lines for claim in line.claims} <= shown


@given(answers_to(IR))
def test_what_is_disputed_never_comes_without_the_other_side(answers: Answers) -> None:
    made = summarize(route(IR, answers))
    shown = {claim.id for section in made.sections for line in section.lines for claim in line.claims}
    beside = {claim.id for each in made.disagreements for side in each.sides for claim in side.claims}
    for claim in shown:
        assert set(IR.evidence_register.disagreeing_with(claim)) <= beside


@given(answers_to(IR))
def test_every_not_sure_comes_with_a_way_to_find_out(answers: Answers) -> None:
    made = summarize(route(IR, answers))
    unsure = [question for question, picked in answers.items() if NOT_SURE in picked]
    assert {each.question for each in made.unsure} == set(unsure)
    assert all(each.find_out for each in made.unsure)


@given(answers_to(IR), st.data())
def test_what_matters_most_orders_the_summary_and_decides_nothing(answers: Answers, data: st.DataObject) -> None:
    other = {**answers, "matters_most": data.draw(answers_to(IR))["matters_most"]}

    def told(given: Answers) -> tuple[object, ...]:
        made = summarize(route(IR, given))
        options = [(o.id, {x.id for x in o.speaks_for}, {x.id for x in o.speaks_against}) for o in made.options]
        lines = {line.id for section in made.sections for line in section.lines}
        return made.headline.id, options, lines, {tension.id for tension in made.tensions}

    assert told(answers) == told(other)


def test_the_first_three_questions_are_the_ones_the_decision_turns_on() -> None:
    assert [question.id for question in IR.questions[:3]] == ["patient_contact", "call_tolerance", "reading_room"]
    assert 8 <= len(IR.questions) <= 11
    assert IR.questions[-1].kind == "priority"


def test_one_question_takes_several_choices_and_one_is_asked_only_where_it_matters() -> None:
    assert any(question.kind == "several" for question in IR.questions)
    assert any(question.ask_when is not None for question in IR.questions)


def test_every_option_has_something_for_it_and_something_against_it() -> None:
    for option in IR.options:
        assert any(option.id in advice.favours for advice in IR.advice)
        assert any(option.id in advice.against for advice in IR.advice)


def test_where_the_thread_says_little_of_an_option_the_summary_says_so() -> None:
    assert next(option for option in IR.options if option.id == "beyond_ir").little_said


def test_all_sentences_of_the_thread_are_registered() -> None:
    register = IR.evidence_register
    assert [(post.id, post.sentences) for post in register.posts] == [
        ("question", 8),
        ("reply-1", 11),
        ("reply-2", 8),
        ("reply-3", 3),
    ]


def test_what_was_asked_and_not_answered_is_said_to_every_student() -> None:
    unanswered = [asked for asked in IR.evidence_register.asked if not asked.answered_by]
    assert unanswered
    made = summarize(route(IR, read_query(IR, SURE_OF_NOTHING).answers))
    assert {asked.id for asked in unanswered} <= {gap.id for gap in made.gaps if gap.nobody_answered}


SURE_OF_NOTHING = "&".join(f"{question.id}=not_sure" for question in IR.questions)


def test_a_student_who_is_sure_of_nothing_is_told_of_no_option_that_it_suits() -> None:
    made = summarize(route(IR, read_query(IR, SURE_OF_NOTHING).answers))
    assert made.headline.id == "all_open"
    for option in made.options:
        assert not option.speaks_for
        assert not option.speaks_against
        assert option.open


def test_no_text_of_the_rulebook_names_a_winner_or_a_share() -> None:
    texts = texts_in(IR.model_dump(mode="json", exclude={"evidence_register", "kept"}))
    assert texts
    assert [text for text in texts if VERDICTS.search(text)] == []


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
