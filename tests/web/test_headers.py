"""What responses say to the browser besides their pages."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quiz.rulebook.model import Rulebook
from quiz.web.app import app_for
from quiz.web.operation.settings import Settings
from tests.support.books import ALL_ANSWERS

EVERY_KIND = {
    "/": 302,
    "/small/": 200,
    "/small/ask": 200,
    "/small/ask?nights=few": 200,
    "/small/answer?_at=nights&nights=few": 200,
    "/small/answer?_at=nights&nights=none&first=sleep": 303,
    "/small/answer?_at=nights": 422,
    "/small/ask?nights=odd": 400,
    "/small/check?nights=few": 200,
    f"/small/summary?{ALL_ANSWERS}": 200,
    f"/small/summary.json?{ALL_ANSWERS}": 200,
    f"/small/summary.txt?{ALL_ANSWERS}": 200,
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
            for query in ("", f"?{ALL_ANSWERS}", "?nights=odd"):
                answered = client.open(path + query, method=method, buffered=True)
                assert "Set-Cookie" not in answered.headers, (method, path)
                assert "Cookie" not in answered.headers.get("Vary", "")


def test_there_is_no_secret_to_sign_a_cookie_with(app: Flask) -> None:
    assert app.secret_key is None


@pytest.mark.parametrize("address", EVERY_KIND)
def test_only_pages_of_a_quiz_can_be_framed_and_only_by_the_hosts_that_were_named(
    small: Rulebook, address: str
) -> None:
    client = app_for({"small": small}, Settings(frame_hosts=("learn.example.edu", ".example.org"))).test_client()
    response = client.get(address, buffered=True)
    ancestors = response.headers["Content-Security-Policy"].partition("frame-ancestors ")[2]
    if response.mimetype == "text/html":
        assert ancestors == "learn.example.edu example.org *.example.org"
        assert "X-Frame-Options" not in response.headers
    else:
        assert (ancestors, response.headers["X-Frame-Options"]) == ("'none'", "DENY")
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
