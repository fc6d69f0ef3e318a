"""Every command in encodings that do not have all our signs, as where output is redirected on Windows."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from quiz.cli.main import cli
from tests.support.books import ALL_ANSWERS, SMALL, write_files
from tests.support.commands import quiz

ODD = SMALL.replace("title: You take nights", "title: “Nights” → a ≥ b – Ωé 🏥").replace(
    "label: Many", "label: Muchísimas…"
)
FOLDERS = ("--rules", "rules", "--seeds", "seeds")
COMMANDS: dict[str, list[tuple[str, ...]]] = {
    "ask": [("ask", *FOLDERS)],
    "build": [("build", "größe→", *FOLDERS)],
    "check": [
        ("check", *FOLDERS),
        ("check", "-v", *FOLDERS),
        ("check", "--format", "json", *FOLDERS),
        ("check", "--format", "github", *FOLDERS),
        ("check", "nichts—da.yaml"),
    ],
    "diff": [("diff", "rules/small.yaml", "new.yaml"), ("diff", "rules/small.yaml", "größe→.yaml")],
    "export": [("export", "größe→.xlsx", *FOLDERS), ("export", "nichts→/da.xlsx", *FOLDERS)],
    "explain": [("explain", "--answers", "nights=few", *FOLDERS), ("explain", "→", "--answers", "", *FOLDERS)],
    "import": [("export", "größe→", *FOLDERS), ("import", "größe→"), ("import", "nichts→da.xlsx")],
    "keep": [("keep", *FOLDERS)],
    "new": [("new", "other", "--folder", "made"), ("new", "größe→")],
    "schema": [("schema", "rulebook"), ("schema", "register"), ("schema", "openapi", *FOLDERS)],
    "review": [
        ("review", *FOLDERS),
        ("review", "--language", "→", *FOLDERS),
        ("review", "--out", "größe→.html", *FOLDERS),
    ],
    "sentences": [("sentences", "talk.txt"), ("sentences", "größe→.txt"), ("sentences", "talk.txt", "--register", "→")],
    "serve": [("serve", "--host", "nirgends→", *FOLDERS), ("serve", "--proxies", "zwölf…", *FOLDERS)],
    "summary": [
        ("summary", "--answers", ALL_ANSWERS, *FOLDERS),
        ("summary", "--answers", ALL_ANSWERS, "--whole", *FOLDERS),
        ("summary", "--answers", ALL_ANSWERS, "--format", "json", *FOLDERS),
        ("summary", "--answers", ALL_ANSWERS, "--format", "md", *FOLDERS),
        ("summary", "--answers", "nights=größe→\udcff", *FOLDERS),
        ("summary", "--answers", "", "--rulebook", "\udcff→", *FOLDERS),
    ],
    "table": [("table", *FOLDERS), ("table", "--format", "csv", *FOLDERS)],
    "tabulate": [("tabulate", ALL_ANSWERS, "→", *FOLDERS), ("tabulate", "-", *FOLDERS)],
    "translate": [("translate", "es", *FOLDERS), ("translate", "→", *FOLDERS)],
}  # fmt: skip


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path, ODD)
    (tmp_path / "new.yaml").write_text(ODD.replace("title: “Nights”", "title: “Days”"), encoding="utf-8")
    (tmp_path / "talk.txt").write_text("[reply-1]\n“Nights” → a ≥ b.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def test_every_command_is_tried() -> None:
    assert set(COMMANDS) == set(cli.list_commands(click.Context(cli)))


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii", "utf-8", "latin-1"])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_fails_for_want_of_a_sign(command: str, encoding: str) -> None:
    for words in COMMANDS[command]:
        done = quiz(*words, typed="2\nñ\n1 2\n1\n".encode(), encoding=encoding)
        assert done.returncode in (0, 1, 2, 3), words
        assert done.stdout + done.stderr or done.returncode == 0


def test_signs_are_written_in_others_that_say_the_same() -> None:
    done = quiz("summary", "--answers", ALL_ANSWERS, *FOLDERS, encoding="cp1252")
    assert done.stdout.startswith("# “Nights” -> a ? b – ?é ?\n")
    assert "* Nights (A few)      v        ^\n" in done.stdout
    assert "^ for · v against · # both" in done.stdout
    table = quiz("table", *FOLDERS, encoding="cp437").stdout
    assert "│ few" in table


def test_json_is_read_as_the_same_data_in_every_encoding() -> None:
    for words in [("summary", "--answers", ALL_ANSWERS, "--format", "json", *FOLDERS), ("schema", "rulebook")]:
        right = json.loads(quiz(*words).stdout)
        for encoding in ("cp1252", "cp437", "latin-1"):
            assert json.loads(quiz(*words, encoding=encoding).stdout) == right


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii"])
def test_a_redirect_gets_the_whole_table(encoding: str) -> None:
    """As a process of its own, whose streams nobody but the command has set up."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONIOENCODING": encoding}
    with Path("t.txt").open("wb") as file:
        command = [sys.executable, "-m", "quiz", "table", *FOLDERS]
        done = subprocess.run(command, stdout=file, stderr=subprocess.PIPE, timeout=60, env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "with_people" in Path("t.txt").read_text(encoding="latin-1")
