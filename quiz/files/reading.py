"""Files that are read: what keeps one from being read is told like any other problem of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quiz.problems import InvalidFiles

MAX_BYTES = 4 * 1024 * 1024
"""A larger file is not read."""

NO_FILE = "there is no such file."


def read_bytes(path: Path, mend: str) -> bytes:
    """The content of a file. Raises InvalidFiles if it cannot be read, or is too large; then `mend` says what to do."""
    with report_read_errors(path), path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)  # One byte past the limit tells a large file without loading it.
    if len(content) > MAX_BYTES:
        raise InvalidFiles.for_file(path, f"is larger than {MAX_BYTES // 1024 // 1024} MiB.", mend)
    return content


@contextmanager
def report_read_errors(path: Path) -> Iterator[None]:
    """Turns an OSError raised while `path` is read within the block into InvalidFiles, with what to do about it."""
    try:
        yield
    except FileNotFoundError:
        raise InvalidFiles.for_file(path, NO_FILE, "Check the name and the folder.") from None
    except OSError as error:
        mend = "Check what it is, and its permissions."
        raise InvalidFiles.for_file(path, f"cannot be read: {error.strerror}.", mend) from None
