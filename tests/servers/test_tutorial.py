"""The tutorial, done as it stands: its commands run, its edits made, and what it shows held to what is there."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest
from click.testing import CliRunner, Result

from quiz.cli.main import cli
from quiz.files import ADDRESSES
from quiz.files.scaffold import scaffold_quiz
from quiz.problems import InvalidFiles
from tests.support.servers import PATIENCE
from tests.support.tutorial import TUTORIAL, blocks, edit, steps, write

SERVED = "http://127.0.0.1:8000/"

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="its commands are for a shell")


@dataclass
class Reader:
    """Somebody who does what the tutorial says, in a folder of their own."""

    folder: Path
    environment: dict[str, str]

    def run(self, command: str) -> str:
        """What a command answers, on both its outputs."""
        if command.startswith("export "):
            self.environment |= dict(pair.split("=") for pair in command.split()[1:])
            return ""
        shell = f'quiz() {{ "{sys.executable}" -m quiz "$@"; }}\n{command}'
        return subprocess.run(
            ["bash", "-c", shell], cwd=self.folder, env=self.environment, stdout=-1, stderr=subprocess.STDOUT, text=True
        ).stdout

    def serve(self, typed: str) -> str:
        """What a `quiz serve` says, on whichever port is free, once it has shown its front page."""
        command = [sys.executable, "-m", *typed.split(), "--port", "0"]
        with subprocess.Popen(command, cwd=self.folder, env=self.environment, stdout=-1, text=True) as process:
            try:
                assert process.stdout is not None
                said = process.stdout.readline()
                address = said.split()[4]
                with build_opener(ProxyHandler({})).open(address, timeout=PATIENCE) as page:
                    assert b"Campus or town" in page.read()
            finally:
                process.terminate()
        return said.replace(address, SERVED)


def new(folder: Path, *words: str) -> Result:
    """What `quiz new` answers, working in a folder."""
    return CliRunner().invoke(cli, ["new", *words, "--folder", str(folder)])


def test_the_tutorial_can_be_done_as_it_stands(tmp_path: Path) -> None:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
    reader = Reader(tmp_path, {**ours, "PYTHONPATH": str(TUTORIAL.parents[2]), "COLUMNS": "120"})
    done = 0
    for caption, kind, block in blocks(TUTORIAL.read_text(encoding="utf-8")):
        assert caption or kind in ("sh", "diff"), "whatever is shown is done"
        if caption:
            write(tmp_path, caption, block)
            continue
        if kind == "diff":
            edit(tmp_path, block)
            continue
        for command, shown in steps(block):
            done += 1
            said = reader.serve(command) if command.startswith("quiz serve") else reader.run(command)
            assert said == shown, f"$ {command}"
    assert done > 10
    cited = reader.run("quiz summary --whole --answers 'noise=little&meals=ready'")
    assert "A1.1" in cited
    assert "B1.1 (low confidence)" in cited


def test_authors_are_sent_to_the_preview(tmp_path: Path) -> None:
    assert "  quiz serve --preview --rules " in new(tmp_path, "mine").output
    assert "--reload" not in TUTORIAL.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_name_that_is_an_address_of_the_programs_own_is_refused(tmp_path: Path, name: str) -> None:
    done = new(tmp_path, name)
    assert done.exit_code == 2
    assert f"`{name}` is an address of the program's own." in done.output
    assert not list(tmp_path.iterdir())


def test_a_date_that_leaves_no_year_for_a_review_is_refused(tmp_path: Path) -> None:
    done = new(tmp_path, "mine", "--edition", "9999-01-01")
    assert done.exit_code == 2
    assert "there is no year left for a review" in done.output


def test_no_half_of_a_pair_is_left_where_the_other_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "seeds").write_text("in the way")
    with pytest.raises(InvalidFiles, match="cannot be written"):
        scaffold_quiz("mine", tmp_path, date(2026, 12, 1))
    assert not list(tmp_path.rglob("mine*"))
    (tmp_path / "seeds").unlink()
    assert new(tmp_path, "mine").exit_code == 0


def test_no_half_of_a_pair_is_left_where_the_disk_refuses_the_other(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/mine-talk.yaml").symlink_to(tmp_path / "away/mine-talk.yaml")
    with pytest.raises(InvalidFiles, match=r"mine-talk\.yaml:1:1: cannot be written"):
        scaffold_quiz("mine", tmp_path, date(2026, 12, 1))
    assert not list(tmp_path.glob("rules/*"))


def test_what_is_begun_with_holds_together_and_says_that_it_is_an_example(tmp_path: Path) -> None:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
    reader = Reader(tmp_path, {**ours, "PYTHONPATH": str(TUTORIAL.parents[2])})
    reader.run("quiz new my-decision --folder here")
    assert reader.run("quiz check here/rules/my-decision.yaml") == ""
    assert "nobody said this" in (tmp_path / "here/seeds/my-decision-talk.yaml").read_text()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
    reader = Reader(tmp_path, {**ours, "PYTHONPATH": str(TUTORIAL.parents[2])})
    (tmp_path / "seeds").mkdir()
    mine = tmp_path / "seeds/mine-talk.yaml"
    mine.write_text("mine")
    said = "seeds/mine-talk.yaml:1:1: is there already. Choose another name.\n1 problem found.\n"
    assert reader.run("quiz new mine") == said
    assert mine.read_text() == "mine"
    assert not (tmp_path / "rules").exists()


@pytest.mark.parametrize("name", ["My-decision", "9lives", "a b", "../up", "a" * 41, "näher"])
def test_a_name_that_is_no_id_is_refused(tmp_path: Path, name: str) -> None:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("QUIZ_")}
    reader = Reader(tmp_path, {**ours, "PYTHONPATH": str(TUTORIAL.parents[2])})
    assert "is not a valid id" in reader.run(f"quiz new '{name}'")
    assert not list(tmp_path.iterdir())
