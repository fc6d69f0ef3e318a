"""Rulebook and answers in, summary out."""

from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.answers.query import read_query
from quiz.answers.routing import route
from quiz.rulebook.conditions import NOT_SURE, Answers
from quiz.rulebook.model import Rulebook
from quiz.summary.engine import NoSingleRule, Unanswered, summarize
from quiz.summary.model import GapView, OneSidedView, OpenView, Provenance, Reason, Summary, WordView
from tests.support.answering import answers_to, picks_of
from tests.support.books import REGISTER, SMALL, book
from tests.support.own_books import IR

ALL = "nights=few&people=young&people=old&first=sleep"


def made(rulebook: Rulebook, query: str = ALL) -> Summary:
    return summarize(route(rulebook, read_query(rulebook, query).answers))


def titles(summary: Summary) -> list[str]:
    return [line.id for section in summary.sections for line in section.lines]


def test_the_headline_is_the_one_that_holds(small: Rulebook) -> None:
    assert made(small).headline.id == "nights_yes"
    assert made(small, "nights=none&first=sleep").headline.id == "nights_no"


def test_the_headline_has_its_reason_and_its_claims(small: Rulebook) -> None:
    headline = made(small, "nights=not_sure&people=old&first=sleep").headline
    assert (headline.id, headline.title, headline.text) == ("nights_open", "Nights are open", "Find out.")
    assert headline.because == (Reason("nights", "Nights", ("Not sure yet",)),)
    assert [claim.id for claim in headline.claims] == ["r1-nights"]


def test_the_summary_says_what_it_was_drawn_from(small: Rulebook) -> None:
    provenance = made(small).provenance
    assert (provenance.title, provenance.edition, provenance.replies) == ("A small quiz", date(2024, 2, 3), 2)
    assert (provenance.source_title, provenance.opened) == ("A talk", date(2024, 1, 2))


