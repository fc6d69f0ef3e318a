"""Rulebook and answers in, summary out."""

import json
from dataclasses import FrozenInstanceError, asdict, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.answers.query import read_query, write_query
from quiz.answers.routing import route
from quiz.output.formats import as_json
from quiz.rulebook.conditions import NOT_SURE, Answers
from quiz.rulebook.model import Rulebook
from quiz.summary.engine import NoSingleRule, Unanswered, summarize
from quiz.summary.model import (
    AsideView,
    AskedView,
    DeadlineView,
    Mark,
    MarkView,
    Provenance,
    Reason,
    SilenceView,
    SourceView,
    Statement,
    Summary,
    WordView,
)
from tests.support.answering import all_answers, answers_to, picks_of
from tests.support.books import REGISTER, RICH, SMALL, book
from tests.support.correct import assert_summary_is_right
from tests.support.naive import expected
from tests.support.own_books import IR

ALL = "nights=few&people=young&people=old&first=sleep"
NO_NIGHTS = "nights=none&first=sleep"
UNSURE = "nights=not_sure&people=not_sure&first=sleep"


def made(rulebook: Rulebook, query: str = ALL) -> Summary:
    return summarize(route(rulebook, read_query(rulebook, query).answers))


def said(summary: Summary, name: str) -> Statement:
    """The statement with this id."""
    return next(each for each in summary.statements if each.id == name)


def marks(summary: Summary) -> dict[str, tuple[Mark, ...]]:
    """The marks of every answer, for Stay and for Leave."""
    return {row.question: row.marks for row in (*summary.picture.rows, *summary.picture.undivided)}


def test_the_headline_is_the_one_that_holds(small: Rulebook) -> None:
    assert made(small).headline.id == "nights_yes"
    assert made(small, "nights=none&first=sleep").headline.id == "nights_no"


def test_the_headline_has_its_reason_and_its_claims(small: Rulebook) -> None:
    headline = made(small, "nights=not_sure&people=old&first=sleep").headline
    assert (headline.id, headline.title) == ("nights_open", "Nights are open")
    assert headline.because == (Reason("nights", "Nights", ("Not sure yet",)),)
    assert [claim.id for claim in headline.claims] == ["r1-nights"]


def test_of_each_slot_the_key_point_that_holds_is_shown(tmp_path: Path) -> None:
    more = """\
  - id: night_work
    label: Your nights
    points:
      - {id: some_nights, when: {nights: {at_least: few}}, text: Nights are hard., claims: [r1-nights]}
      - {id: no_nights, when: {nights: [none, not_sure]}, text: Nights are easy., claims: [r2-nights]}
advice:
"""
    rulebook = book(tmp_path, SMALL.replace("advice:\n", more, 1))
    work, nights = made(rulebook).key_points
    assert (work.slot, work.label, work.id, work.text, work.because) == (
        "work", "The work", "work_point", "Days are full of people.", (),
    )  # fmt: skip
    assert (nights.slot, nights.label, nights.id) == ("night_work", "Your nights", "some_nights")
    assert nights.because == (Reason("nights", "Nights", ("A few",)),)
    assert [claim.place for claim in nights.claims] == ["1.1"]
    assert made(rulebook, NO_NIGHTS).key_points[1].text == "Nights are easy."


def test_the_summary_says_what_it_was_drawn_from(small: Rulebook) -> None:
    provenance = made(small).provenance
    (source,) = provenance.sources
    assert (provenance.title, provenance.edition, source.replies) == ("A small quiz", date(2024, 2, 3), 2)
    assert (source.title, source.opened) == ("A talk", date(2024, 1, 2))


