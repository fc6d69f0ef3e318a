"""Tables as a folder of CSV files, one for each sheet, and back."""

import csv
import re
from io import StringIO
from pathlib import Path

from quiz.files import read_bytes, write_file
from quiz.problems import InvalidFiles
from quiz.sheets.cells import Cell, text_of
from quiz.sheets.tables import Row, Table

_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠]")
"""A text that some spreadsheet would run (OWASP, CSV injection), or take a sign away from."""


def write_folder(tables: tuple[Table, ...], folder: Path) -> None:
    """Writes a file for each table below `folder`. Raises InvalidFiles where one cannot be written."""
    for table in tables:
        # Excel takes a file for UTF-8 only with a mark at its beginning.
        write_file(folder / f"{table.name}.csv", _csv(table).encode("utf-8-sig"), making_its_folder=True)


def read_folder(folder: Path) -> tuple[Table, ...]:
    """The tables of the CSV files in `folder`. Raises InvalidFiles where one cannot be read."""
    paths = sorted(folder.glob("*.csv"))
    if not paths:
        mend = "Name a folder that `quiz export` wrote."
        if any(folder.glob("*.yaml")):
            mend = "Name one of the files in it, or say --rules for a folder of rulebooks."
        raise InvalidFiles.for_file(folder, "holds no CSV.", mend)
    # LibreOffice puts the name of the file before that of each sheet.
    first = next((path.stem for path in paths if path.stem.endswith("-about")), "about")
    before = first.removesuffix("about")
    return tuple(_table(path, path.stem.removeprefix(before)) for path in paths)


def _csv(table: Table) -> str:
    text = StringIO()
    csv.writer(text).writerows([*map(_guarded, row)] for row in (table.headings, *table.rows))
    return text.getvalue()


def _guarded(cell: Cell) -> str:
    text = "" if cell is None else text_of(cell)
    return f"'{text}" if _FORMULA.match(text) else text


def _plain(text: str) -> Cell:
    text = text.strip()
    return (text[1:] if text[:1] == "'" and _FORMULA.match(text) else text) or None


def _table(path: Path, name: str) -> Table:
    content = read_bytes(path, "Delete what is no part of the quiz.")
    try:
        text = content.decode("utf-8-sig")
        first = text.partition("\n")[0]
        # Where a comma stands in numbers, spreadsheets write semicolons between cells; what is copied has tabs.
        lines = csv.reader(StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
        rows: list[Row] = [[*map(_plain, line)] for line in lines]
    except UnicodeDecodeError:
        raise InvalidFiles.for_file(path, "is not UTF-8 text.", "Save it as CSV UTF-8.") from None
    except csv.Error as error:
        raise InvalidFiles.for_file(path, f"is no CSV: {error}.", "Save it as CSV again.") from None
    return Table(name, tuple(str(cell or "") for cell in (rows[0] if rows else [])), tuple(rows[1:]))
