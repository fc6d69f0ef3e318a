"""A check beside a server: whatever becomes of it, pages are served."""

import logging
import sys
from pathlib import Path
from queue import Queue

import pytest

from quiz.web.operation.checking import Checked, Checking
from quiz.web.operation.findings import findings_told
from quiz.words import own_folder
from tests.support.books import SMALL, write_files

FOLDERS = own_folder("rules"), own_folder("seeds")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "ascii"])
def test_what_a_check_finds_is_read_in_whatever_encoding_commands_write(
    encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    write_files(tmp_path, SMALL.replace("[none, few]", "[none, éternité–]"))
    checked: Queue[Checked] = Queue()
    Checking(tmp_path / "rules", tmp_path / "seeds", told=checked.put).start()
    (found,) = checked.get(timeout=30).problems
    assert "éternité–" in found.what


@pytest.mark.parametrize("python", [None, "", "/no/such/python"])
def test_where_no_check_can_be_started_a_server_goes_on_without_it(
    python: str | None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "executable", python)
    with caplog.at_level(logging.ERROR, "quiz"), findings_told(*FOLDERS):
        pass
    assert [record.getMessage() for record in caplog.records] == ["The check cannot be started."]
    checking = Checking(*FOLDERS)
    checking.start()
    assert checking.checked.state == "failed"