def test_the_summary_passes_on_what_the_files_say_of_themselves(small: Rulebook) -> None:
    summary = made(small)
    assert summary.provenance == Provenance(
        rulebook="small",
        title="A small quiz",
        decision="Whether to work nights.",
        edition=date(2024, 2, 3),
        review_by=date(2099, 1, 1),
        language="en",
        sources=(
            SourceView(
                register="talk",
                letter="",
                title="A talk",
                short="A talk",
                kind="conversation",
                publisher="nobody",
                opened=date(2024, 1, 2),
                published=None,
                address=None,
                note="Two opinions.",
                replies=2,
                anonymous=True,
            ),
        ),
    )
    assert [(option.id, option.label, option.short, option.text) for option in summary.picture.options] == [
        ("stay", "Stay", "Stay", "Go on as now."),
        ("leave", "Leave", "Leave", "Do something else."),
    ]
    assert [(post.id, post.name, post.role, post.author, post.date, post.likes) for post in summary.sources] == [
        ("question", "The question", "asks", "a student", None, None),
        ("reply-1", "Reply 1", "reply", "not shown", None, 1),
        ("reply-2", "Reply 2", "reply", "not shown", None, None),
    ]
    assert [[claim.id for claim in post.claims] for post in summary.sources] == [
        ["q-asks"],
        ["r1-nights", "r1-days"],
        ["r2-nights"],
    ]


def test_an_option_passes_on_how_little_is_said_of_it_and_which_side_nobody_takes(tmp_path: Path) -> None:
    more = "text: Do something else., little_said: One reply does., unargued: {against: Nobody has left.}}"
    stay, leave = made(book(tmp_path, SMALL.replace("text: Do something else.}", more))).picture.options
    assert (stay.little_said, stay.unargued) == (None, {})
    assert (leave.little_said, leave.unargued) == ("One reply does.", {"against": "Nobody has left."})


def test_what_is_said_of_an_alternative_that_is_no_option_comes_to_everybody(tmp_path: Path) -> None:
    more = "besides: [{text: Nights elsewhere are easy., claims: [r2-nights]}]\nquestions:\n"
    (aside,) = made(book(tmp_path, SMALL.replace("questions:\n", more, 1)), NO_NIGHTS).besides
    assert isinstance(aside, AsideView)
    assert (aside.text, [claim.id for claim in aside.claims]) == ("Nights elsewhere are easy.", ["r2-nights"])


def test_a_post_passes_on_its_day(tmp_path: Path) -> None:
    dated = REGISTER.replace("role: asks,", "role: asks, date: 2024-01-01,")
    assert [post.date for post in made(book(tmp_path, register=dated)).sources] == [date(2024, 1, 1), None, None]


def test_a_question_to_ask_says_whom_and_why_and_on_what_it_rests(small: Rulebook) -> None:
    how_many, worth_it = made(small, "nights=not_sure&people=old&first=sleep").asks[::-1]
    assert (how_many.id, how_many.to, how_many.to_label) == ("how_many", "programmes", "Programs")
    assert (how_many.text, how_many.because) == ("How many nights are there?", ())
    assert [claim.id for claim in how_many.claims] == ["q-asks"]
    assert (worth_it.id, worth_it.to, worth_it.to_label) == ("worth_it", "mentor", "A mentor")
    assert (worth_it.text, worth_it.claims) == ("Is it worth it?", ())
    assert worth_it.because == (Reason("nights", "Nights", ("Not sure yet",)),)


def test_a_question_is_named_once_in_a_reason_with_all_that_counted(tmp_path: Path) -> None:
    when = "{all: [{people: [young, old]}, {people: young}, {not: {people: sick}}]}"
    rulebook = book(tmp_path, SMALL.replace("{people: [young, old, sick]}", when))
    assert said(made(rulebook), "with_people").because == (Reason("people", "People", ("The young", "The old")),)


def test_a_reason_tells_that_a_question_was_not_asked(tmp_path: Path) -> None:
    rulebook = book(tmp_path, SMALL.replace("{people: [young, old, sick]}", "{not: {people: young}}"))
    assert said(made(rulebook, NO_NIGHTS), "with_people").because == (Reason("people", "People", ()),)


def test_every_statement_has_the_exact_part_of_the_answers_that_called_it_up(small: Rulebook) -> None:
    summary = made(small)
    (reason,) = said(summary, "hard_nights").because
    assert (reason.question, reason.label, reason.answers) == ("nights", "Nights", ("A few",))
    (reason,) = said(summary, "with_people").because
    assert reason.answers == ("The young", "The old")
    assert said(summary, "everyone").because == ()


