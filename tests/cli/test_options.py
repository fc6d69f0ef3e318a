"""Options that would have no effect are refused, and nothing is done."""

from pathlib import Path

import pytest

from tests.support.books import SMALL, write_files
from tests.support.commands import quiz

FOLDERS = ("--rules", "rules", "--seeds", "seeds")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("made")
    write_files(made)
    folders = ("--rules", str(made / "rules"), "--seeds", str(made / "seeds"))
    for words in (("export", str(made / "small.xlsx")), ("export", str(made / "csv")), ("keep",)):
        assert quiz(*words, *folders).returncode == 0
    return made


@pytest.fixture(autouse=True)
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)


KEPT = "rules/editions/small/2024-02-03.json"


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        (("new", "mine", "--sheet", "mine.xlsx", "--folder", "there"), "--folder"),
        (("export", "small.xlsx", "--renew", "--replace"), "--replace"),
        (("export", "small.xlsx", "--renew", "--rulebook", "small"), "--rulebook"),
        (("export", "small.xlsx", "--renew", *FOLDERS), "--rules nor --seeds"),
        (("check", "rules/small.yaml", "--rules", "rules"), "--rules"),
        (("check", "small.xlsx", "csv", "--seeds", "seeds"), "--seeds"),
        (("check", "seeds/talk.yaml", "--seeds", "seeds"), "--seeds"),
        (("diff", "small.xlsx", KEPT, "--seeds", "seeds"), "--seeds"),
        (("schema", "rulebook", *FOLDERS), "--rules nor --seeds"),
        (("schema", "register", "--rules", "rules"), "--rules"),
        (("serve", "--for-others"), "--for-others"),
        (("serve", "--preview", "--watch", "--frame-hosts", "a.example"), "--watch nor --frame-hosts"),
        (("serve", "--reload", "--threads", "8", "--log-format", "json"), "--threads nor --log-format"),
        (("serve", "--reload", "--watch", "--access-log"), "--watch nor --access-log"),
    ],
)
def test_an_option_without_effect_is_refused(words: tuple[str, ...], refused: str, folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    done = quiz(*words)
    assert done.returncode == 2
    assert done.stderr.endswith(f", and takes no {refused}.\n")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_folders_named_for_every_command_in_the_environment_are_no_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZ_RULES", "rules")
    monkeypatch.setenv("QUIZ_SEEDS", "seeds")
    for words in (("schema", "rulebook"), ("check", "small.xlsx"), ("export", "small.xlsx", "--renew")):
        assert "takes no" not in quiz(*words).stderr, words


def test_a_preview_for_others_needs_a_host_that_they_can_reach() -> None:
    done = quiz("serve", "--preview", "--for-others")
    assert done.returncode == 2
    assert "nobody else can reach 127.0.0.1. Add a --host" in done.stderr


def test_sources_that_are_not_compared_are_told(tmp_path: Path) -> None:
    write_files(tmp_path, SMALL.replace("minutes: 1", "minutes: some"))
    done = quiz("check", str(tmp_path / "rules/small.yaml"), "--source", "talk.txt")
    assert done.returncode == 1
    assert "The sources are not compared before the files can be read.\n" in done.stderr


def test_a_quiz_is_not_translated_to_its_own_language(folder: Path) -> None:
    done = quiz("translate", "en", *FOLDERS)
    assert done.returncode == 2
    assert "`en` is the language that it is written in." in done.stderr
    assert not list(folder.rglob("*.po"))


def test_an_edit_of_a_spreadsheet_is_told(tmp_path: Path) -> None:
    assert quiz("diff", "small.xlsx", "rules/small.yaml", "--seeds", "seeds").returncode == 0
    write_files(tmp_path, SMALL.replace("title: Nights wear", "title: Nights do wear"))
    done = quiz("diff", "csv", str(tmp_path / "rules/small.yaml"))
    assert (done.returncode, done.stdout) == (1, "advice hard_nights says something else\n")


def test_a_folder_of_rulebooks_is_told_from_one_of_csv() -> None:
    said = "rules:1:1: holds no CSV. Name one of the files in it, or say --rules for a folder of rulebooks."
    assert said in quiz("check", "rules").stderr
