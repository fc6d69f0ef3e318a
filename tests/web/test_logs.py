"""The log: one line an event, and no answer in it."""

import json
import logging
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from jinja2 import DictLoader

from quiz.rulebook.model import Rulebook
from quiz.web.app import app_for
from quiz.web.operation.logs import Lines
from quiz.web.operation.settings import Settings
from tests.support.servers import GUNICORN, QUIZ_SERVE, ask, wait_until, writing_to


def record(event: str, name: str = "quiz", **fields: object) -> logging.LogRecord:
    made = logging.LogRecord(name, logging.WARNING, "here.py", 1, event, (), None)
    made.created = 0.25
    made.fields = fields
    return made


def test_an_event_is_an_object_on_one_line() -> None:
    line = Lines("json").format(record("Two\nlines.", problems=["a:1:2: “b”"]))
    assert "\n" not in line
    assert json.loads(line) == {
        "time": "1970-01-01T00:00:00.250Z",
        "level": "warning",
        "logger": "quiz",
        "event": "Two\nlines.",
        "problems": ["a:1:2: “b”"],
    }


def test_an_event_is_a_line_of_text() -> None:
    line = Lines("text").format(record("Two\nlines.", status=200, path='/a"\nb'))
    assert line == '1970-01-01T00:00:00.250Z WARNING Two\\nlines. status=200 path="/a\\"\\nb"'


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_servers_say_loses_its_queries(form: str) -> None:
    said = "Error handling request /small/ask?nights=few&people=young, Invalid request line: 'GET /?a=b HTTP/9'"
    line = Lines(form).format(record(said, "gunicorn.error"))
    assert "Error handling request" in line
    assert "nights" not in line
    assert "a=b" not in line


@pytest.mark.parametrize(
    "said",
    [
        "Client disconnected while serving nights=few people",
        "Exception while serving /small/ask nights=few",
        "Error handling request GET nights=few",
        "Invalid request from ip=127.0.0.1: Invalid HTTP request line: 'GET nights=few'",
        "Invalid request from ip=127.0.0.1: Invalid HTTP method: 'nights=few'",
        'Invalid HTTP Header: "Referer /small/ask?nights=few"',
    ],
)
def test_what_servers_quote_of_a_request_is_cut(said: str) -> None:
    line = Lines("text").format(record(said, "gunicorn.error"))
    assert "few" not in line
    assert said[:15] in line


def test_servers_still_say_where_they_listen() -> None:
    line = Lines("text").format(record("Listening at: http://127.0.0.1:8000 (17)", "gunicorn.error"))
    assert line.endswith("Listening at: http://127.0.0.1:8000 (17)")


def test_a_page_that_fails_is_logged_with_its_route(small: Rulebook, caplog: pytest.LogCaptureFixture) -> None:
    app = app_for({"small": small})
    app.jinja_loader = DictLoader({})
    app.test_client().get("/small/ask?nights=few")
    (failed,) = [each for each in caplog.records if each.getMessage() == "A page failed."]
    assert failed.fields == {"method": "GET", "path": "/small/ask"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", ["text", "json"])
def test_of_an_exception_the_type_and_the_places_are_told_but_not_what_it_quotes(form: str) -> None:
    made = record("It failed.")
    try:
        raise KeyError("nights=few")
    except KeyError as error:
        made.exc_info = (KeyError, error, error.__traceback__)
    line = Lines(form).format(made)
    assert "KeyError" in line
    assert "test_logs.py:" in line
    assert "nights=few" not in line


def test_the_access_log_has_path_status_and_time_alone(small: Rulebook, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "quiz.access")
    client = app_for({"small": small}, Settings(access_log=True)).test_client()
    client.get("/small/ask?nights=few")
    client.head("/small/ask%3Fnights=few")
    client.get("/small/ask?" + "x" * 70_000)
    told = [each.fields for each in caplog.records]  # type: ignore[attr-defined]
    assert [(each["method"], each["path"], each["status"]) for each in told] == [
        ("GET", "/small/ask", 200),
        ("HEAD", "/…", 302),
        ("GET", "/small/ask", 414),
    ]
    assert all(0 < each["seconds"] < 60 for each in told)
    assert "nights" not in caplog.text


def test_there_is_no_access_log_unless_it_is_asked_for(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client.get("/small/ask?nights=few")
    assert caplog.text == ""


@pytest.mark.parametrize("command", [QUIZ_SERVE, GUNICORN], ids=["waitress", "gunicorn"])
def test_every_line_of_either_server_is_an_object_where_json_is_asked_for(tmp_path: Path, command: list[str]) -> None:
    log = tmp_path / "log"
    with writing_to(log, command, QUIZ_LOG_FORMAT="json", QUIZ_ACCESS_LOG="on") as server:
        ask(server.port, "/integrated-ir/ask?patient_contact=some")
        ask(server.port, "/integrated-ir/ask?patient_contact=some", "BREW")
        wait_until(lambda: log.read_text().count('"request"') == 2)
    events = [json.loads(line) for line in log.read_text().splitlines()]
    assert all({"time", "level", "logger", "event"} <= event.keys() for event in events)
    requests = [event for event in events if event["logger"] == "quiz.access"]
    assert [(event["path"], event["status"]) for event in requests] == [
        ("/integrated-ir/ask", 200),
        ("/…", 405),
    ]
    assert "patient_contact" not in log.read_text()