def test_every_statement_cites_its_claims_with_post_and_sentence(small: Rulebook) -> None:
    (claim,) = said(made(small), "with_people").claims
    assert (claim.id, claim.post, claim.post_name, claim.sentence, claim.place, claim.text) == (
        "r1-days", "reply-1", "Reply 1", 2, "1.2", "Days are full of people.",
    )  # fmt: skip


def test_a_place_is_short_for_post_and_sentence(small: Rulebook) -> None:
    places = {claim.id: claim.place for post in made(small).sources for claim in post.claims}
    assert places == {"q-asks": "Q.1", "r1-nights": "1.1", "r1-days": "1.2", "r2-nights": "2.1"}


def test_what_a_statement_speaks_for_and_against_comes_with_the_reason(small: Rulebook) -> None:
    assert said(made(small), "hard_nights").marks == (
        MarkView("stay", "Stay", "against", "nights are hard"),
        MarkView("leave", "Leave", "for", "nights are hard"),
    )
    assert said(made(small), "everyone").marks == ()


def test_every_answer_has_its_marks_and_its_statements_and_each_statement_stands_once(small: Rulebook) -> None:
    summary = made(small)
    assert [(row.question, row.label, row.answers, row.is_priority) for row in summary.picture.rows] == [
        ("nights", "Nights", ("A few",), True),
        ("people", "People", ("The young", "The old"), False),
    ]
    assert marks(summary) == {"nights": ("against", "for"), "people": ("for", "against")}
    assert {answer.question: [each.id for each in answer.statements] for answer in summary.answers} == {
        "nights": ["hard_nights"], "people": ["with_people"], "first": [],
    }  # fmt: skip
    assert [each.id for each in summary.for_everybody] == ["everyone"]


def test_an_answer_that_says_nothing_of_any_option_is_kept_apart(small: Rulebook) -> None:
    picture = made(small, "nights=many&people=nobody&first=sleep").picture
    assert picture.rows == ()
    assert [(row.question, row.answers) for row in picture.undivided] == [
        ("nights", ("Many",)),
        ("people", ("Nobody",)),
    ]


def test_an_answer_from_which_one_statement_speaks_for_and_another_against_is_both(tmp_path: Path) -> None:
    more = """\
  - {id: paid, when: {nights: few}, title: Nights are paid, claims: [r2-nights], for: {stay: nights are easy}}
tensions:
"""
    summary = made(book(tmp_path, SMALL.replace("tensions:\n", more, 1)))
    assert marks(summary)["nights"] == ("both", "for")


def test_advice_stands_under_the_answer_that_it_is_about_while_that_counts(tmp_path: Path) -> None:
    about = "id: hard_nights\n    about: people"
    rulebook = book(tmp_path, SMALL.replace("id: hard_nights", about))
    assert marks(made(rulebook)) == {"nights": ("none", "none"), "people": ("both", "both")}
    assert marks(made(rulebook, NO_NIGHTS)) == {"nights": ("against", "for")}, "people was not asked"


def test_advice_that_rests_on_an_answer_that_is_not_asked_alone_is_for_everybody(tmp_path: Path) -> None:
    rulebook = book(tmp_path, SMALL.replace("{people: [young, old, sick]}", "{not: {people: young}}"))
    assert [each.id for each in made(rulebook, NO_NIGHTS).for_everybody] == ["everyone", "with_people"]


def test_advice_that_depends_on_not_sure_is_a_question_mark_and_no_statement(small: Rulebook) -> None:
    summary = made(small, UNSURE)
    assert marks(summary) == {"nights": ("open", "open"), "people": ("open", "open")}
    assert [each.id for each in summary.statements] == ["everyone"]
    assert [(each.question, each.label, each.find_out) for each in summary.to_find_out] == [
        ("people", "People", "Visit a ward."),
        ("nights", "Nights", "Work one night."),
    ]


def test_advice_that_waits_for_two_answers_is_a_question_mark_at_both(tmp_path: Path) -> None:
    rulebook = book(tmp_path, SMALL.replace("{people: [young, old, sick]}", "{nights: many, people: young}"))
    assert marks(made(rulebook, UNSURE)) == {"nights": ("open", "open"), "people": ("open", "open")}
    decided = made(rulebook, "nights=few&people=not_sure&first=sleep")
    assert marks(decided)["people"] == ("none", "none")


