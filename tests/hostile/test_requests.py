"""Whatever is asked for: no traceback, no server error, no program of a stranger's, and no summary that is wrong.

`pytest tests/hostile --hypothesis-profile=long` tries 90,000 addresses and 10,000 files of each kind.
"""

import json
import re
import string
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes, urlencode

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import event, given
from hypothesis import strategies as st

from quiz.cli import cli
from quiz.files.yamltext import read_text
from quiz.problems import InvalidFiles
from quiz.web.app import app_for
from quiz.web.operation.bounds import LONGEST_ADDRESS, MOST_PARTS
from tests.support.answering import picks_of
from tests.support.books import ALL_ANSWERS, REGISTER, SMALL, book, write_files
from tests.support.correct import assert_page_is_right, assert_summary_is_right
from tests.support.harmless import PageParser, assert_harmless
from tests.support.hostile import PAGES, PAYLOADS, Request, queries, requests, send
from tests.support.naive import Expected, expected, pairs_in
from tests.support.two_books import APP, BOOKS, TEXTS

ANSWERED = {200, 302, 303, 304, 308, 400, 404, 405, 414, 422}


@given(st.sampled_from(list(BOOKS)), st.data())
def test_no_request_breaks_a_page(name: str, data: st.DataObject) -> None:
    """A request as it was drawn, and the same query, method and headers for every page of the quiz."""
    drawn = data.draw(requests(BOOKS[name]))
    for request in (drawn, *(replace(drawn, path=f"/{name}/{page}".encode()) for page in PAGES)):
        reply = send(APP, request)
        event(f"status {reply.status}")
        assert reply.status in ANSWERED, request
        assert_harmless(reply)
        assert request.method != "HEAD" or reply.body == b""


@given(st.data())
def test_no_summary_is_made_of_other_answers_than_those_in_the_address(data: st.DataObject) -> None:
    """Every answer in the address is counted, or shown as not counted, or said to be dropped; and the rest follows."""
    name = data.draw(st.sampled_from(list(BOOKS)))
    query = data.draw(queries(BOOKS[name]))
    right = expected(TEXTS[name], query)
    reply = send(APP, Request(f"/{name}/summary.json".encode(), query))
    strange = [part for part in pairs_in(query) if part[0].startswith("_")]
    event(f"summary.json {reply.status}")
    if reply.status == 200:
        assert_summary_is_right(json.loads(reply.body), right)
        assert_page_is_right(send(APP, Request(f"/{name}/summary".encode(), query)).text, right, BOOKS[name])
    elif len(quote_from_bytes(query, safe=string.printable)) > LONGEST_ADDRESS - 100 or query.count(b"&") >= MOST_PARTS:
        assert reply.status == 414
    else:
        assert reply.status == 400
        assert_refusal_is_right(json.loads(reply.body), right, strange)


@given(st.sampled_from(list(BOOKS)), st.data())
def test_all_answers_in_any_order_get_the_summary_that_the_rulebook_asks_for(name: str, data: st.DataObject) -> None:
    rulebook = BOOKS[name]
    picked = {question.id: data.draw(st.sampled_from(picks_of(question))) for question in rulebook.questions}
    pairs = [(question, choice) for question, choices in picked.items() for choice in choices]
    query = urlencode(data.draw(st.permutations(pairs))).encode()
    reply = send(APP, Request(f"/{name}/summary.json".encode(), query))
    assert reply.status == 200
    right = expected(TEXTS[name], query)
    event(f"{len(picked) - len(right.counted)} not counted")
    assert_summary_is_right(json.loads(reply.body), right)
    assert_page_is_right(send(APP, Request(f"/{name}/summary".encode(), query)).text, right, rulebook)


def assert_refusal_is_right(told: dict, right: Expected, strange: list[tuple[str, str]]) -> None:
    """Nothing that can be used is dropped, nothing that cannot is kept, and each is said."""
    assert told["dropped"] or told["unanswered"]
    said = [(each["name"], each["value"]) for each in told["dropped"] if each["name"][:1] not in ("_", "…")]
    assert all(each["why"] for each in told["dropped"])
    if right.parts_unread:
        assert "…" in [each["name"] for each in told["dropped"]]
        return
    assert len(said) == len([name for name, _ in right.dropped if name[:1] != "…"])
    readable = {pair for pair in right.dropped if all(part.isprintable() and len(part) <= 60 for part in pair)}
    assert {pair for pair in readable if "\ufffd" not in "".join(pair)} <= set(said)
    kept: dict[str, set[str]] = {}
    for name, choice in pairs_in(told["kept"].encode()):
        kept.setdefault(name, set()).add(choice)
    assert kept == {name: set(choices) for name, choices in right.answers.items()}
    if not told["dropped"]:
        assert told["unanswered"] == right.unanswered
    assert strange or right.dropped or right.unanswered


TEXT_FIELDS = (
    "title", "decision", "audience", "intro", "updates", "funding", "selection", "label", "text", "little_said", "hint",
    "if_not_sure", "name", "role", "kind", "publisher", "note", "author", "about", "says", "missing", "because", "so",
    "answer", "ask",
)  # fmt: skip
ODD_TEXTS = [each for each in PAYLOADS if each.isprintable() and 0 < len(each) <= 40 and "](" not in each]
UNSURE = "nights=not_sure&people=not_sure&first=not_sure"
WITH_TEXTS = [
    "",
    "ask",
    "answer?_at=nights",
    "check?nights=few",
    f"summary?{ALL_ANSWERS}",
    "summary?nights=not_sure&people=not_sure&first=not_sure",
]


