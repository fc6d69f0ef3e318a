"""The folder on disk."""

import json
from collections.abc import Iterable
from pathlib import Path

from quiz.files import report_write_errors, write_file
from quiz.problems import InvalidFiles
from quiz.site.folder import INDEX, Files


def write_folder(files: Files, out: Path) -> None:
    """Writes the files below `out`, and deletes what an earlier build wrote there and this one does not.

    Raises InvalidFiles where `out` holds anything else, or cannot be written.
    """
    with report_write_errors(out):
        earlier = _earlier(out)
        # First, so that a build that was cut short can be made again, and leaves nothing behind.
        write_file(out / INDEX, json.dumps({"files": sorted(earlier | files.keys())}), making_its_folder=True)
        for name, text in files.items():
            write_file(out / name, text, making_its_folder=True)
        for name in sorted(earlier - files.keys()):
            (out / name).unlink(missing_ok=True)


def _earlier(out: Path) -> set[str]:
    """The files that an earlier build wrote below `out`."""
    if not out.exists() or not any(out.iterdir()):
        return set()
    try:
        listed = json.loads((out / INDEX).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, LookupError, TypeError):
        what = f"contains other files, and no `{INDEX}` of an earlier build."
        raise InvalidFiles.for_file(out, what, "Name a new folder, or an empty one.") from None
    return {name for name in _names(listed) if ".." not in Path(name).parts and not Path(name).is_absolute()}


def _names(listed: object) -> Iterable[str]:
    return (name for name in listed if isinstance(name, str)) if isinstance(listed, list) else ()