def test_a_mark_of_either_side_hides_the_question_mark(tmp_path: Path) -> None:
    more = "  - {id: lonely, when: {nights: not_sure}, title: Ask, claims: [r1-days], for: {stay: days are full}}\n"
    rulebook = book(tmp_path, SMALL.replace("tensions:\n", f"{more}tensions:\n", 1))
    assert marks(made(rulebook, "nights=not_sure&people=old&first=sleep"))["nights"] == ("for", "open")


def test_advice_without_marks_leaves_no_option_open(tmp_path: Path) -> None:
    text = SMALL.replace("    when: always\n    title: Days", "    when: {people: old}\n    title: Days")
    text = text.replace("{people: [young, old, sick]}", "{nights: many, people: [young, old, sick]}")
    text += "  - {id: all_ask, to: mentor, when: always, text: So?}\n"
    assert marks(made(book(tmp_path, text), "nights=few&people=not_sure&first=sleep"))["people"] == ("none", "none")


@pytest.mark.parametrize(
    ("query", "mostly"),
    [
        (UNSURE, True),
        ("nights=few&people=not_sure&first=not_sure", False),
        ("nights=not_sure&people=young&first=sleep", False),
        ("nights=few&people=young&first=not_sure", False),
    ],
)
def test_whoever_is_mostly_unsure_is_told_so_by_the_answers_that_decide(
    small: Rulebook, query: str, mostly: bool
) -> None:
    assert made(small, query).mostly_unsure is mostly


def test_where_most_is_unsure_the_picture_shows_only_the_answers_that_say_something(tmp_path: Path) -> None:
    weekends = """\
  - id: weekends
    kind: one
    label: Weekends
    text: Weekends?
    choices: [{id: some, label: Some}, {id: never, label: Never}]
    if_not_sure: Work one.
  - id: first
"""
    text = SMALL.replace("  - id: first\n", weekends, 1)
    more = "  - {id: weekend, when: {weekends: some}, title: So, claims: [r1-days], for: {stay: days are full}}\n"
    rulebook = book(tmp_path, text.replace("tensions:\n", f"{more}tensions:\n", 1))
    unsure = made(rulebook, f"{UNSURE}&weekends=some")
    assert [row.question for row in unsure.picture.rows] == ["nights", "people", "weekends"]
    assert [row.question for row in unsure.rows] == ["weekends"]
    sure = made(rulebook, "nights=few&people=not_sure&first=sleep&weekends=some")
    assert sure.rows == sure.picture.rows


def test_a_question_that_only_orders_can_be_not_sure_and_is_no_row_of_the_picture(small: Rulebook) -> None:
    summary = made(small, ALL.replace("sleep", "not_sure"))
    (unsure,) = summary.to_find_out
    assert (unsure.question, unsure.find_out) == ("first", "Take your time.")
    assert "first" not in marks(summary)


def test_a_tension_between_answers_shows_both_sides(small: Rulebook) -> None:
    (tension,) = made(small).tensions
    assert (tension.id, tension.title) == ("nights_or_people", "You want people, and hardly any nights")
    assert [side.text for side in tension.sides] == ["People come at night.", "Nights are hard."]
    assert {reason.question for reason in tension.because} == {"nights", "people"}
    assert not made(small, "nights=many&people=young&first=sleep").tensions


def test_a_claim_in_a_difference_brings_every_side_and_its_source(small: Rulebook) -> None:
    summary = made(small)
    (difference,) = summary.differences
    assert (difference.id, difference.kind, difference.about) == ("nights", "conflict", "How hard nights are")
    assert difference.note == "A night is hard or it is not."
    assert [side.text for side in difference.sides] == ["They are hard.", "They are easy."]
    assert "r2-nights" in {claim.id for post in summary.sources for claim in post.claims}


def test_the_other_side_of_a_difference_brings_it_along_too(tmp_path: Path) -> None:
    text = SMALL.replace("claims: [r1-nights]", "claims: [r2-nights]")
    (difference,) = made(book(tmp_path, text)).differences
    assert [[claim.id for claim in side.claims] for side in difference.sides] == [["r1-nights"], ["r2-nights"]]


