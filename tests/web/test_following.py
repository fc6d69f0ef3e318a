"""A served shelf that follows its files, in this very process."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.shelf.live import LiveShelf, Watch
from quiz.shelf.loading import load_shelf
from quiz.web.operation import following
from quiz.web.operation.following import follow
from tests.support.books import BROKEN, RETITLED, write_files
from tests.support.servers import wait_until


@pytest.fixture
def hangup() -> Iterator[None]:
    """Puts back what the signal did before."""
    before = signal.getsignal(signal.SIGHUP)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.usefixtures("hangup")
@pytest.mark.parametrize("is_watched", [False, True])
def test_a_signal_lets_it_read_the_files_anew(tmp_path: Path, is_watched: bool) -> None:
    path = write_files(tmp_path)
    live = LiveShelf(lambda: load_shelf(path.parent, tmp_path / "seeds"), path.parent)
    live.load()
    follow(live, Watch([path.parent]) if is_watched else None)
    path.write_text(RETITLED)
    os.kill(os.getpid(), signal.SIGHUP)
    wait_until(lambda: live.shelf["small"].title == "A mended quiz")
    path.write_text(BROKEN)
    os.kill(os.getpid(), signal.SIGHUP)
    wait_until(lambda: bool(live.held.problems))
    assert live.shelf["small"].title == "A mended quiz"


@pytest.mark.usefixtures("hangup")
def test_a_watch_lets_it_read_the_files_without_a_signal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "EVERY", 0.2)
    path = write_files(tmp_path)
    live = LiveShelf(lambda: load_shelf(path.parent, tmp_path / "seeds"), path.parent)
    live.load()
    follow(live, Watch([path.parent]))
    path.write_text(RETITLED)
    wait_until(lambda: live.shelf["small"].title == "A mended quiz")
