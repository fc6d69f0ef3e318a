"""`quiz serve` where it cannot serve, as a process."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.books import PROVED, write_files
from tests.support.commands import quiz_process
from tests.support.servers import QUIZ_SERVE, ask, wait_until, writing_to


@pytest.fixture
def folders(tmp_path: Path) -> tuple[str, ...]:
    write_files(tmp_path)
    return ("--rules", str(tmp_path / "rules"), "--seeds", str(tmp_path / "seeds"))


def test_serve_says_when_a_port_is_taken(folders: tuple[str, ...]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = quiz_process("serve", "--port", str(taken.getsockname()[1]), *folders)
    assert done.returncode == 1
    assert "cannot listen on 127.0.0.1" in done.stderr
    assert "--port 0" in done.stderr


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("no-such-host.invalid", "`no-such-host.invalid` is not a host that is known here. Choose another --host."),
        ("a..b", "`a..b` is not a host that is known here. Choose another --host."),
        ("192.0.2.1", "Choose a --host of this machine."),
    ],
)
def test_serve_names_a_host_that_cannot_be_used(folders: tuple[str, ...], host: str, said: str) -> None:
    done = quiz_process("serve", "--host", host, "--port", "0", *folders)
    assert done.returncode == 1
    assert said in done.stderr
    assert "--port" not in done.stderr


def test_serve_calls_no_other_failure_one_of_the_port(folders: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "quiz", "serve", "--port", "0", *folders]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert done.returncode == 1
    assert "Error: cannot serve: [Errno 28] No space left on device" in done.stderr


def test_serve_says_at_the_start_what_check_refuses_and_serves_it(tmp_path: Path) -> None:
    path = write_files(tmp_path, PROVED.replace("{nights: none}, title", "{nights: none, people: young}, title"))
    command = [*QUIZ_SERVE, "--rules", str(path.parent), "--seeds", str(tmp_path / "seeds")]
    log = tmp_path / "log"
    with writing_to(log, command) as server:
        wait_until(lambda: "refuses" in log.read_text())
        assert ask(server.port, "/small/").status == 200
    said = next(line for line in log.read_text().splitlines() if "refuses" in line)
    assert f"WARNING `quiz check` refuses: {path}:46:3: no headline applies." in said


def test_serve_refuses_an_empty_folder(tmp_path: Path) -> None:
    done = quiz_process("serve", "--rules", str(tmp_path))
    assert done.returncode == 1
    assert f"{tmp_path}:1:1: contains no rulebook." in done.stderr