def test_a_difference_that_no_used_claim_is_part_of_stays_away(tmp_path: Path) -> None:
    text = SMALL.replace("claims: [r1-nights]", "claims: [r1-days]").replace("Nights wear", "Days wear")
    text = text.replace("text: Is it worth it?", "text: Is it worth it?, claims: [r1-nights]")
    rulebook = book(tmp_path, text)
    summary = made(rulebook, "nights=many&people=old&first=sleep")
    assert not summary.differences
    assert {claim.id for post in summary.sources for claim in post.claims} == {"q-asks", "r1-days"}
    assert made(rulebook, "nights=not_sure&people=old&first=sleep").differences


def test_a_gap_says_what_can_be_done_about_it(tmp_path: Path) -> None:
    gap = REGISTER.replace("kind: conflict\n    because: A night is hard or it is not.", "kind: gap\n    so: Ask.")
    (difference,) = made(book(tmp_path, register=gap)).differences
    assert (difference.kind, difference.note) == ("gap", "Ask.")


def test_what_was_asked_and_what_the_source_leaves_open_is_told_to_everybody(small: Rulebook) -> None:
    summary = made(small, NO_NIGHTS)
    (asked,) = summary.asked
    assert isinstance(asked, AskedView)
    assert (asked.id, asked.asked, asked.answer, asked.missing) == (
        "nights", "How are the nights?", "Reply 1 calls them hard.", "Nobody counts them.",
    )  # fmt: skip
    assert [claim.id for claim in asked.claims] == ["r1-nights"]
    assert summary.silences == (SilenceView("pay", "Nobody speaks of pay.", "The union"),)


def test_what_nobody_answered_at_all_is_told_as_such(tmp_path: Path) -> None:
    unanswered = REGISTER.replace("answered_by: [r1-nights]", "answered_by: []")
    unanswered = unanswered.replace("    answer: Reply 1 calls them hard.\n", "")
    (asked,) = made(book(tmp_path, register=unanswered)).asked
    assert (asked.answer, asked.claims, asked.missing) == (None, (), "Nobody counts them.")


EXPLAINED = [
    "come", "counts", "hardly", "like", "moved", "pay", "quiz",
    "stayed", "they", "wants", "ward", "wear", "worth", "young",
]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "missing"),
    [
        (ALL, {"worth", "ward"}),
        (UNSURE, {"hardly", "come", "wear", "young"}),
        (NO_NIGHTS, {"like", "hardly", "come", "worth", "young", "ward"}),
        ("nights=many&people=old&first=sleep", {"hardly", "come", "worth", "young", "ward", "wear"}),
    ],
)
def test_the_words_explained_are_those_that_stand_somewhere_on_the_summary(
    tmp_path: Path, query: str, missing: set[str]
) -> None:
    more = "text: Do something else., little_said: One moved., unargued: {against: All stayed.}}"
    text = SMALL.replace("text: Do something else.}", more)
    text += "glossary:\n" + "".join(f"  - {{id: w_{word}, term: {word}, means: To {word}.}}\n" for word in EXPLAINED)
    assert made(book(tmp_path, text), query).words == tuple(
        WordView(f"w_{word}", word, f"To {word}.") for word in EXPLAINED if word not in missing
    )


@given(answers_to(IR))
def test_the_words_are_those_of_every_text_whatever_was_said_to_others(answers: Answers) -> None:
    summary = summarize(route(IR, answers))
    texts, todo = set[str](), [asdict(replace(summary, words=()))]
    while todo:
        each = todo.pop()
        if isinstance(each, str):
            texts.add(each)
        elif isinstance(each, dict | list | tuple):
            todo += each.values() if isinstance(each, dict) else each
    assert [word.id for word in summary.words] == [term.id for term in IR.terms_in(tuple(texts))]


def test_questions_to_ask_follow_from_the_answers(small: Rulebook) -> None:
    assert [ask.id for ask in made(small).asks] == ["how_many"]
    unsure = made(small, "nights=not_sure&people=old&first=company")
    assert [ask.id for ask in unsure.asks] == ["how_many", "worth_it"]