def test_the_summary_passes_on_what_the_files_say_of_themselves(small: Rulebook) -> None:
    summary = made(small)
    assert summary.provenance == Provenance(
        rulebook="small",
        title="A small quiz",
        decision="Whether to work nights.",
        edition=date(2024, 2, 3),
        review_by=date(2099, 1, 1),
        language="en",
        source_title="A talk",
        source_kind="conversation",
        publisher="nobody",
        opened=date(2024, 1, 2),
        source_note="Two opinions.",
        replies=2,
    )
    assert [(option.id, option.label, option.text) for option in summary.options] == [
        ("stay", "Stay", "Go on as now."),
        ("leave", "Leave", "Do something else."),
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
    more = "text: Do something else., little_said: One reply does., unargued: against}"
    stay, leave = made(book(tmp_path, SMALL.replace("text: Do something else.}", more))).options
    assert (stay.little_said, stay.unargued) == (None, None)
    assert (leave.little_said, leave.unargued) == ("One reply does.", "against")


def test_a_post_passes_on_its_day(tmp_path: Path) -> None:
    dated = REGISTER.replace("role: asks,", "role: asks, date: 2024-01-01,")
    assert [post.date for post in made(book(tmp_path, register=dated)).sources] == [date(2024, 1, 1), None, None]


def test_a_question_to_ask_says_why_and_on_what_it_rests(small: Rulebook) -> None:
    programmes, mentor = made(small, "nights=not_sure&people=old&first=sleep").asks
    assert (programmes.id, programmes.label, mentor.id, mentor.label) == (
        "programmes", "Programs", "mentor", "A mentor",
    )  # fmt: skip
    assert [(ask.id, ask.text, ask.because, [claim.id for claim in ask.claims]) for ask in programmes.asks] == [
        ("how_many", "How many nights are there?", (), ["q-asks"])
    ]
    assert [(ask.id, ask.text, ask.because, ask.claims) for ask in mentor.asks] == [
        ("worth_it", "Is it worth it?", (Reason("nights", "Nights", ("Not sure yet",)),), ())
    ]


def test_a_question_is_named_once_in_a_reason_with_all_that_counted(tmp_path: Path) -> None:
    when = "{all: [{people: [young, old]}, {people: young}, {not: {people: sick}}]}"
    rulebook = book(tmp_path, SMALL.replace("{people: [young, old, sick]}", when))
    (line,) = made(rulebook).options[0].speaks_for
    assert line.because == (Reason("people", "People", ("The young", "The old")),)


def test_a_reason_tells_that_a_question_was_not_asked(tmp_path: Path) -> None:
    rulebook = book(tmp_path, SMALL.replace("{people: [young, old, sick]}", "{not: {people: young}}"))
    (line,) = made(rulebook, "nights=none&first=sleep").options[0].speaks_for
    assert line.because == (Reason("people", "People", ()),)


def test_every_line_has_the_exact_part_of_the_answers_that_called_it_up(small: Rulebook) -> None:
    lines = {line.id: line for section in made(small).sections for line in section.lines}
    (reason,) = lines["hard_nights"].because
    assert (reason.question, reason.label, reason.answers) == ("nights", "Nights", ("A few",))
    (reason,) = lines["with_people"].because
    assert reason.answers == ("The young", "The old")
    assert lines["everyone"].because == ()


def test_every_line_cites_its_claims_with_post_and_sentence(small: Rulebook) -> None:
    (claim,) = made(small).sections[0].lines[-1].claims
    assert (claim.id, claim.post, claim.post_name, claim.sentence, claim.text) == (
        "r1-days", "reply-1", "Reply 1", 2, "Days are full of people.",
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
    assert stay.open == (
        OpenView("nights", "Nights", (), ("Nights wear people down",)),
        OpenView("people", "People", ("People are there day and night",), ()),
    )
    assert [(each.question, each.label, each.find_out) for each in summary.unsure] == [
        ("nights", "Nights", "Work one night."),
        ("people", "People", "Visit a ward."),
    ]
    assert summary.unsure[1].waiting == ("People are there day and night",)


def test_advice_that_waits_for_two_answers_is_named_with_both(tmp_path: Path) -> None:
    rulebook = book(tmp_path, SMALL.replace("{people: [young, old, sick]}", "{nights: many, people: young}"))
    summary = made(rulebook, "nights=not_sure&people=not_sure&first=sleep")
    assert [unsure.waiting for unsure in summary.unsure] == [
        ("Nights wear people down", "People are there day and night"),
        ("People are there day and night",),
    ]
    decided = made(rulebook, "nights=few&people=not_sure&first=sleep")
    assert [unsure.waiting for unsure in decided.unsure] == [()]
    assert all(option.open == () for option in decided.options)


def test_advice_that_speaks_for_no_option_leaves_none_open(tmp_path: Path) -> None:
    text = SMALL.replace("    when: always\n    title: Days", "    when: {people: old}\n    title: Days")
    text += "  - {id: all_ask, to: mentor, when: always, text: So?}\n"
    rulebook = book(tmp_path, text)
    summary = made(rulebook, "nights=few&people=not_sure&first=sleep")
    assert summary.unsure[0].waiting == ("Days are full of people", "People are there day and night")
    assert [each.may_speak_for for each in summary.options[0].open] == [("People are there day and night",)]


def test_a_question_that_only_orders_can_be_not_sure_and_nothing_waits_for_it(small: Rulebook) -> None:
    (unsure,) = made(small, ALL.replace("sleep", "not_sure")).unsure
    assert (unsure.question, unsure.find_out, unsure.waiting) == ("first", "Take your time.", ())


def test_a_tension_between_answers_shows_both_sides(small: Rulebook) -> None:
    (tension,) = made(small).tensions
    assert (tension.id, tension.title) == ("nights_or_people", "You want people, and hardly any nights")
    assert [side.text for side in tension.sides] == ["People come at night.", "Nights are hard."]
    assert {reason.question for reason in tension.because} == {"nights", "people"}
    assert not made(small, "nights=many&people=young&first=sleep").tensions


def test_a_disputed_claim_brings_every_side_and_its_source(small: Rulebook) -> None:
    summary = made(small)
    (disagreement,) = summary.disagreements
    assert (disagreement.id, disagreement.about) == ("nights", "How hard nights are")
    assert [side.text for side in disagreement.sides] == ["They are hard.", "They are easy."]
    assert "r2-nights" in {claim.id for post in summary.sources for claim in post.claims}


def test_the_other_side_of_a_disagreement_brings_it_along_too(tmp_path: Path) -> None:
    text = SMALL.replace("claims: [r1-nights]", "claims: [r2-nights]")
    (disagreement,) = made(book(tmp_path, text)).disagreements
    assert [[claim.id for claim in side.claims] for side in disagreement.sides] == [["r1-nights"], ["r2-nights"]]


def test_a_disagreement_that_no_used_claim_is_part_of_stays_away(tmp_path: Path) -> None:
    text = SMALL.replace("claims: [r1-nights]", "claims: [r1-days]").replace("Nights wear", "Days wear")
    text = text.replace("text: Is it worth it?", "text: Is it worth it?, claims: [r1-nights]")
    rulebook = book(tmp_path, text)
    summary = made(rulebook, "nights=many&people=old&first=sleep")
    assert not summary.disagreements
    assert {claim.id for post in summary.sources for claim in post.claims} == {"q-asks", "r1-days"}
    assert made(rulebook, "nights=not_sure&people=old&first=sleep").disagreements


def test_a_section_without_advice_for_these_answers_is_left_out(tmp_path: Path) -> None:
    text = SMALL.replace("sections: [", "sections: [{id: nights, title: The nights}, ")
    text = text.replace("id: hard_nights\n    section: work", "id: hard_nights\n    section: nights")
    rulebook = book(tmp_path, text)
    sections = made(rulebook).sections
    assert [(section.id, section.title) for section in sections] == [("nights", "The nights"), ("work", "The work")]
    assert [section.id for section in made(rulebook, ALL.replace("few", "many")).sections] == ["work"]


def test_what_the_source_leaves_open_is_told_to_everybody(small: Rulebook) -> None:
    summary = made(small)
    assert summary.gaps == (GapView("nights", "How are the nights?", "Nobody counts them.", nobody_answered=False),)
    assert summary.silences == ("Nobody speaks of pay.",)


def test_what_nobody_answered_at_all_is_told_as_such(tmp_path: Path) -> None:
    unanswered = REGISTER.replace("answered_by: [r1-nights]", "answered_by: []")
    assert [gap.nobody_answered for gap in made(book(tmp_path, register=unanswered)).gaps] == [True]


def test_advice_that_nobody_disputes_is_named_as_one_sided(small: Rulebook) -> None:
    assert made(small).one_sided == (
        OneSidedView("everyone", "Days are full of people"),
        OneSidedView("with_people", "People are there day and night"),
    )


UNSURE = "nights=not_sure&people=not_sure&first=sleep"
NO_NIGHTS = "nights=none&first=sleep"
EXPLAINED = [
    "come", "counts", "goes", "hardly", "like", "moved", "pay",
    "quiz", "they", "wants", "ward", "wear", "worth", "young",
]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "missing"),
    [
        (ALL, {"worth", "ward"}),
        (UNSURE, {"goes", "like", "hardly", "come", "young"}),
        (NO_NIGHTS, {"like", "hardly", "come", "worth", "young", "ward"}),
        ("nights=many&people=old&first=sleep", {"hardly", "come", "worth", "young", "ward", "wear"}),
    ],
)
def test_the_words_explained_are_those_that_stand_somewhere_on_the_summary(
    tmp_path: Path, query: str, missing: set[str]
) -> None:
    text = SMALL.replace("text: Do something else.}", "text: Do something else., little_said: One moved.}")
    text += "glossary:\n" + "".join(f"  - {{id: w_{word}, term: {word}, means: To {word}.}}\n" for word in EXPLAINED)
    assert made(book(tmp_path, text), query).words == tuple(
        WordView(f"w_{word}", word, f"To {word}.") for word in EXPLAINED if word not in missing
    )


