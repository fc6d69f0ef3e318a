"""waitress and gunicorn, as real processes, give the same answers."""

import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.support.books import SMALL, write_files
from tests.support.servers import (
    GUNICORN,
    PATIENCE,
    QUIZ_SERVE,
    Answer,
    Server,
    ask,
    environment,
    gunicorn,
    send,
    wait_until,
    waitress,
)

ALL = "nights=few&people=young&first=sleep"

THEIRS = {"Date", "Server", "Connection", "Via"}
"""Headers that belong to a connection or a server."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Settings that name a small rulebook."""
    folder = tmp_path_factory.mktemp("files")
    write_files(folder)
    return {"QUIZ_RULES": str(folder / "rules"), "QUIZ_SEEDS": str(folder / "seeds")}


@pytest.fixture(scope="module")
def both(files: dict[str, str]) -> Iterator[tuple[Server, Server]]:
    settings = {**files, "QUIZ_ADDRESS": "https://quiz.example.org/school"}
    with waitress(**settings) as one, gunicorn(**settings) as other:
        yield one, other


def same(one: Answer, other: Answer) -> Answer:
    """The answer, if both are alike in all that a browser acts upon."""
    assert one.status == other.status
    assert ours(one) == ours(other)
    assert one.body == other.body
    return one


def ours(answer: Answer) -> dict[str, str]:
    return {name.title(): value for name, value in answer.headers.items() if name.title() not in THEIRS}


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/", 302),
        ("/small/", 200),
        ("/small", 308),
        ("/small/ask", 200),
        ("/small/ask?nights=few", 200),
        ("/small/answer?nights=few&_at=nights", 200),
        ("/small/answer?nights=none&first=sleep&_at=nights", 303),
        ("/small/answer?_at=nights", 422),
        ("/small/check?nights=few", 200),
        (f"/small/summary?{ALL}", 200),
        (f"/small/summary.json?{ALL}", 200),
        (f"/small/summary.txt?{ALL}", 200),
        ("/small/summary.json?nights=few", 400),
        ("/small/ask?nights=nought", 400),
        ("/static/icon.svg", 200),
        ("/static/nothing.css", 404),
        ("/nowhere/", 404),
        ("/small/%zz", 404),
        ("/small/%ff%00", 404),
        ("/small/ask?nights=%zz", 400),
        ("/small/ask?%ff%00=%ff", 400),
        ("/small/../small/", 404),
        (f"/small/ask?nights={'x' * 70_000}", 414),
    ],
    ids=lambda value: str(value)[:50],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_an_address_gets_the_same_answer(both: tuple[Server, Server], target: str, status: int, method: str) -> None:
    got = same(*(ask(server.port, f"/school{target}", method) for server in both))
    assert got.status == status
    assert "Set-Cookie" not in got.headers
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert (got.body == b"") == (method == "HEAD")
    if status not in (200, 302, 303, 308) and "json" not in target:
        assert method == "HEAD" or b"<h1" in got.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "BREW"])
def test_nothing_but_reading_is_allowed_with_the_same_page(both: tuple[Server, Server], method: str) -> None:
    got = same(*(ask(server.port, "/school/small/ask", method, Content_Length="0") for server in both))
    assert got.status == 405
    assert b"only takes plain links" in got.body


@pytest.mark.parametrize("host", ["evil.example", "quiz.example.org.evil.example", "a b", "<script>"])
def test_a_strange_host_gets_the_same_refusal(both: tuple[Server, Server], host: str) -> None:
    got = same(*(ask(server.port, "/school/small/", Host=host) for server in both))
    assert got.status == 400
    assert b"It is at https://quiz.example.org/school." in got.body


def test_an_old_request_that_names_no_host_is_answered(both: tuple[Server, Server]) -> None:
    got = same(*(send(server.port, b"GET /school/small/ HTTP/1.0\r\n\r\n") for server in both))
    assert got.status == 200


@pytest.mark.parametrize("line", [b"nonsense", b"GET", b"\x00\x01", b"GET /\xe9 HTTP/1.1"])
def test_what_is_not_http_is_refused_by_both(both: tuple[Server, Server], line: bytes) -> None:
    for server in both:
        got = send(server.port, line + b"\r\n\r\n")
        assert 400 <= got.status < 600
        assert b"Traceback" not in got.body


def test_the_printed_link_is_the_settings_whatever_a_request_says(both: tuple[Server, Server]) -> None:
    forged = {"X_Forwarded_Host": "evil.example", "X_Forwarded_Proto": "gopher", "X_Forwarded_Prefix": "/evil"}
    got = same(*(ask(server.port, f"/school/small/summary?{ALL}", Host="127.0.0.1:1", **forged) for server in both))
    assert f"https://quiz.example.org/school/small/summary?{ALL}".replace("&", "&amp;").encode() in got.body
    assert b"evil" not in got.body
    assert b"gopher" not in got.body


