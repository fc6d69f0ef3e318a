"""What responses say to the browser besides their pages."""

import re
import shutil

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.test import TestResponse

from tests.support.browsers import CHROMIUM_NAMES, CHROMIUM_OPTIONS

ALL = "nights=few&people=young&first=sleep"

EVERY_KIND = {
    "/": 302,
    "/small/": 200,
    "/small/ask": 200,
    "/small/ask?nights=few": 200,
    "/small/answer?_at=nights&nights=few": 303,
    "/small/answer?_at=nights": 422,
    "/small/ask?nights=odd": 400,
    "/small/check?nights=few": 200,
    f"/small/summary?{ALL}": 200,
    f"/small/summary.json?{ALL}": 200,
    f"/small/summary.txt?{ALL}": 200,
    "/static/quiz.css": 200,
    "/nowhere/": 404,
    "/small/ask?" + "x" * 70_000: 414,
}


@pytest.fixture(params=EVERY_KIND, ids=lambda address: str(address)[:40])
def response(request: pytest.FixtureRequest, client: FlaskClient) -> TestResponse:
    """One of every kind of response."""
    answered = client.get(request.param, buffered=True)
    assert answered.status_code == EVERY_KIND[request.param]
    return answered


def test_every_response_carries_every_header(response: TestResponse) -> None:
    headers = response.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert "camera=()" in headers["Permissions-Policy"]
    policy = headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} <= set(policy)
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_nothing_is_stored_for_others_and_nothing_forbids_an_instant_back(response: TestResponse) -> None:
    control = response.headers["Cache-Control"]
    assert "no-store" not in control
    if "?" in response.request.full_path.rstrip("?"):
        assert "private" in control
        assert response.headers["X-Robots-Tag"] == "noindex"


def test_no_rule_sets_a_cookie_under_any_method(app: Flask, client: FlaskClient) -> None:
    app.testing = False
    client.set_cookie("session", "forged")
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:path:)?filename>", "quiz.css", rule.rule)
        path = re.sub(r"<[^>]+>", "small", path)
        for method in ("GET", "HEAD", "POST", "OPTIONS"):
            for query in ("", f"?{ALL}", "?nights=odd"):
                answered = client.open(path + query, method=method, buffered=True)
                assert "Set-Cookie" not in answered.headers, (method, path)
                assert "Cookie" not in answered.headers.get("Vary", "")


def test_there_is_no_secret_to_sign_a_cookie_with(app: Flask) -> None:
    assert app.secret_key is None


def walk_back(page: Page, served: str) -> None:
    """From one question to the next, and Back."""
    page.add_init_script("addEventListener('pageshow', (event) => { window.keptAlive = event.persisted; })")
    page.goto(f"{served}/integrated-ir/ask?patient_contact=some")
    page.get_by_role("radio").nth(1).check()
    page.get_by_role("button").click()
    page.wait_for_url("**call_tolerance**")
    page.go_back(wait_until="commit")


@pytest.mark.browser
def test_back_shows_the_page_as_it_was_left(browser: Browser, served: str) -> None:
    """The browser keeps the page alive, with what was picked on it."""
    path = next(filter(None, map(shutil.which, CHROMIUM_NAMES)))
    args, off = list(CHROMIUM_OPTIONS), ["--disable-back-forward-cache"]
    with browser.browser_type.launch(executable_path=path, args=args, ignore_default_args=off) as keeping:
        page = keeping.new_page()
        page.set_default_timeout(10_000)
        walk_back(page, served)
        page.wait_for_function("window.keptAlive")
        assert page.get_by_role("radio").nth(1).is_checked()


@pytest.mark.browser
def test_back_asks_the_server_for_nothing_where_pages_are_not_kept_alive(context: BrowserContext, served: str) -> None:
    page = context.new_page()
    walk_back(page, served)
    page.wait_for_load_state()
    assert page.evaluate("window.keptAlive") is False
    assert page.evaluate("performance.getEntriesByType('navigation')[0].transferSize") == 0


@pytest.mark.browser
def test_a_browser_has_nothing_to_say_about_the_headers(browser: Browser, served: str) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{served}/integrated-ir/")
    page.close()
    assert not said
