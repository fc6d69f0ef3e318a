"""Rulebook and answers in, summary out."""

import subprocess
import sys
from pathlib import Path

import pytest

from quiz.answers import read_query
from quiz.engine import NoSingleHeadline, Unanswered, summarise
from quiz.rulebook import Rulebook
from quiz.summary import Summary
from tests.books import SMALL, book

ALL = "nights=few&people=young&people=old&first=sleep"


def made(rulebook: Rulebook, query: str = ALL) -> Summary:
    return summarise(rulebook, read_query(rulebook, query).answers)


def titles(summary: Summary) -> list[str]:
    return [line.id for section in summary.sections for line in section.lines]


def test_the_headline_is_the_one_that_holds(small: Rulebook) -> None:
    assert made(small).headline.id == "nights_yes"
    assert made(small, "nights=none&first=sleep").headline.id == "nights_no"


def test_every_line_has_the_exact_part_of_the_answers_that_called_it_up(small: Rulebook) -> None:
    lines = {line.id: line for section in made(small).sections for line in section.lines}
    (reason,) = lines["hard_nights"].because
    assert (reason.question, reason.label, reason.answers) == ("nights", "Nights", ("A few",))
    (reason,) = lines["with_people"].because
    assert reason.answers == ("The young", "The old")
    assert lines["everyone"].because == ()


def test_every_line_cites_its_claims_with_post_and_sentence(small: Rulebook) -> None:
    (claim,) = made(small).sections[0].lines[-1].claims
    assert (claim.id, claim.post_name, claim.sentence, claim.text) == (
        "r1-days", "Reply 1", 2, "Days are full of people.",
    )  # fmt: skip


def test_what_speaks_for_and_against_each_option_follows_from_the_answers(small: Rulebook) -> None:
    stay, leave = made(small).options
    assert [line.id for line in stay.speaks_for] == ["with_people"]
    assert [line.id for line in stay.speaks_against] == ["hard_nights"]
    assert [line.id for line in leave.speaks_for] == ["hard_nights"]
    assert [line.id for line in leave.speaks_against] == ["with_people"]


def test_advice_that_depends_on_not_sure_is_open_and_says_what_it_waits_for(small: Rulebook) -> None:
    summary = made(small, "nights=not_sure&people=not_sure&first=sleep")
    stay, _ = summary.options
    assert not stay.speaks_for
    assert not stay.speaks_against
    assert [(each.question, each.may_speak_for, each.may_speak_against) for each in stay.open] == [
        ("nights", (), ("Nights wear people down",)),
        ("people", ("People are there day and night",), ()),
    ]
    assert [(each.question, each.find_out) for each in summary.unsure] == [
        ("nights", "Work one night."),
        ("people", "Visit a ward."),
    ]
    assert summary.unsure[1].waiting == ("People are there day and night",)


def test_a_tension_between_answers_shows_both_sides(small: Rulebook) -> None:
    (tension,) = made(small).tensions
    assert [side.text for side in tension.sides] == ["People come at night.", "Nights are hard."]
    assert {reason.question for reason in tension.because} == {"nights", "people"}
    assert not made(small, "nights=many&people=young&first=sleep").tensions


def test_a_disputed_claim_brings_every_side_and_its_source(small: Rulebook) -> None:
    summary = made(small)
    (disagreement,) = summary.disagreements
    assert [side.text for side in disagreement.sides] == ["They are hard.", "They are easy."]
    assert "r2-nights" in {claim.id for post in summary.sources for claim in post.claims}


def test_what_the_source_leaves_open_is_told_to_everybody(small: Rulebook) -> None:
    summary = made(small)
    assert [gap.missing for gap in summary.gaps] == ["Nobody counts them."]
    assert summary.silences == ("Nobody speaks of pay.",)


def test_questions_to_ask_follow_from_the_answers(small: Rulebook) -> None:
    assert [ask.id for ask in made(small).ask_programmes] == ["how_many"]
    assert made(small).ask_mentor == ()
    assert [ask.id for ask in made(small, "nights=not_sure&people=old&first=sleep").ask_mentor] == ["worth_it"]


def test_what_matters_most_comes_first_and_decides_nothing(small: Rulebook) -> None:
    sleep, company = made(small), made(small, ALL.replace("sleep", "company"))
    assert titles(sleep) == ["hard_nights", "everyone", "with_people"]
    assert titles(company) == ["with_people", "everyone", "hard_nights"]
    unsure = made(small, ALL.replace("sleep", "not_sure"))
    assert titles(unsure) == ["everyone", "hard_nights", "with_people"]


def test_an_answer_that_routing_skips_is_shown_as_not_counted_and_moves_nothing(small: Rulebook) -> None:
    with_it, without = made(small, "nights=none&people=young&first=sleep"), made(small, "nights=none&first=sleep")
    assert [(answer.question, answer.counted) for answer in with_it.answers] == [
        ("nights", True), ("people", False), ("first", True),
    ]  # fmt: skip
    assert with_it.query == without.query == "nights=none&first=sleep"
    assert (with_it.options, with_it.sections) == (without.options, without.sections)


def test_answers_that_leave_a_question_open_are_refused(small: Rulebook) -> None:
    with pytest.raises(Unanswered) as caught:
        made(small, "nights=few")
    assert [question.id for question in caught.value.questions] == ["people", "first"]


def test_a_rulebook_without_one_headline_for_some_answers_says_which(tmp_path: Path) -> None:
    twice = book(tmp_path, SMALL.replace("when: {nights: not_sure}, title", "when: {nights: few}, title"))
    with pytest.raises(NoSingleHeadline) as caught:
        made(twice)
    assert caught.value.headlines == ("nights_yes", "nights_open")
    with pytest.raises(NoSingleHeadline, match="none"):
        made(twice, "nights=not_sure&people=old&first=sleep")


def test_the_same_input_gives_an_equal_summary(small: Rulebook) -> None:
    assert made(small) == made(small)


def test_the_core_imports_no_flask() -> None:
    core = "quiz.engine, quiz.load, quiz.shelf, quiz.proof, quiz.changes, quiz.diff, quiz.formats, quiz.explain"
    code = f"import sys, {core}; sys.exit('flask' in sys.modules or 'werkzeug' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