def asks(summary: Summary) -> dict[str, list[str]]:
    return {group.id: [ask.id for ask in group.asks] for group in summary.asks}


def test_questions_to_ask_follow_from_the_answers(small: Rulebook) -> None:
    assert asks(made(small)) == {"programmes": ["how_many"]}
    unsure = made(small, "nights=not_sure&people=old&first=sleep")
    assert asks(unsure) == {"programmes": ["how_many"], "mentor": ["worth_it"]}


def test_what_matters_most_comes_first_and_decides_nothing(small: Rulebook) -> None:
    sleep, company = made(small), made(small, ALL.replace("sleep", "company"))
    assert titles(sleep) == ["hard_nights", "everyone", "with_people"]
    assert titles(company) == ["with_people", "everyone", "hard_nights"]
    unsure = made(small, ALL.replace("sleep", "not_sure"))
    assert titles(unsure) == ["everyone", "hard_nights", "with_people"]


@given(answers_to(IR), st.sampled_from(picks_of(IR.questions[-1])))
def test_what_matters_most_changes_no_line_of_any_summary(answers: Answers, picked: frozenset[str]) -> None:
    assert IR.questions[-1].kind == "priority"
    one, other = summarize(route(IR, answers)), summarize(route(IR, {**answers, IR.questions[-1].id: picked}))
    assert one.headline == other.headline
    assert (one.disagreements, one.gaps, one.sources) == (other.disagreements, other.gaps, other.sources)
    for ours, theirs in zip(one.options, other.options, strict=True):
        assert set(ours.speaks_for) == set(theirs.speaks_for)
        assert set(ours.speaks_against) == set(theirs.speaks_against)
        assert {each.question for each in ours.open} == {each.question for each in theirs.open}
    for ours, theirs in zip(one.sections, other.sections, strict=True):
        assert set(ours.lines) == set(theirs.lines)
    assert set(one.tensions) == set(other.tensions)
    assert [set(group.asks) for group in one.asks] == [set(group.asks) for group in other.asks]


