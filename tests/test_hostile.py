"""Whatever is sent or written: no traceback, no server error, and no summary of other answers than those given.

`pytest tests/test_hostile.py --hypothesis-profile=long` tries 100,000 addresses and 10,000 files of each kind.
"""

import json
import re
import socket
import time
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from urllib.request import ProxyHandler, build_opener

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.conditions import NOT_SURE
from quiz.engine import NoSingleHeadline, summarise
from quiz.load import load_register, load_rulebook
from quiz.places import own_folder
from quiz.problems import FileProblems
from quiz.rulebook import Rulebook
from quiz.web.app import app_for
from tests.books import REGISTER, SMALL, book, write_files
from tests.hostile import MARK, PAYLOADS, addresses, edits
from tests.test_own_rulebook import IR

ALLOWED = {200, 302, 303, 308, 400, 404, 405, 414, 422}
FOR_FILES = settings(max_examples=max(settings().max_examples // 10, 100))
CLIENT = app_for({IR.id: IR}).test_client()


class Elements(HTMLParser):
    """The elements of a page that could do something, and attributes that are programs."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "script" and not (told.get("src") or "").startswith("/static/"):
            self.found.append(tag)
        if tag in ("xss", "iframe", "object", "embed", "base") or (tag == "img" and "onerror" in told):
            self.found.append(tag)
        self.found += [name for name, _ in attrs if name.startswith("on") or name == "style"]
        self.found += [value for _, value in attrs if (value or "").strip().lower().startswith("javascript:")]


@given(addresses(IR))
def test_no_address_breaks_a_page(address: str) -> None:
    answer = CLIENT.get(address)
    assert answer.status_code in ALLOWED
    assert "Set-Cookie" not in answer.headers
    assert "Traceback" not in answer.text[:2000] if answer.mimetype.startswith("text/") else True
    if answer.mimetype == "text/html":
        assert MARK not in answer.text
        assert Elements(answer.text).found == []


@given(addresses(IR).map(lambda address: re.sub(r"^/[^/]*/[^?]*", f"/{IR.id}/summary.json", address)))
def test_no_summary_is_made_of_other_answers_than_those_in_the_address(address: str) -> None:
    """Every part of the address is an answer that is counted or shown as not counted; else there is no summary."""
    answer = CLIENT.get(address)
    assert answer.status_code in (200, 400)
    sent = parse_qsl(urlsplit(address).query, keep_blank_values=True)
    data = answer.json
    if answer.status_code == 200:
        shown = {(each["question"], choice) for each in data["answers"] for choice in each["choices"]}
        assert shown == set(sent)
        assert len(sent) == len(shown)
    else:
        assert data["dropped"] or data["unanswered"]
        assert set(parse_qsl(data["kept"])) <= set(sent)


def loaded_or_refused(path: Path, seeds: Path, text: str) -> Rulebook | None:
    """The rulebook, or None where every problem names the file, a line that there is, and what is wrong."""
    try:
        return load_rulebook(path, seeds).rulebook
    except FileProblems as error:
        assert error.problems
        for problem in error.problems:
            assert problem.line <= text.count("\n") + text.count("\u2028") + 2
            assert problem.column >= 1
            assert problem.what
            assert "Traceback" not in str(problem)
        return None


@settings(FOR_FILES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([SMALL, (own_folder("rules") / "integrated-ir.yaml").read_text(encoding="utf-8")]).flatmap(edits)
)
def test_no_rulebook_breaks_the_loader_and_what_it_takes_can_be_walked(tmp_path: Path, text: str) -> None:
    seeds = write_files(tmp_path).parent.parent / "seeds"
    (seeds / "integrated-ir-thread.yaml").write_bytes((own_folder("seeds") / "integrated-ir-thread.yaml").read_bytes())
    path = tmp_path / "rules" / "edited.yaml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    rulebook = loaded_or_refused(path, seeds, text)
    if rulebook is not None:
        unsure = {question.id: frozenset({NOT_SURE}) for question in rulebook.questions}
        try:
            assert summarise(rulebook, unsure).headline.title
        except NoSingleHeadline as error:
            assert len(error.headlines) != 1


@settings(FOR_FILES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(
        [REGISTER, (own_folder("seeds") / "integrated-ir-thread.yaml").read_text(encoding="utf-8")]
    ).flatmap(edits)
)
def test_no_register_breaks_the_loader(tmp_path: Path, text: str) -> None:
    path = tmp_path / "edited.yaml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    try:
        assert load_register(path).claims
    except FileProblems as error:
        assert all(problem.what and problem.column >= 1 for problem in error.problems)


@pytest.mark.parametrize("payload", [each for each in PAYLOADS if each.isprintable() and 0 < len(each) < 40])
def test_text_of_a_rulebook_is_shown_and_never_run(tmp_path: Path, payload: str) -> None:
    told = json.dumps(payload, ensure_ascii=False)
    text = re.sub(r"(title|text|label|intro|hint|decision|if_not_sure): [^,}\]\n]+", lambda m: f"{m[1]}: {told}", SMALL)
    register = re.sub(r"(title|text|note|says|about|missing): [^,}\]\n]+", lambda m: f"{m[1]}: {told}", REGISTER)
    client = app_for({"small": book(tmp_path, text, register)}).test_client()
    for path in ("", "ask", "answer?_at=nights", "check?nights=few", "summary?nights=few&people=young&first=sleep"):
        page = client.get(f"/small/{path}").text
        assert Elements(page).found == [], path
        assert "<xss>" not in page


@pytest.mark.parametrize(
    "name", ["../app", "..%2fapp", "%2e%2e/%2e%2e/etc/passwd", "small/../small", "SMALL", "small.yaml"]
)
def test_a_name_of_a_rulebook_leads_nowhere_else(client: FlaskClient, name: str) -> None:
    assert client.get(f"/{name}/ask").status_code in (308, 404)


@pytest.mark.parametrize("size", [1_000, 60_000, 2_000_000])
def test_a_giant_address_is_answered_by_a_word_not_by_silence(served: str, size: int) -> None:
    with socket.create_connection(("127.0.0.1", urlsplit(served).port or 0), timeout=20) as connection:
        try:
            connection.sendall(b"GET /integrated-ir/ask?a=" + b"x" * size + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
        except ConnectionError:
            pass  # It has answered before it heard us out.
        status = int(connection.recv(100).split()[1])
    assert status in (400, 414, 431)


def test_slow_clients_keep_nobody_waiting(served: str) -> None:
    """Forty connections that never finish what they ask, and one student who is answered at once."""
    port = urlsplit(served).port or 0
    slow = [socket.create_connection(("127.0.0.1", port), timeout=5) for _ in range(40)]
    try:
        for connection in slow:
            connection.sendall(b"GET /integrated-ir/ask HTTP/1.1\r\nHost: loc")
        began = time.monotonic()
        with build_opener(ProxyHandler({})).open(f"{served}/integrated-ir/ask", timeout=20) as page:
            assert page.status == 200
        assert time.monotonic() - began < 15, "a server that waits for the slow ones would not answer at all"
    finally:
        for connection in slow:
            connection.close()
