"""`quiz build`, run as an operator runs it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from quiz.cli.main import cli


@pytest.fixture
def quiz(tmp_path: Path) -> list[str]:
    """The options that name a quiz as `quiz new` writes it."""
    CliRunner().invoke(cli, ["new", "lunch", "--folder", str(tmp_path)], catch_exceptions=False)
    return ["--rules", str(tmp_path / "rules"), "--seeds", str(tmp_path / "seeds")]


def test_it_writes_a_folder_and_says_what_to_open(tmp_path: Path, quiz: list[str]) -> None:
    out = tmp_path / "out"
    result = CliRunner().invoke(cli, ["build", str(out), *quiz], catch_exceptions=False)
    assert result.exit_code == 0
    assert f"to {out}. Open {out / 'index.html'}." in result.output
    assert (out / "lunch" / "ask.html").is_file()


def test_verify_holds_the_folder_to_the_program(
    tmp_path: Path, quiz: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    result = CliRunner().invoke(cli, ["build", str(tmp_path / "out"), "--verify", "20", *quiz], catch_exceptions=False)
    if "Node is not found" not in result.output:
        assert "On 20 answer sets of each quiz, they answer as the program does." in result.output
    monkeypatch.setenv("PATH", str(tmp_path))
    result = CliRunner().invoke(cli, ["build", str(tmp_path / "new"), "--verify", "20", *quiz], catch_exceptions=False)
    assert result.exit_code == 1
    assert "Node is not found" in result.output
    assert not (tmp_path / "new").exists()
