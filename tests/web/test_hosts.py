"""Under which address a request stands."""

from collections.abc import Callable
from functools import partial
from html import unescape
from re import findall

import pytest
from flask.testing import FlaskClient
from werkzeug.exceptions import NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client, TestResponse

from quiz.rulebook.model import Rulebook
from quiz.web.app import app_for
from quiz.web.operation.host_names import is_local
from quiz.web.operation.settings import Address, Settings

ALL = "nights=few&people=young&first=sleep"
ABROAD = Settings(address=Address("https", "quiz.example.org", ""))
UNDER = Settings(address=Address("https", "example.org", "/school/quiz"))


def visitor(small: Rulebook, settings: Settings) -> FlaskClient:
    return app_for({small.id: small}, settings).test_client()


def get(client: FlaskClient, path: str, **headers: str) -> TestResponse:
    return client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})


def addresses(html: str) -> list[str]:
    return [unescape(found) for found in findall(r'(?:href|action|src|data-copy-\w+)="([^"#]+)', html)]


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST:8000",
        "quiz.localhost",
        "127.0.0.1:5000",
        "192.168.1.20",
        "[::1]:8000",
        "[fe80::1]",
        "library-pc",
        "library-pc:8000",
        "library-pc.local",
        "nas.home.arpa",
        "quiz.internal",
        "",
    ],
)
def test_a_host_that_can_only_be_local_needs_no_setting(client: FlaskClient, host: str) -> None:
    assert get(client, "/small/", Host=host).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "quiz.example.org",
        "localhost.example.org",
        "127.0.0.1.example.org",
        "evil.example:8000",
        "a b",
        "<b>",
        "evil.example, localhost",
        "localhost@evil.example",
        "localhost:99999",
        "x" * 300 + ".org",
        "x" * 64,
        f"{'x' * 64}.localhost",
        "a..localhost",
        ".localhost",
    ],
)
def test_any_other_host_is_refused_with_a_page_that_says_what_to_set(client: FlaskClient, host: str) -> None:
    for page in ("/small/", f"/small/summary?{ALL}", "/nowhere"):
        response = get(client, page, Host=host)
        assert response.status_code == 400
        assert "QUIZ_TRUSTED_HOSTS" in response.text
        assert "Go to the start" not in response.text
    for page in ("/static/quiz.css", "/healthz", "/readyz"):
        assert get(client, page, Host=host).status_code == 200


def test_no_address_is_built_from_brackets_without_an_ip_address_in_them() -> None:
    assert is_local("[fe80::1]:8000")
    assert not is_local("[a:b]")


def test_a_refusal_says_where_the_quiz_is_where_that_is_set(small: Rulebook) -> None:
    page = get(visitor(small, UNDER), "/small/", Host="old.example").text
    assert "It is at https://example.org/school/quiz." in page
    assert 'href="https://example.org/school/quiz"' in page


def test_a_name_that_was_set_is_trusted_and_no_other(small: Rulebook) -> None:
    client = visitor(small, Settings(trusted_hosts=("quiz.example.org", ".school.example")))
    for host, status in {
        "quiz.example.org:8000": 200,
        "QUIZ.example.org": 200,
        "year3.school.example": 200,
        "www.quiz.example.org": 400,
        "quiz.example.org.evil.example": 400,
        "evilschool.example": 400,
    }.items():
        assert get(client, "/small/", Host=host).status_code == status


@pytest.mark.parametrize("host", [f"{'x' * 64}.school.example", "a..school.example", "..school.example"])
def test_what_can_be_no_name_is_refused_below_a_trusted_one_too(small: Rulebook, host: str) -> None:
    client = visitor(small, Settings(trusted_hosts=(".school.example",)))
    assert get(client, "/small/", Host=host).status_code == 400


def test_the_address_is_trusted_without_being_named_twice(small: Rulebook) -> None:
    client = visitor(small, ABROAD)
    assert get(client, "/small/", Host="quiz.example.org").status_code == 200
    assert get(client, "/small/", Host="example.org").status_code == 400