@pytest.mark.parametrize("serve", [waitress, gunicorn])
@pytest.mark.parametrize(("proxies", "link"), [("0", "http://localhost/"), ("1", "https://quiz.example.org/")])
def test_what_a_proxy_says_counts_where_one_is_set(
    files: dict[str, str], serve: Callable[..., AbstractContextManager[Server]], proxies: str, link: str
) -> None:
    said = {"X_Forwarded_Host": "quiz.example.org", "X_Forwarded_Proto": "https"}
    with serve(**files, QUIZ_PROXIES=proxies, QUIZ_TRUSTED_HOSTS="quiz.example.org") as server:
        text = ask(server.port, f"/small/summary.txt?{ALL}", **said).body.decode()
    assert f"{link}small/summary?" in text


def test_gunicorn_takes_a_sub_path_from_its_own_setting(files: dict[str, str]) -> None:
    with gunicorn(**files, SCRIPT_NAME="/under") as server:
        assert b'href="/under/small/ask"' in ask(server.port, "/under/small/").body


@pytest.mark.parametrize("command", [QUIZ_SERVE, GUNICORN], ids=["waitress", "gunicorn"])
@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"QUIZ_PROXIES": "two"}, "Write how many are in front, from 0 to 9."),
        ({"QUIZ_ADDRESS": "quiz.example.org"}, "Write it like https://quiz.example.org"),
        ({"QUIZ_RULES": "/nowhere"}, "/nowhere"),
    ],
    ids=["proxies", "address", "rules"],
)
def test_a_wrong_setting_stops_the_start_with_one_clear_line(
    command: list[str], settings: dict[str, str], said: str
) -> None:
    done = subprocess.run(command, env=environment(**settings), capture_output=True, text=True, timeout=60)
    assert done.returncode not in (0, None)
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_rulebook_stops_gunicorn_with_its_place(tmp_path: Path) -> None:
    path = write_files(tmp_path, SMALL.replace("kind: scale", "kind: skale"))
    settings = {"QUIZ_RULES": str(path.parent), "QUIZ_SEEDS": str(tmp_path / "seeds")}
    done = subprocess.run(GUNICORN, env=environment(**settings), capture_output=True, text=True, timeout=60)
    assert done.returncode == 4
    assert f"{path}:21:11: `skale` is not known" in done.stderr
    assert "Traceback" not in done.stderr


def test_gunicorn_takes_new_files_on_a_signal_and_keeps_the_old_where_they_are_wrong(tmp_path: Path) -> None:
    path = write_files(tmp_path)
    settings = {"QUIZ_RULES": str(path.parent), "QUIZ_SEEDS": str(tmp_path / "seeds")}
    with gunicorn(**settings) as server:
        said = server.process.stderr
        assert said is not None

        def signal_and_wait(word: str) -> None:
            server.process.send_signal(signal.SIGHUP)
            assert any(word in line for line in said)

        path.write_text(SMALL.replace("title: A small quiz", "title: A mended quiz"))
        signal_and_wait("Booting worker")
        wait_until(lambda: b"A mended quiz" in ask(server.port, "/small/").body)
        path.write_text(SMALL.replace("kind: scale", "kind: skale"))
        signal_and_wait(f'The files from before are kept. problems=["{path}:21:11: `skale` is not known')
        wait_until(lambda: b"A mended quiz" in ask(server.port, "/small/").body)


def test_the_access_log_of_gunicorn_leaves_the_answers_out(files: dict[str, str]) -> None:
    with gunicorn("--access-logfile", "/dev/stderr", **files) as server:
        ask(server.port, "/small/ask?nights=few", Referer="/small/ask?nights=few")
        ask(server.port, "/small/s/7KF3-Q2M2")
        server.process.terminate()
        assert server.process.stderr is not None
        log = server.process.stderr.read()
    assert '"GET /small/ask" 200' in log
    assert '"GET /small/s/<code>" 404' in log
    assert "nights" not in log
    assert "7KF3" not in log


def test_no_workers_are_refused() -> None:
    """gunicorn by itself starts, and never answers."""
    done = subprocess.run(
        GUNICORN, env=environment(WEB_CONCURRENCY="0"), capture_output=True, text=True, timeout=PATIENCE
    )
    assert done.returncode == 4
    assert "WEB_CONCURRENCY: 0 is not a number of workers. Write 1 or more." in done.stderr
    assert "Traceback" not in done.stderr