def with_texts(data: Any, text: str) -> Any:
    """The data of a file with `text` wherever there is text, but for the kinds of things and a post's role."""
    if isinstance(data, list):
        return [with_texts(each, text) for each in data]
    if not isinstance(data, dict):
        return data
    said = {}
    for key, value in data.items():
        is_text = key in TEXT_FIELDS and isinstance(value, str) and value not in KEPT.get(key, ())
        said[key] = text if is_text else with_texts(value, text)
        if key in ("for", "against"):
            said[key] = dict.fromkeys(value, text)
    return said


KEPT = {"kind": ("one", "scale", "several", "priority", "conflict"), "role": ("asks", "reply")}


def written_with(text: str, file: str) -> str:
    return yaml.safe_dump(with_texts(read_text(file, Path("x.yaml")).data, text), sort_keys=False, allow_unicode=True)


@pytest.mark.parametrize("payload", ODD_TEXTS)
def test_text_of_a_rulebook_is_shown_and_never_run(tmp_path: Path, payload: str) -> None:
    rulebook = book(tmp_path, written_with(payload, SMALL), written_with(payload, REGISTER))
    app = app_for({"small": rulebook})
    for page in WITH_TEXTS:
        reply = send(app, Request(*f"/small/{page}".encode().split(b"?")))
        assert reply.status in (200, 422)
        assert PageParser(reply.text).acting == []
        assert "<xss>" not in reply.text
        shown = unescape(re.sub(r"<[^>]*>", "", reply.text))
        assert payload in shown or "__" in payload


@pytest.mark.parametrize("where", ["name", "value", "question", "_at", "_back_to", "_was", "_whole"])
def test_text_of_an_address_is_shown_and_never_run(where: str) -> None:
    """The name or the value of a parameter, an answer to a question, and each parameter of the pages' own."""
    for page in PAGES:
        for payload in PAYLOADS:
            pairs = {"name": (payload, "x"), "value": ("x", payload), "question": ("nights", payload)}
            query = urlencode([pairs.get(where, (where, payload))]).encode()
            reply = send(APP, Request(f"/small/{page}".encode(), query))
            assert reply.status in ANSWERED, query
            assert_harmless(reply)


@pytest.mark.parametrize(
    "name",
    [
        "../app", "..%2fapp", "%2e%2e/%2e%2e/etc/passwd", "small/../small", "SMALL", "small.yaml", "small%00",
        "%2fetc%2fpasswd", "..%5c..%5cwindows", "small%2f..%2f..%2fetc", "file:%2f%2f%2fetc%2fpasswd", "small.es.",
        "~root",
                "static/../../quiz/web/app.py",
        "%c0%ae%c0%ae/", "rules%2fsmall", "__class__", "None", "small%0d%0aX:%20y",
    ],
)  # fmt: skip
def test_a_name_of_a_rulebook_leads_nowhere_else(name: str) -> None:
    for page in ("", "ask", "summary.json"):
        reply = send(APP, Request(f"/{name}/{page}".encode()))
        assert reply.status in (308, 404)
        assert_harmless(reply)
        assert b"root:" not in reply.body


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "small\0", "/etc/passwd", "..", ".", "", "small.yaml", "x" * 5000, "\x1b[2J"]
)
def test_a_name_of_a_rulebook_on_the_command_line_is_looked_up_and_never_opened(tmp_path: Path, name: str) -> None:
    write_files(tmp_path)
    folders = ["--rules", str(tmp_path / "rules"), "--seeds", str(tmp_path / "seeds")]
    done = CliRunner().invoke(cli, ["summary", "--answers", ALL_ANSWERS, "--rulebook", name, *folders])
    assert done.exit_code == 2
    assert "choose one with --rulebook: small" in done.output


@pytest.mark.parametrize("name", ["../seeds/talk", "../../etc/passwd", "talk.yaml", "/etc/passwd", "talk\\0", "*", "."])
def test_a_name_of_a_register_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidFiles) as caught:
        book(tmp_path, SMALL.replace("evidence: talk", f'evidence: "{name}"'))
    assert all(
        "names the register" in each.what or "is not a valid id" in each.what or "character" in each.what
        for each in caught.value.problems
    )
    assert not any("root:" in str(each) for each in caught.value.problems)


@pytest.mark.parametrize("language", ["../../x", "es/../../x", "x" * 300, "", "es.po", "\x00"])
def test_a_language_on_the_command_line_writes_no_file_elsewhere(tmp_path: Path, language: str) -> None:
    write_files(tmp_path)
    folders = ["--rules", str(tmp_path / "rules"), "--seeds", str(tmp_path / "seeds")]
    before = sorted(tmp_path.rglob("*"))
    done = CliRunner().invoke(cli, ["translate", language, *folders])
    assert done.exit_code != 0
    assert done.exception is None or isinstance(done.exception, InvalidFiles | SystemExit), repr(done.exception)
    assert sorted(tmp_path.rglob("*")) == before