@pytest.mark.parametrize("page", ["summary", "summary.txt"])
def test_the_printed_link_cannot_be_forged(small: Rulebook, page: str) -> None:
    forged = {"Host": "10.0.0.1", "X_Forwarded_Host": "evil.example", "X_Forwarded_Proto": "http"}
    for proxies in (0, 1):
        text = get(
            visitor(small, ABROAD.model_copy(update={"proxies": proxies})), f"/small/{page}?{ALL}", Host="localhost"
        ).text
        assert f"https://quiz.example.org/small/summary?{ALL}" in unescape(text)
    text = get(visitor(small, ABROAD), f"/small/{page}?{ALL}", **forged).text
    assert f"https://quiz.example.org/small/summary?{ALL}" in unescape(text)
    assert "evil" not in text


def test_without_an_address_the_printed_link_is_where_the_page_was_opened(client: FlaskClient) -> None:
    text = get(client, f"/small/summary.txt?{ALL}", Host="192.168.1.20:8000").text
    assert f"http://192.168.1.20:8000/small/summary?{ALL}" in text


def test_a_proxy_is_believed_only_where_one_is_set(small: Rulebook) -> None:
    said = {"Host": "backend", "X_Forwarded_Host": "quiz.example.org", "X_Forwarded_Proto": "https"}
    trusted = Settings(trusted_hosts=("quiz.example.org",))
    alone = get(visitor(small, trusted), f"/small/summary.txt?{ALL}", **said).text
    assert "http://backend/small/summary?" in alone
    behind = get(visitor(small, trusted.model_copy(update={"proxies": 1})), f"/small/summary.txt?{ALL}", **said).text
    assert "https://quiz.example.org/small/summary?" in behind


def test_only_as_many_proxies_are_believed_as_are_set(small: Rulebook) -> None:
    client = visitor(small, Settings(trusted_hosts=("quiz.example.org",), proxies=1))
    assert get(client, "/small/", X_Forwarded_Host="evil.example, quiz.example.org").status_code == 200
    assert get(client, "/small/", X_Forwarded_Host="quiz.example.org, evil.example").status_code == 400


@pytest.mark.parametrize("cut_off", [False, True], ids=["passed on", "cut off"])
def test_every_page_works_under_a_sub_path(small: Rulebook, cut_off: bool) -> None:
    """Walks every link, form, static file and redirect, as a browser behind the proxy would."""
    client = visitor(small, UNDER)

    def through_the_proxy(path: str) -> TestResponse:
        return client.get(path.removeprefix("/school/quiz") if cut_off else path, buffered=True)

    walk(through_the_proxy, "/school/quiz")


@pytest.mark.parametrize("settings", [Settings(), Settings(address=Address("https", "example.org", "")), UNDER])
def test_every_page_works_where_the_server_mounts_it(small: Rulebook, settings: Settings) -> None:
    client = Client(DispatcherMiddleware(NotFound(), {"/school/quiz": app_for({small.id: small}, settings)}))
    walk(partial(client.get, buffered=True), "/school/quiz")


def walk(get: Callable[[str], TestResponse], prefix: str) -> None:
    seen: set[str] = set()
    left = [f"{prefix}/", f"{prefix}/small/answer?nights=few&_at=nights", f"{prefix}/small/summary?{ALL}"]
    kinds = set()
    while left:
        address = left.pop()
        if address in seen:
            continue
        seen.add(address)
        response = get(address)
        assert response.status_code in (200, 302, 303, 422), address
        kinds.add(response.mimetype)
        found = [response.headers["Location"]] if "Location" in response.headers else []
        if response.mimetype == "text/html":
            found += addresses(response.text)
        for link in found:
            path = link.removeprefix("https://example.org").removeprefix("http://localhost")
            assert path.startswith(f"{prefix}/"), f"{address} leads to {link}"
            left.append(path)
    assert {"text/html", "text/css", "image/svg+xml", "application/json", "text/plain"} <= kinds
    assert len(seen) > 10
