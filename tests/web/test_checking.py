"""A check beside a server: whatever becomes of it, pages are served."""

import logging
import sys

import pytest

from quiz.web.operation.checking import Checking
from quiz.web.operation.findings import findings_told
from quiz.words import own_folder

FOLDERS = own_folder("rules"), own_folder("seeds")


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
