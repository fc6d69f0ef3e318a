"""A summary as JSON and as text."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
from flask.testing import FlaskClient
from hypothesis import given

from quiz.answers.query import read_query
from quiz.answers.routing import route
from quiz.output.formats import as_json, as_text, json_schema
from quiz.output.phrases import SIGNS
from quiz.rulebook.conditions import Answers
from quiz.rulebook.model import Rulebook
from quiz.summary.after_change import after_change
from quiz.summary.changes import what_would_change
from quiz.summary.engine import summarize
from quiz.summary.model import CitedClaim
from tests.support.answering import answers_to
from tests.support.books import REGISTER, SMALL, book
from tests.support.own_books import IR

ALL = "nights=few&people=young&first=sleep"
NONE = "nights=none&people=young&first=sleep"


@given(answers_to(IR))
def test_the_json_fits_its_schema_and_holds_every_statement_with_its_claims(answers: Answers) -> None:
    taken = route(IR, answers)
    summary = summarize(taken)
    data = json.loads(as_json(summary, what_would_change(taken)))
    jsonschema.Draft202012Validator(json_schema()).validate(data)
    assert data["format"] == 3
    said = [each for answer in data["answers"] for each in answer["statements"]] + data["for_everybody"]
    assert [(each["id"], [claim["id"] for claim in each["claims"]]) for each in said] == [
        (each.id, [claim.id for claim in each.claims]) for each in summary.statements
    ]
    assert [(row["question"], tuple(row["marks"])) for row in data["picture"]["rows"]] == [
        (row.question, row.marks) for row in summary.picture.rows
    ]


def test_the_json_tells_what_has_changed_since_an_answer_was_another_one(small: Rulebook) -> None:
    before, now = (summarize(route(small, read_query(small, query).answers)) for query in (ALL, NONE))
    data = json.loads(as_json(now, (), after_change=after_change(before, now, "nights")))
    jsonschema.Draft202012Validator(json_schema()).validate(data)
    assert (data["after_change"]["question"], data["after_change"]["headline"]) == ("nights", "You take nights")
    assert json.loads(as_json(now, ()))["after_change"] is None


LINK = "https://quiz.example.org/x?a=1&b=2"


@given(answers_to(IR))
def test_the_letter_holds_the_top_of_the_summary_and_the_way_back(answers: Answers) -> None:
    taken = route(IR, answers)
    summary = summarize(taken)
    text = as_text(summary, what_would_change(taken), link=LINK)
    assert text.startswith(f"# {summary.headline.title}\n")
    shown = [f"{point.text} ({', '.join(unique(point.claims))})" for point in summary.key_points]
    shown += [tension.title for tension in summary.tensions]
    shown += [f"- [ ] {ask.to_label}: {ask.text}" for ask in summary.asks[:3]]
    for said in shown:
        assert said in text
    for row in summary.rows:
        assert f"{row.label} ({', '.join(row.answers)})" in text
    assert text.endswith(f"{LINK}\n")
    statements = [statement.title for statement in summary.statements if statement.title not in " ".join(shown)]
    assert not any(f"**{title}.**" in text for title in statements)


def unique(claims: tuple[CitedClaim, ...]) -> list[str]:
    return list(dict.fromkeys(claim.place for claim in claims))


@given(answers_to(IR))
def test_the_letter_is_short(answers: Answers) -> None:
    taken = route(IR, answers)
    text = as_text(summarize(taken), what_would_change(taken), link=LINK)
    assert len(re.findall(r"\w[\w’'./-]*", text.removesuffix(f"{LINK}\n"))) <= 260


@given(answers_to(IR))
def test_the_whole_text_holds_every_statement_with_its_marks_and_every_place(answers: Answers) -> None:
    taken = route(IR, answers)
    summary = summarize(taken)
    text = as_text(summary, what_would_change(taken), whole=True)
    assert as_text(summary, what_would_change(taken)).partition("\n## ")[0] in text
    for statement in summary.statements:
        assert f"- **{statement.title}.**" in text
        assert all(f"{SIGNS[mark.side]} {mark.short}: {mark.reason}" in text for mark in statement.marks)
    for tension in summary.tensions:
        assert all(f"  - {side.text}" in text for side in tension.sides)
    for ask in summary.asks:
        assert f"- [ ] {ask.to_label}: {ask.text}" in text
    for post in summary.sources:
        for claim in post.claims:
            assert f"- {claim.place}: {claim.text}" in text
    listed = set(re.findall(r"^- ((?:Q|\d+)\.\d+): ", text, re.M))
    cited = {place for places in re.findall(r"\(((?:(?:Q|\d+)\.\d+(?:, )?)+)\)", text) for place in places.split(", ")}
    assert cited <= listed, "whatever is cited can be looked up below"


def test_text_is_never_escaped_as_html(small: Rulebook) -> None:
    retitled = small.headlines[0].model_copy(update={"title": "Nights & <days>"})
    odd = small.model_construct(**{**dict(small), "headlines": (retitled, *small.headlines[1:])})
    text = as_text(summarize(route(odd, read_query(odd, ALL).answers)), ())
    assert text.startswith("# Nights & <days>\n")


def test_no_part_of_the_json_is_a_score(small: Rulebook) -> None:
    answers = read_query(small, ALL).answers
    data = as_json(summarize(route(small, answers)), what_would_change(route(small, answers)))
    for word in ("score", "rank", "percent", "weight", "match"):
        assert f'"{word}' not in data


def test_a_schema_refuses_a_summary_with_a_part_missing(small: Rulebook) -> None:
    data = json.loads(as_json(summarize(route(small, read_query(small, ALL).answers)), ()))
    for part in ("headline", "key_points", "picture", "answers", "differences", "changes", "after_change", "format"):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({name: value for name, value in data.items() if name != part}, json_schema())


def test_json_keeps_letters_and_dates_readable(small: Rulebook) -> None:
    odd = small.model_construct(**{**dict(small), "title": "Nächte – “few”"})
    text = as_json(summarize(route(odd, read_query(odd, ALL).answers)), ())
    assert '"title": "Nächte – “few”"' in text
    assert '"edition": "2024-02-03"' in text
    assert text.endswith("}\n")


UNSURE = "nights=not_sure&people=young&first=sleep"


def written(rulebook: Rulebook, query: str, **how: bool) -> str:
    taken = route(rulebook, read_query(rulebook, query).answers)
    return as_text(summarize(taken), what_would_change(taken), **how)


def test_the_text_says_all_that_a_summary_holds(small: Rulebook) -> None:
    text = written(small, UNSURE, whole=True)
    for said in (
        "# Nights are open\n",
        "- **The work.** Days are full of people. (1.2)\n",
        "From 2 anonymous replies (conversation, 2024): opinions, not data. No option is named as the right one.",
        "- ★ Nights (Not sure yet): ? Stay, ? Leave\n",
        "- People (The young): ▲ Stay, ▼ Leave\n",
        "▲ for · ▼ against · ◆ both · ? waits for an answer · ★ matters most. Marks are not votes.\n",
        "- [ ] A mentor: Is it worth it?\n",
        "- [ ] Programs: How many nights are there?\n",
        "\n### Nights: Not sure yet\n\nWork one night.\n",
        "- **People are there day and night.** You like them. (1.2)\n  - ▲ Stay: people are here\n",
        "- “Nobody” instead: removes ▲ Stay, ▼ Leave.\n",
        "- **Conflict: How hard nights are.** A night is hard or it is not.\n",
        "  - They are hard. (1.1)\n",
        "  - They are easy. (2.1)\n",
        "- Nobody speaks of pay. → The union\n",
        "- 2.1: Nights are easy.\n",
    ):
        assert said in text, said


def test_a_letter_leaves_the_statements_and_what_lies_behind_them_to_the_page(small: Rulebook) -> None:
    text = written(small, UNSURE)
    assert "- People (The young): ▲ Stay, ▼ Leave\n" in text
    for heading in ("Answer by answer", "Where the replies differ", "Sources"):
        assert f"## {heading}" in written(small, UNSURE, whole=True)
        assert heading not in text


def test_whoever_is_mostly_unsure_reads_first_how_to_find_out(small: Rulebook) -> None:
    text = written(small, "nights=not_sure&people=not_sure&first=not_sure")
    assert "## How to find out\n\n- **People.** Visit a ward.\n- **Nights.** Work one night.\n" in text
    assert "## Your answers and the options" not in text, "there would be question marks alone"


def test_in_a_terminal_the_picture_is_a_table(small: Rulebook) -> None:
    text = written(small, UNSURE, for_terminal=True)
    assert "\n★ Nights (Not sure yet)    ?        ?\n" in text
    assert "- ★ Nights" not in text


def test_the_text_says_which_answer_did_not_count(small: Rulebook) -> None:
    text = written(small, NONE, whole=True)
    assert "### People: The young (not counted: this question no longer applies)\n" in text
    assert "### Nights: No nights\n" in text
    assert "This page:" not in text


@given(answers_to(IR))
def test_the_text_is_tidy(answers: Answers) -> None:
    summary, changes = summarize(route(IR, answers)), what_would_change(route(IR, answers))
    text = as_text(summary, changes) + as_text(summary, changes, whole=True, for_terminal=True)
    for odd in ("()", "&amp;", "&#", "\n\n\n", "..", "{{", "[]", "frozenset"):
        assert odd not in text


def test_the_letter_is_served_and_the_whole_text_where_it_is_asked_for(client: FlaskClient) -> None:
    letter, whole = (client.get(f"/small/summary.txt?{ALL}{more}").text for more in ("", "&_whole"))
    assert letter.endswith(f"This page: http://localhost/small/summary?{ALL}&_edition=2024-02-03\n")
    assert whole.endswith(letter.splitlines()[-1] + "\n"), "the link back is the same"
    assert "## Sources" not in letter
    assert "## Sources" in whole


def test_replies_are_cited_in_the_order_of_the_register(tmp_path: Path) -> None:
    """By their numbers, not as text would be sorted: reply 10 comes after reply 9."""
    numbers = range(3, 12)
    posts = "".join(
        f"  - {{id: reply-{number}, name: Reply {number}, role: reply, author: not shown, sentences: 1}}\n"
        for number in numbers
    )
    claims = "".join(
        f"  - {{id: r{number}-days, post: reply-{number}, sentence: 1, topic: work, text: Days are long.}}\n"
        for number in numbers
    )
    register = REGISTER.replace("claims:\n", f"{posts}claims:\n", 1).replace(
        "differences:\n", f"{claims}differences:\n"
    )
    cited = ", ".join(f"r{number}-days" for number in reversed(numbers))
    text = SMALL.replace("Reply 1 says so.\n    claims: [", f"All say so.\n    claims: [{cited}, ")
    rulebook = book(tmp_path, text, register)
    taken = route(rulebook, read_query(rulebook, ALL).answers)
    whole = as_text(summarize(taken), (), whole=True)
    assert "All say so. (1.2, 3.1, 4.1, 5.1, 6.1, 7.1, 8.1, 9.1, 10.1, 11.1)" in whole
    sources = whole[whole.index("## Sources") :]
    assert re.findall(r"^Reply (\d+)", sources, re.M) == [str(number) for number in range(1, 12)]
