"""What is said about a quiz, computed from its files, and the page that says it."""

import json
from datetime import date
from html import unescape
from pathlib import Path

import jsonschema
import pytest
from flask.testing import FlaskClient
from pydantic import TypeAdapter

from quiz.about.facts import About, Band, MarksView, ShareView, about, as_json
from quiz.about.ipdas import Item, Standing
from quiz.rulebook.model import Rulebook
from quiz.web.app import app_for
from tests.support.books import PROVED, REGISTER, SMALL, book, changed

TODAY = date(2026, 11, 25)
OLD = changed("review_by: 2099-01-01", "review_by: 2024-06-01")
FOR_STAY = "    for: {stay: people are here}\n"
FULL = "nights=few&people=young&first=sleep"


def item(rulebook: Rulebook, which: str, today: date = TODAY) -> Item:
    """The item with this number, or with this wording."""
    found = [each for each in about(rulebook, today).ipdas if which in (each.number, each.asks)]
    assert len(found) == 1, which
    return found[0]


def standing(rulebook: Rulebook, which: str, today: date = TODAY) -> Standing:
    return item(rulebook, which, today).standing


def page_of(rulebook: Rulebook, path: str) -> str:
    page = app_for({rulebook.id: rulebook}).test_client().get(f"/{rulebook.id}/{path}").text
    return " ".join(unescape(page).split())


def test_it_says_who_wrote_it_who_paid_and_how_evidence_was_chosen(small: Rulebook) -> None:
    page = page_of(small, "about")
    for said in (
        "Whether to work nights.",
        "The tests. wrote it",
        "Funding: None.",
        "All of the talk.",
        "“A talk”, conversation, nobody, opened January 2, 2024. Two opinions.",
        "Edition of February 3, 2024. Next review by January 1, 2099. When a test needs it.",
        "It has 2 replies.",
    ):
        assert said.replace("The tests. wrote", "The tests.</strong> wrote") in page, said


def test_replies_are_called_people_only_where_the_source_tells_them_apart(small: Rulebook, tmp_path: Path) -> None:
    assert not about(small, TODAY).evidence.sources[0].writers_told_apart
    assert "may come from fewer people" in page_of(small, "about")
    named = REGISTER.replace("author: not shown, likes", "author: a nurse, likes")
    told = book(tmp_path, register=named)
    assert about(told, TODAY).evidence.sources[0].writers_told_apart
    assert "The source names a different writer for each." in page_of(told, "about")


def test_claims_are_counted_by_topic(small: Rulebook) -> None:
    (topic,) = about(small, TODAY).evidence.sources[0].topics
    assert (topic.label, topic.claims, topic.posts, topic.disputed) == ("The work", 4, 3, 2)


def test_past_its_review_date_the_quiz_says_so_on_every_page_that_matters(small: Rulebook, tmp_path: Path) -> None:
    said = "Review was due on June 1, 2024"
    old = book(tmp_path, OLD)
    for path in ("about", "", f"summary?{FULL}", f"summary.txt?{FULL}"):
        assert said in page_of(old, path), path
        assert "Review was due" not in page_of(small, path), path


def test_review_is_overdue_only_after_its_day(tmp_path: Path) -> None:
    old = book(tmp_path, OLD)
    assert not old.review_is_overdue(date(2024, 6, 1))
    assert old.review_is_overdue(date(2024, 6, 2))
    assert standing(old, "2.2.3", date(2024, 6, 1)) == "met"
    assert standing(old, "2.2.3", date(2024, 6, 2)) == "unmet"


def test_an_option_without_advice_on_one_side_fails_its_item(small: Rulebook, tmp_path: Path) -> None:
    assert (standing(small, "1.1.4"), standing(small, "1.1.5")) == ("met", "met")
    one_sided = book(tmp_path, changed(FOR_STAY, ""))
    assert item(one_sided, "1.1.4").how == "Missing for: Stay."
    assert standing(one_sided, "1.1.4") == "unmet"
    assert standing(one_sided, "1.1.5") == "met"


def test_a_side_that_nobody_takes_is_said_and_counts_as_adapted(tmp_path: Path) -> None:
    unargued = "label: Stay, unargued: {for: Nobody was asked.},"
    silent = book(tmp_path, changed("label: Stay,", unargued, changed(FOR_STAY, "")))
    assert standing(silent, "1.1.4") == "adapted"
    assert "Nobody argues for it: Nobody was asked." in page_of(silent, "about")


def test_options_of_unequal_length_fail_their_item(small: Rulebook, tmp_path: Path) -> None:
    assert standing(small, "2.1.1") == "met"
    assert standing(book(tmp_path, changed("text: Go on as now.", f"text: {'x' * 60}")), "2.1.1") == "unmet"


def test_questions_to_ask_and_what_matters_most_are_looked_for(small: Rulebook, tmp_path: Path) -> None:
    assert standing(small, "Asks what matters most") == standing(small, "Gives questions to take to somebody") == "met"
    priority = SMALL[SMALL.index("  - id: first\n") : SMALL.index("headlines:")]
    asks = SMALL[SMALL.index("addressees:") :]
    without = book(
        tmp_path, SMALL.replace(priority, "").replace(asks, "unused_claims: [{claim: q-asks, why: A question.}]\n")
    )
    assert standing(without, "Asks what matters most") == "unmet"
    assert standing(without, "Gives questions to take to somebody") == "unmet"


