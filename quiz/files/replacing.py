"""Files that are written whole or not at all: what stood there may be the only copy."""

from pathlib import Path
from shutil import copymode


def replace_file(path: Path, content: str | bytes) -> None:
    """Writes a file, text as UTF-8. Raises OSError where it cannot, and leaves what stood there.

    A device or a pipe is written to.
    """
    data = content.encode() if isinstance(content, str) else content
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
