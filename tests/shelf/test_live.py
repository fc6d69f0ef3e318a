"""A shelf whose files change: the new takes the place of the old at once, or the old stays."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from quiz.problems import InvalidFiles
from quiz.rulebook import Rulebook
from quiz.shelf.live import LiveShelf, Watch
from quiz.shelf.loading import load_shelf
from tests.support.books import BROKEN, RETITLED, SMALL, write_files


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_files(tmp_path)


@pytest.fixture
def live(path: Path) -> LiveShelf:
    live = LiveShelf(lambda: load_shelf(path.parent, path.parent.parent / "seeds"), path.parent)
    live.load()
    return live


def test_new_files_take_the_place_of_the_old(live: LiveShelf, path: Path) -> None:
    path.write_text(RETITLED)
    assert live.reload()
    assert live.shelf["small"].title == "A mended quiz"
    assert (live.held.taken, live.held.refused) == (1, 0)


def test_a_broken_file_keeps_the_old_and_says_why(
    live: LiveShelf, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = live.held
    path.write_text(BROKEN)
    assert not live.reload()
    assert live.shelf is before.shelf
    assert live.held.since == before.since
    assert str(live.held.problems[0]).startswith(f"{path}:21:11: `skale` is not known")
    assert caplog.messages == ["The files from before are kept."]
    path.write_text(RETITLED)
    assert live.reload()
    assert live.held.problems == ()
    assert (live.held.taken, live.held.refused) == (1, 1)


def test_files_that_went_away_keep_the_old(live: LiveShelf, path: Path) -> None:
    path.unlink()
    assert not live.reload()
    assert list(live.shelf) == ["small"]
    assert "contains no rulebook" in live.held.problems[0].what


def test_a_failure_of_the_program_itself_keeps_the_old(path: Path) -> None:
    answers = [{"small": load_shelf(path.parent, path.parent.parent / "seeds")["small"]}]
    live = LiveShelf(answers.pop, path.parent)
    live.load()
    assert not live.reload()
    assert list(live.shelf) == ["small"]
    assert "failed with IndexError" in live.held.problems[0].what


def test_the_first_load_is_refused_with_every_problem(path: Path) -> None:
    path.write_text(BROKEN)
    with pytest.raises(InvalidFiles, match="skale"):
        LiveShelf(lambda: load_shelf(path.parent, path.parent.parent / "seeds"), path.parent).load()


def test_a_watch_tells_of_a_change_once_and_only_when_it_is_complete(path: Path) -> None:
    watch = Watch([path.parent])
    assert not watch.sees_new_files()
    path.write_text(RETITLED[:100])
    assert not watch.sees_new_files(), "it may still be being written"
    path.write_text(RETITLED)
    assert [watch.sees_new_files() for _ in range(4)] == [False, False, True, False]


@pytest.mark.parametrize(
    ("before", "cut"),
    [
        (SMALL, SMALL.rstrip("\n")),
        (f"{SMALL}...\n", SMALL),
        (f"{SMALL}...\n".replace("\n", "\r\n"), SMALL.replace("\n", "\r\n")),
    ],
    ids=["within a line", "before the end mark", "in a file with Windows lines"],
)
def test_what_is_valid_and_ends_too_early_is_not_told_of(
    path: Path, before: str, cut: str, caplog: pytest.LogCaptureFixture
) -> None:
    path.write_bytes(before.encode())
    watch = Watch([path.parent])
    path.write_bytes(cut.replace("A small quiz", "A new quiz").encode())
    assert [watch.sees_new_files() for _ in range(5)] == [False] * 5
    assert caplog.messages == ["New files are not complete, and not read."]
    path.write_bytes(before.replace("A small quiz", "A new quiz").encode())
    assert [watch.sees_new_files() for _ in range(4)] == [False, False, True, False]


def test_blank_lines_may_follow_the_mark_for_the_end(path: Path) -> None:
    path.write_bytes(f"{SMALL}...\r\n".encode())
    watch = Watch([path.parent])
    path.write_bytes(f"{RETITLED}...\r\n\r\n\r\n".encode())
    assert [watch.sees_new_files() for _ in range(4)] == [False, False, True, False]


def test_a_file_that_never_ended_with_a_line_need_not_do_so(path: Path) -> None:
    path.write_text(SMALL.rstrip("\n"))
    watch = Watch([path.parent])
    path.write_text(RETITLED.rstrip("\n"))
    assert [watch.sees_new_files() for _ in range(4)] == [False, False, True, False]


def test_a_watch_sees_a_change_that_left_size_and_time_as_they_were(path: Path) -> None:
    watch, kept = Watch([path.parent]), path.stat()
    path.write_text(SMALL.replace("A small quiz", "A sound quiz"))
    os.utime(path, ns=(kept.st_atime_ns, kept.st_mtime_ns))
    assert [watch.sees_new_files() for _ in range(4)] == [False, False, True, False]


def test_what_changes_while_it_is_read_is_not_taken(path: Path) -> None:
    def load() -> Mapping[str, Rulebook]:
        shelf = load_shelf(path.parent, path.parent.parent / "seeds")
        path.write_text(texts.pop())
        return shelf

    texts = [RETITLED, RETITLED + "# half of", SMALL]
    live = LiveShelf(load, path.parent, [path.parent])
    live.load()
    assert not live.reload()
    assert "changed while it was read" in live.held.problems[0].what
    assert live.shelf["small"].title == "A small quiz"


@pytest.mark.parametrize("name", ["new.yaml", "translations/small.he.po", "editions/small/2024-01-01.json"])
def test_a_watch_sees_files_come_and_go(path: Path, name: str) -> None:
    watch = Watch([path.parent])
    file = path.parent / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("")
    assert [watch.sees_new_files() for _ in range(4)] == [False, False, True, False]
    file.unlink()
    assert [watch.sees_new_files() for _ in range(4)] == [False, False, True, False]


def test_a_watch_sees_a_folder_that_is_swapped_behind_a_link(tmp_path: Path) -> None:
    """As Kubernetes mounts a ConfigMap: each file is a link into a folder that is a link itself."""
    for name, text in (("first", SMALL), ("second", RETITLED)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "small.yaml").write_text(text)
        os.utime(tmp_path / name / "small.yaml", (1, 1))
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "..data").symlink_to(tmp_path / "first")
    (rules / "small.yaml").symlink_to("..data/small.yaml")
    watch = Watch([rules])
    (rules / "..new").symlink_to(tmp_path / "second")
    (rules / "..new").rename(rules / "..data")
    assert [watch.sees_new_files() for _ in range(4)] == [False, False, True, False]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_among_the_files_keeps_nobody_waiting(path: Path) -> None:
    """Whoever opens one waits until somebody writes to it."""
    seeds = path.parent.parent / "seeds"
    editions = path.parent / "editions" / "small"
    editions.mkdir(parents=True)
    for pipe in (path.parent / "pipe.yaml", seeds / "pipe.yaml", editions / "2020-01-01.json"):
        os.mkfifo(pipe)
    watch = Watch([path.parent, seeds])
    assert list(load_shelf(path.parent, seeds)) == ["small"]
    path.write_text(RETITLED)
    assert [watch.sees_new_files() for _ in range(3)] == [False, False, True]
    (seeds / "talk.yaml").unlink()
    os.mkfifo(seeds / "talk.yaml")
    with pytest.raises(InvalidFiles, match="names the register `talk`, but there is no"):
        load_shelf(path.parent, seeds)
