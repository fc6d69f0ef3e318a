"""The command `quiz`, as typed."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

from tests.books import SMALL, write_files

ANSWERS = "nights=few&people=young&first=sleep"


def quiz(*words: str, typed: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    command = [sys.executable, "-m", "quiz", *words]
    return subprocess.run(command, input=typed, capture_output=True, text=True, timeout=60, cwd=cwd, env=environment)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[str, ...]:
    write_files(tmp_path)
    return ("--rules", str(tmp_path / "rules"), "--seeds", str(tmp_path / "seeds"))


def test_check_says_what_it_read_and_exits_with_0(folders: tuple[str, ...]) -> None:
    done = quiz("check", *folders)
    assert done.returncode == 0
    assert "3 questions" in done.stdout
    assert not done.stderr


def test_check_finds_the_registers_beside_a_named_file(tmp_path: Path) -> None:
    assert quiz("check", str(write_files(tmp_path))).returncode == 0


def test_check_prints_every_problem_on_a_line_of_its_own_and_exits_with_1(tmp_path: Path) -> None:
    path = write_files(
        tmp_path, SMALL.replace("kind: scale", "kind: skale").replace("title: A small", "titel: A small")
    )
    done = quiz("check", str(path))
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert f"{path}:3:1: `titel` is no field here. Did you mean `title`?" in lines
    assert any(line.startswith(f"{path}:21:11: `skale` is not known") for line in lines)
    assert lines[-1].endswith("problems found.")
    assert "Traceback" not in done.stderr


def test_a_rulebook_id_that_two_files_use_is_a_problem(tmp_path: Path) -> None:
    path = write_files(tmp_path)
    (path.parent / "twin.yaml").write_text(SMALL)
    done = quiz("check", "--rules", str(path.parent), "--seeds", str(tmp_path / "seeds"))
    assert done.returncode == 1
    assert "`small` is also the id of" in done.stderr


@pytest.mark.parametrize("command", ["check", "serve", "ask"])
def test_an_empty_folder_is_named_and_exits_with_1(tmp_path: Path, command: str) -> None:
    done = quiz(command, "--rules", str(tmp_path))
    assert done.returncode == 1
    assert f"{tmp_path}:1:1: holds no rulebook." in done.stderr


def test_summary_prints_text(folders: tuple[str, ...]) -> None:
    done = quiz("summary", "--answers", ANSWERS, *folders)
    assert done.returncode == 0
    assert done.stdout.startswith("# A small quiz\n")


def test_summary_prints_json(folders: tuple[str, ...]) -> None:
    done = quiz("summary", "--answers", "?" + ANSWERS, "--format", "json", *folders)
    assert json.loads(done.stdout)["query"] == ANSWERS


def test_summary_refuses_answers_that_it_cannot_use(folders: tuple[str, ...]) -> None:
    done = quiz("summary", "--answers", ANSWERS + "&people=yuong", *folders)
    assert done.returncode == 1
    assert "people=yuong" in done.stderr
    assert "Did you mean `young`?" in done.stderr


def test_summary_names_the_questions_that_are_not_answered(folders: tuple[str, ...]) -> None:
    done = quiz("summary", "--answers", "nights=few", *folders)
    assert done.returncode == 1
    assert "people: one of young, old, sick, nobody, not_sure" in done.stderr


def test_an_unknown_rulebook_is_answered_with_the_known_ones(folders: tuple[str, ...]) -> None:
    done = quiz("summary", "--answers", ANSWERS, "--rulebook", "large", *folders)
    assert done.returncode == 2
    assert "choose one with --rulebook: small" in done.stderr


def test_ask_walks_the_questions_by_number_and_ends_in_the_summary(folders: tuple[str, ...]) -> None:
    done = quiz("ask", *folders, typed="2\n1 2\n1\n")
    assert done.returncode == 0
    assert "1. How many nights a month?" in done.stdout
    assert "- People: The young, The old" in done.stdout


def test_ask_goes_back_and_says_what_it_cannot_read(folders: tuple[str, ...]) -> None:
    done = quiz("ask", *folders, typed="b\nseven\n9\n1 2\n2\n1 4\nb\n1\n3\n")
    assert "This is the first question." in done.stdout
    assert "“seven” is no number from 1 to 4." in done.stdout
    assert "Type one number." in done.stdout
    assert "“Nobody” cannot be picked together" in done.stdout
    assert "- Nights: No nights" in done.stdout
    assert "- What matters most: Not sure yet" in done.stdout


def test_serve_answers_on_a_free_port_and_says_where(folders: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "quiz", "serve", "--port", "0", *folders]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().split()[4]
            with build_opener(ProxyHandler({})).open(address, timeout=10) as page:
                assert b"A small quiz" in page.read()
        finally:
            process.terminate()


def test_serve_says_when_a_port_is_taken(folders: tuple[str, ...]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = quiz("serve", "--port", str(taken.getsockname()[1]), *folders)
    assert done.returncode == 1
    assert "cannot listen on 127.0.0.1" in done.stderr
    assert "--port 0" in done.stderr


def test_serve_refuses_a_broken_rulebook_before_it_listens(tmp_path: Path) -> None:
    path = write_files(tmp_path, SMALL.replace("kind: scale", "kind: skale"))
    done = quiz("serve", "--port", "0", "--rules", str(path.parent), "--seeds", str(tmp_path / "seeds"))
    assert done.returncode == 1
    assert "`skale` is not known" in done.stderr
    assert not done.stdout
