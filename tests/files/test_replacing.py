"""Files that are written whole or not at all."""

from pathlib import Path

import pytest

from quiz.files.replacing import write_file
from quiz.problems import InvalidFiles


@pytest.mark.parametrize("content", ["é\n", b"\xc3\xa9\n"])
def test_a_file_takes_the_place_of_another_with_its_mode(tmp_path: Path, content: str | bytes) -> None:
    path = tmp_path / "quiz.yaml"
    path.write_text("before")
    path.chmod(0o640)
    write_file(path, content)
    assert path.read_bytes() == b"\xc3\xa9\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_what_stood_there_stays_where_writing_ends_halfway(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "quiz.yaml"
    path.write_text("before")

    def half(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[: len(data) // 2])
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", half)
    with pytest.raises(InvalidFiles) as failed:
        write_file(path, "after all")
    assert str(failed.value).startswith(f"{path}:1:1: cannot be written: No space left on device. ")
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_goes_on_leading_where_it_led(tmp_path: Path) -> None:
    path, link = tmp_path / "quiz.yaml", tmp_path / "link.yaml"
    link.symlink_to(path)
    write_file(link, "after")
    assert link.is_symlink()
    assert path.read_text() == "after"


def test_a_device_is_written_to_and_stays_one() -> None:
    write_file(Path("/dev/null"), "gone")
    assert Path("/dev/null").is_char_device()
