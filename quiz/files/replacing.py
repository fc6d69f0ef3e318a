"""Files that are written whole or not at all: what stood there may be the only copy."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copymode

from quiz.problems import InvalidFiles


def write_file(path: Path, content: str | bytes, *, making_its_folder: bool = False) -> None:
    """Writes a file, text as UTF-8. Raises InvalidFiles where it cannot, and leaves what stood there.

    A device or a pipe is written to.
    """
    with report_write_errors(path):
        if making_its_folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content.encode() if isinstance(content, str) else content)


@contextmanager
def report_write_errors(path: Path) -> Iterator[None]:
    """Turns an OSError raised while `path`, or a file below it, is written within the block into InvalidFiles."""
    try:
        yield
    except OSError as error:
        mend = "Check the path, its permissions, and the space on the disk."
        file = Path(error.filename or path)
        raise InvalidFiles.for_file(file, f"cannot be written: {error.strerror}.", mend) from None


def _replace(path: Path, data: bytes) -> None:
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    path = path.resolve()  # A link goes on leading where it led.
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(data)
        if path.exists():
            copymode(path, beside)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        error.filename = str(path)
        raise