@given(answers_to(IR))
def test_without_a_preference_every_list_is_in_the_order_of_the_rulebook(answers: Answers) -> None:
    summary = summarize(route(IR, {**answers, IR.questions[-1].id: frozenset({NOT_SURE})}))
    order = [rule.id for rule in IR.rules]
    for section in summary.sections:
        assert [line.id for line in section.lines] == sorted((line.id for line in section.lines), key=order.index)
    for option in summary.options:
        for lines in (option.speaks_for, option.speaks_against):
            assert [line.id for line in lines] == sorted((line.id for line in lines), key=order.index)
    assert [tension.id for tension in summary.tensions] == sorted((t.id for t in summary.tensions), key=order.index)
    assert [option.id for option in summary.options] == [option.id for option in IR.options]


def test_an_answer_that_routing_skips_is_shown_as_not_counted_and_moves_nothing(small: Rulebook) -> None:
    with_it, without = made(small, "nights=none&people=young&first=sleep"), made(small, "nights=none&first=sleep")
    assert [(answer.question, answer.counted) for answer in with_it.answers] == [
        ("nights", True), ("people", False), ("first", True),
    ]  # fmt: skip
    assert with_it.query == without.query == "nights=none&first=sleep"
    assert (with_it.options, with_it.sections) == (without.options, without.sections)
    assert with_it.answers[1].answers == ("The young",)


def test_an_answer_to_no_question_of_the_quiz_is_not_shown(small: Rulebook) -> None:
    answers = read_query(small, ALL).answers
    assert summarize(route(small, {**answers, "colour": frozenset({"red"})})) == summarize(route(small, answers))


def test_nothing_of_a_summary_can_be_changed(small: Rulebook) -> None:
    summary = made(small)
    for part, field in ((summary, "query"), (summary.headline, "title"), (summary.options[0], "label")):
        with pytest.raises(FrozenInstanceError):
            setattr(part, field, "other")
    assert hash(summary)


def test_answers_that_leave_a_question_open_are_refused(small: Rulebook) -> None:
    with pytest.raises(Unanswered) as caught:
        made(small, "nights=few")
    assert [question.id for question in caught.value.questions] == ["people", "first"]
    assert str(caught.value) == "not answered: people, first"


def test_a_rulebook_without_one_headline_for_some_answers_says_which(tmp_path: Path) -> None:
    twice = book(tmp_path, SMALL.replace("when: {nights: not_sure}, title", "when: {nights: few}, title"))
    with pytest.raises(NoSingleRule) as caught:
        made(twice)
    assert caught.value.headlines == ("nights_yes", "nights_open")
    assert "nights_yes, nights_open" in str(caught.value)
    assert caught.value.query == ALL
    with pytest.raises(NoSingleRule, match=r"these do: none$") as caught:
        made(twice, "nights=not_sure&people=old&first=sleep")
    assert caught.value.headlines == ()


def test_the_same_input_gives_an_equal_summary(small: Rulebook) -> None:
    assert made(small) == made(small)


def test_a_copy_with_other_words_is_summarised_in_its_own(small: Rulebook) -> None:
    assert made(small).headline.title == "You take nights"
    retitled = small.headlines[0].model_copy(update={"title": "Nights it is"})
    other = small.model_copy(update={"headlines": (retitled, *small.headlines[1:])})
    assert made(other).headline.title == "Nights it is"
    assert made(small).headline.title == "You take nights"
