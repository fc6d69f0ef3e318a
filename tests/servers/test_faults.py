"""What goes wrong while the quiz is served, as real processes: deaths, broken files, files that are missing."""

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from re import findall
from typing import Any

import pytest

from tests.support.books import BROKEN, RETITLED, SMALL, write_files
from tests.support.journey import follow, next_step
from tests.support.servers import (
    GUNICORN,
    PATIENCE,
    QUIZ_SERVE,
    Server,
    ask,
    environment,
    gunicorn,
    status_of,
    wait_until,
    waitress,
    writing_to,
)

Serve = Callable[..., AbstractContextManager[Server]]

both = pytest.mark.parametrize("command", [QUIZ_SERVE, GUNICORN], ids=["waitress", "gunicorn"])


def health(port: int) -> dict[str, Any]:
    answer = ask(port, "/healthz")
    assert answer.status == 200
    told: dict[str, Any] = json.loads(answer.body)
    return told


def walk(port: int, target: str, pages: int) -> str:
    """Where a student is after so many pages, or at the summary."""
    for _ in range(pages):
        target, answer = follow(port, target)
        assert answer.status == 200
        if "/summary" in target:
            break
        target = next_step(answer.body.decode())
    return target


@pytest.mark.parametrize("serve", [waitress, gunicorn])
def test_a_server_that_is_killed_in_the_middle_of_a_journey_loses_nothing(serve: Serve) -> None:
    with serve() as server:
        unhurt, _ = follow(server.port, walk(server.port, "/", 100))
        target = walk(server.port, "/", 6)
        server.process.send_signal(signal.SIGKILL)
        server.process.wait(timeout=PATIENCE)
    with serve() as anew:
        reached, answer = follow(anew.port, walk(anew.port, target, 100))
    assert "/summary" in reached
    assert reached == unhurt
    assert answer.status == 200