def test_what_was_evaluated_is_met_and_all_else_is_said_to_be_missing(small: Rulebook, tmp_path: Path) -> None:
    asks = "Tried out with people who are deciding"
    assert asks in about(small, TODAY).not_evaluated_for
    assert item(small, asks).how == "No record of it."
    tried = "evaluations: [{of: trial_with_users, date: 2024-05-01, text: Five students took it.}]\n"
    done = book(tmp_path, SMALL + tried)
    assert item(done, asks).how == "May 1, 2024: Five students took it."
    assert standing(done, asks) == "met"
    assert asks not in about(done, TODAY).not_evaluated_for
    assert len(about(done, TODAY).not_evaluated_for) == 7


def test_a_language_without_a_formula_is_said_not_to_be_measured(tmp_path: Path) -> None:
    other = book(tmp_path, changed("language: en", "language: fr"))
    assert standing(other, "Reports how hard it is to read") == "unmet"
    assert about(other, TODAY).reading_grade is None
    assert "Not measured" in page_of(other, "about")


def test_every_item_says_how_and_none_of_the_sixteen_is_left_out(ir: Rulebook) -> None:
    items = about(ir, TODAY).ipdas
    numbers = [each.number for each in items if each.number]
    assert numbers == [
        *("1.1.1", "1.1.2", "1.1.3", "1.1.4", "1.1.5", "1.2.1"),
        *("2.1.1", "2.2.1", "2.2.2", "2.2.3", "2.2.4", "2.3.1", "2.4.1–2.4.4"),
    ]
    assert all(each.asks and each.how for each in items)
    page = page_of(ir, "about")
    for each in items:
        assert each.how in page, each.how


def test_our_own_quiz_meets_what_can_be_met_without_other_people(ir: Rulebook) -> None:
    unmet = [each.asks for each in about(ir, ir.edition).ipdas if each.standing == "unmet"]
    assert unmet == ["Tells what follows if nothing is done", *about(ir, ir.edition).not_evaluated_for]


def test_the_most_marks_of_each_option_are_published_with_answers_that_give_them(tmp_path: Path) -> None:
    small = book(tmp_path, PROVED)
    stay, leave = about(small, TODAY).options
    assert stay.most_for is not None
    assert (stay.most_for.speaks_for, stay.most_for.speaks_against) == (1, 0)
    assert leave.most_for == MarksView(1, 0, "nights=none")
    page = page_of(small, "about")
    label = "1 for, 0 against: Answers with the most marks for Stay"
    assert f'<a href="/small/check?{stay.most_for.query}" aria-label="{label}">' in page
    walked = page_of(small, f"summary?{stay.most_for.query}&first=not_sure")
    assert "people are here" in walked


def test_how_many_answer_sets_a_text_applies_to_at_most_is_published(tmp_path: Path) -> None:
    said = about(book(tmp_path, PROVED), TODAY)
    assert said.broadest_headline == ShareView("You take nights", 16, 25, 1.5)
    assert said.broadest_key_point == ShareView("Days are full of people.", 25, 25, 1)
    page = page_of(book(tmp_path, PROVED), "about")
    assert "No headline applies to more than 16 of 25 answer sets, one in 1.5." in page
    assert "No key point applies to more than 25, one in 1." in page


def test_what_cannot_be_counted_within_its_bounds_is_said_to_be_so(
    small: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quiz.proof.statistics.SECONDS", 0)
    said = about(small, TODAY)
    assert [(option.most_for, option.most_against) for option in said.options] == [(None, None), (None, None)]
    assert said.broadest_headline is None
    page = page_of(small, "about")
    assert page.count("not counted") == 4
    assert "No headline applies" not in page


def test_the_reading_grade_stands_beside_the_band_that_it_is_written_for(small: Rulebook, tmp_path: Path) -> None:
    assert about(small, TODAY).written_for is None
    assert "It is written for" not in page_of(small, "about")
    banded = book(tmp_path, changed("options:\n", "reading_grade: {from: 8, to: 10}\noptions:\n"))
    assert about(banded, TODAY).written_for == Band(8, 10)
    assert "It is written for school years 8 to 10 by Flesch-Kincaid." in page_of(banded, "about")


def test_the_page_as_data_fits_its_schema(client: FlaskClient, small: Rulebook) -> None:
    data = client.get("/small/about.json").json
    assert data == json.loads(as_json(about(small, date.today())))
    schema = TypeAdapter(About).json_schema(mode="serialization")
    jsonschema.Draft202012Validator(schema).validate(data)
    assert data["options"][0]["can_speak_for"] == 1


@pytest.mark.parametrize("path", ["", "ask", f"check?{FULL}", f"summary?{FULL}", "about", "ask?nights=none&color=red"])
def test_every_page_of_a_quiz_leads_to_it_with_all_answers(client: FlaskClient, path: str) -> None:
    page = unescape(client.get(f"/small/{path}").text)
    query = path.partition("?")[2].removesuffix("&color=red")
    assert f'href="/small/about{"?" if query else ""}{query}"' in page


def test_it_leads_back_to_where_the_student_was(client: FlaskClient) -> None:
    assert 'href="/small/ask?nights=few"' in unescape(client.get("/small/about?nights=few").text)
    assert 'href="/small/"' in client.get("/small/about").text


def test_the_whole_glossary_stands_on_it(ir: Rulebook) -> None:
    page = page_of(ir, "about")
    assert ir.glossary
    for term in ir.glossary:
        assert f"<dt>{term.term}</dt><dd>{term.means}</dd>" in page
    assert "The explanations are ours, not the source’s." in page