def test_what_matters_most_comes_first_and_decides_nothing(small: Rulebook) -> None:
    def order(summary: Summary) -> list[str]:
        return [answer.question for answer in summary.answers]

    sleep, company = made(small), made(small, ALL.replace("sleep", "company"))
    assert [row.question for row in sleep.picture.rows] == ["nights", "people"]
    assert [row.question for row in company.picture.rows] == ["people", "nights"]
    assert [row.is_priority for row in company.picture.rows] == [True, False]
    assert (order(sleep), order(company)) == (["nights", "people", "first"], ["people", "nights", "first"])
    unsure = made(small, ALL.replace("sleep", "not_sure"))
    assert order(unsure) == ["nights", "people", "first"]
    assert not any(row.is_priority for row in unsure.picture.rows)
    asks = made(small, "nights=not_sure&people=old&first=sleep").asks
    assert [ask.id for ask in asks] == ["worth_it", "how_many"]


@given(answers_to(IR), st.sampled_from(picks_of(IR.questions[-1])))
def test_what_matters_most_changes_no_statement_of_any_summary(answers: Answers, picked: frozenset[str]) -> None:
    assert IR.questions[-1].kind == "priority"
    one, other = summarize(route(IR, answers)), summarize(route(IR, {**answers, IR.questions[-1].id: picked}))
    assert (one.headline, one.key_points) == (other.headline, other.key_points)
    assert (one.differences, one.asked, one.sources) == (other.differences, other.asked, other.sources)
    assert marks(one) == marks(other)
    assert set(one.statements) == set(other.statements)
    assert set(one.tensions) == set(other.tensions)
    assert set(one.asks) == set(other.asks)
    assert one.mostly_unsure is other.mostly_unsure


@given(answers_to(IR))
def test_without_a_preference_every_list_is_in_the_order_of_the_rulebook(answers: Answers) -> None:
    summary = summarize(route(IR, {**answers, IR.questions[-1].id: frozenset({NOT_SURE})}))
    order = [*IR.question_by_id, *(rule.id for rule in IR.rules)]
    lists: list[list[str]] = [
        [answer.question for answer in summary.answers],
        [row.question for row in summary.picture.rows],
        [row.question for row in summary.picture.undivided],
        *([each.id for each in answer.statements] for answer in summary.answers),
        [tension.id for tension in summary.tensions],
        [ask.id for ask in summary.asks],
    ]
    for listed in lists:
        assert listed == sorted(listed, key=order.index)
    assert [option.id for option in summary.picture.options] == [option.id for option in IR.options]


@given(answers_to(IR))
def test_each_piece_of_advice_stands_once_and_its_marks_are_the_marks_of_its_answer(answers: Answers) -> None:
    summary = summarize(route(IR, answers))
    ids = [each.id for each in summary.statements]
    assert len(ids) == len(set(ids))
    for answer in summary.answers:
        row = marks(summary).get(answer.question)
        for place, option in enumerate(IR.options):
            sides = {mark.side for each in answer.statements for mark in each.marks if mark.option == option.id}
            if sides:
                assert row is not None
                assert row[place] == ("both" if len(sides) == 2 else sides.pop())
            elif row is not None:
                assert row[place] in ("open", "none")


def test_an_answer_that_routing_skips_is_shown_as_not_counted_and_moves_nothing(small: Rulebook) -> None:
    with_it, without = made(small, "nights=none&people=young&first=sleep"), made(small, "nights=none&first=sleep")
    assert [(answer.question, answer.counted) for answer in with_it.answers] == [
        ("nights", True), ("first", True), ("people", False),
    ]  # fmt: skip
    assert with_it.query == without.query == "nights=none&first=sleep"
    assert (with_it.picture, with_it.statements) == (without.picture, without.statements)
    assert (with_it.answers[-1].answers, with_it.answers[-1].statements) == (("The young",), ())


def test_an_answer_to_no_question_of_the_quiz_is_not_shown(small: Rulebook) -> None:
    answers = read_query(small, ALL).answers
    assert summarize(route(small, {**answers, "color": frozenset({"red"})})) == summarize(route(small, answers))


def test_nothing_of_a_summary_can_be_changed(small: Rulebook) -> None:
    summary = made(small)
    for part, field in ((summary, "query"), (summary.headline, "title"), (summary.picture.rows[0], "label")):
        with pytest.raises(FrozenInstanceError):
            setattr(part, field, "other")


def test_answers_that_leave_a_question_open_are_refused(small: Rulebook) -> None:
    with pytest.raises(Unanswered) as caught:
        made(small, "nights=few")
    assert [question.id for question in caught.value.questions] == ["people", "first"]
    assert str(caught.value) == "not answered: people, first"


def test_a_rulebook_without_one_headline_for_some_answers_says_which(tmp_path: Path) -> None:
    twice = book(tmp_path, SMALL.replace("when: {nights: not_sure}, title", "when: {nights: few}, title"))
    with pytest.raises(NoSingleRule) as caught:
        made(twice)
    assert (caught.value.place, caught.value.rules) == ("headlines", ("nights_yes", "nights_open"))
    assert "nights_yes, nights_open" in str(caught.value)
    assert caught.value.query == ALL
    with pytest.raises(NoSingleRule, match=r"these do: none$") as caught:
        made(twice, "nights=not_sure&people=old&first=sleep")
    assert caught.value.rules == ()


def test_a_rulebook_without_one_key_point_of_a_slot_for_some_answers_says_which(tmp_path: Path) -> None:
    rulebook = book(tmp_path, SMALL.replace("{id: work_point, when: always", "{id: work_point, when: {nights: few}"))
    assert made(rulebook).key_points[0].id == "work_point"
    with pytest.raises(NoSingleRule) as caught:
        made(rulebook, NO_NIGHTS)
    assert (caught.value.place, caught.value.rules, caught.value.query) == ("work", (), NO_NIGHTS)


def test_the_same_input_gives_an_equal_summary(small: Rulebook) -> None:
    assert made(small) == made(small)


def test_a_copy_with_other_words_is_summarized_in_its_own(small: Rulebook) -> None:
    assert made(small).headline.title == "You take nights"
    retitled = small.headlines[0].model_copy(update={"title": "Nights it is"})
    other = small.model_copy(update={"headlines": (retitled, *small.headlines[1:])})
    assert made(other).headline.title == "Nights it is"
    assert made(small).headline.title == "You take nights"


DUE = """\
deadlines: [{id: soon, label: This week}, {id: later, label: Before you sign, date: 2024-05-01}]
advice:
  - {id: sign, when: {nights: few}, title: Read what you sign, claims: [r1-days], by: later}
  - {id: rest, when: {nights: few}, title: Sleep, claims: [r1-days], by: soon}
"""


def test_under_an_answer_what_has_a_deadline_comes_first_in_the_order_of_the_deadlines(tmp_path: Path) -> None:
    rulebook = book(tmp_path, SMALL.replace("advice:\n", DUE))
    summary = made(rulebook)
    assert [each.id for each in summary.answers[0].statements] == ["rest", "sign", "hard_nights"]
    soon, later = DeadlineView("soon", "This week", None), DeadlineView("later", "Before you sign", date(2024, 5, 1))
    assert [(each.id, each.by) for each in summary.due] == [("rest", soon), ("sign", later)]
    assert summary.deadlines == (soon, later)
    assert made(rulebook, NO_NIGHTS).deadlines == ()


def test_whatever_a_rulebook_may_have_its_summaries_are_as_the_naive_evaluation_says(tmp_path: Path) -> None:
    rulebook = book(tmp_path, RICH)
    for answers in all_answers(rulebook):
        query = write_query(rulebook, {**answers, "first": frozenset({NOT_SURE})})
        told = json.loads(as_json(made(rulebook, query), ()))
        assert_summary_is_right(told, expected(RICH, query.encode()))


def test_a_follow_up_is_skipped_where_not_sure_leaves_open_whether_to_ask_it(tmp_path: Path) -> None:
    for text, asked in ((SMALL, ["nights", "people", "first"]), (RICH, ["nights", "first"])):
        taken = route(book(tmp_path, text), {"nights": frozenset({NOT_SURE})})
        assert [question.id for question in taken.asked] == asked