def test_a_worker_that_is_killed_is_replaced_and_loses_nothing(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with writing_to(log, GUNICORN) as server:
        target = walk(server.port, "/", 6)
        wait_until(lambda: "Booting worker" in log.read_text())
        os.kill(int(findall(r"Booting worker with pid: (\d+)", log.read_text())[0]), signal.SIGKILL)
        wait_until(lambda: log.read_text().count("Booting worker") == 2)
        reached, answer = follow(server.port, walk(server.port, target, 100))
    assert "/summary" in reached
    assert answer.status == 200


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_files(tmp_path)


@pytest.fixture
def files(path: Path) -> dict[str, str]:
    return {"QUIZ_RULES": str(path.parent), "QUIZ_SEEDS": str(path.parent.parent / "seeds")}


@both
def test_a_signal_brings_new_files_and_a_broken_one_keeps_the_old_and_is_reported(
    path: Path, files: dict[str, str], tmp_path: Path, command: list[str]
) -> None:
    log = tmp_path / "log"
    with writing_to(log, command, **files) as server:

        def shows(title: str, *, problems: bool) -> bool:
            page = ask(server.port, "/small/").body
            return title.encode() in page and bool(health(server.port)["problems"]) == problems

        path.write_text(RETITLED)
        server.process.send_signal(signal.SIGHUP)
        wait_until(lambda: shows("A mended quiz", problems=False))

        path.write_text(BROKEN)
        server.process.send_signal(signal.SIGHUP)
        wait_until(lambda: shows("A mended quiz", problems=True))
        told = health(server.port)
        assert told["status"] == "files from before"
        assert told["problems"][0].startswith(f"{path}:21:11: `skale` is not known")
        assert f'The files from before are kept. problems=["{path}:21:11:' in log.read_text()

        path.write_text(SMALL)
        server.process.send_signal(signal.SIGHUP)
        wait_until(lambda: shows("A small quiz", problems=False))
    assert "Traceback" not in log.read_text()


@both
def test_a_watching_server_follows_its_files_without_being_told(
    path: Path, files: dict[str, str], tmp_path: Path, command: list[str]
) -> None:
    log = tmp_path / "log"
    with writing_to(log, command, QUIZ_WATCH="on", **files) as server:
        path.write_text(BROKEN)
        wait_until(lambda: bool(health(server.port)["problems"]))
        assert b"A small quiz" in ask(server.port, "/small/").body
        path.write_text(RETITLED)
        wait_until(lambda: b"A mended quiz" in ask(server.port, "/small/").body)
        assert health(server.port)["status"] == "ok"
    assert "Traceback" not in log.read_text()


@both
def test_a_watching_server_follows_a_folder_that_is_swapped_as_a_whole(tmp_path: Path, command: list[str]) -> None:
    """As Kubernetes swaps the folder of a ConfigMap."""
    for name, text in (("first", SMALL), ("second", RETITLED)):
        (tmp_path / name).mkdir()
        write_files(tmp_path / name, text)
    link = tmp_path / "current"
    link.symlink_to("first")
    settings = {"QUIZ_RULES": str(link / "rules"), "QUIZ_SEEDS": str(link / "seeds"), "QUIZ_WATCH": "on"}
    with writing_to(tmp_path / "log", command, **settings) as server:
        assert b"A small quiz" in ask(server.port, "/small/").body
        (tmp_path / "new").symlink_to("second")
        (tmp_path / "new").rename(link)
        wait_until(lambda: b"A mended quiz" in ask(server.port, "/small/").body)


def test_files_that_change_without_a_word_are_not_looked_at(path: Path, files: dict[str, str]) -> None:
    with waitress(**files) as server:
        path.write_text(BROKEN)
        assert b"A small quiz" in ask(server.port, "/small/").body
        assert health(server.port)["problems"] == []


WRITING_NOTHING = ["sh", "-c", 'ulimit -f 0; exec "$@"', "sh"]
"""Starts a command that can write to no file at all: as where the file system is read-only, or full."""


@pytest.mark.parametrize("serve", [waitress, gunicorn])
def test_nothing_is_written_to_any_file(serve: Serve) -> None:
    with serve(within=WRITING_NOTHING) as server:
        reached, answer = follow(server.port, walk(server.port, "/", 100))
        assert "/summary" in reached
        assert answer.status == 200
        body = b"x" * 1_000_000
        head = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n"
        assert status_of(server, head + body) in (405, 413)
        server.process.send_signal(signal.SIGHUP)
        wait_until(lambda: health(server.port)["status"] == "ok")


def lacks_folder(path: Path) -> str:
    shutil.rmtree(path.parent)
    return "is not a folder."


def holds_nothing(path: Path) -> str:
    path.unlink()
    return f"{path.parent}:1:1: contains no rulebook. Name a folder with `.yaml` files in it."


def leads_nowhere(path: Path) -> str:
    path.unlink()
    path.symlink_to(path.parent / "nowhere.yaml")
    return f"{path.parent}:1:1: contains no rulebook."


def cannot_be_read(path: Path) -> str:
    """Not even by root, as whom tests may run."""
    path.unlink()
    path.symlink_to("/proc/self/mem")
    return f"{path}:1:1: cannot be read: "


def lacks_the_register(path: Path) -> str:
    (path.parent.parent / "seeds" / "talk.yaml").unlink()
    return f"{path}:12:11: names the register `talk`, but there is no "


def is_wrong(path: Path) -> str:
    path.write_text(BROKEN)
    return f"{path}:21:11: `skale` is not known for `kind`."


@both
@pytest.mark.parametrize(
    "spoil", [lacks_folder, holds_nothing, leads_nowhere, cannot_be_read, lacks_the_register, is_wrong]
)
def test_files_that_cannot_be_used_stop_the_start_with_a_clear_line(
    path: Path, files: dict[str, str], command: list[str], spoil: Callable[[Path], str]
) -> None:
    said = spoil(path)
    done = subprocess.run(command, env=environment(**files), capture_output=True, text=True, timeout=60)
    assert done.returncode not in (0, None)
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@both
def test_missing_templates_stop_the_start_with_a_clear_line(tmp_path: Path, command: list[str]) -> None:
    project = Path(__file__).parents[2]
    for name in ("quiz", "rules", "seeds"):
        shutil.copytree(project / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    settings = {**environment(), "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, env=settings, capture_output=True, text=True, timeout=60, cwd=tmp_path)
    assert done.returncode not in (0, None)
    assert f"{tmp_path / 'templates'}:1:1: is not a folder, and the templates belong there." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["QUIZ_WATCH", "QUIZ_METRICS", "QUIZ_ACCESS_LOG", "QUIZ_LOG_FORMAT"])
@both
def test_a_setting_that_is_not_understood_stops_the_start(command: list[str], name: str) -> None:
    settings = environment(**{name: "perhaps"})
    done = subprocess.run(command, env=settings, capture_output=True, text=True, timeout=60)
    assert done.returncode not in (0, None)
    assert name in done.stderr or "--log-format" in done.stderr
    assert "perhaps is " in done.stderr
    assert "Write " in done.stderr
    assert "Traceback" not in done.stderr


def test_quiz_serve_ends_when_the_window_that_it_was_started_in_is_closed(tmp_path: Path) -> None:
    """Closing a terminal sends the same signal by which an operator asks for new files."""
    log = tmp_path / "log"
    child, terminal = pty.fork()
    if child == 0:
        with log.open("w") as out:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
        os.execve(sys.executable, [*QUIZ_SERVE, "--port", "0"], environment())
    try:
        wait_until(lambda: log.exists() and "The quiz is at" in log.read_text())
        os.close(terminal)
        wait_until(lambda: os.waitpid(child, os.WNOHANG)[0] == child)
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise
