"""Tables as a workbook (.xlsx), and back."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from quiz.files import Shape, Value, Values, read_bytes, shape_at, write_file
from quiz.problems import Diagnostic, InvalidFiles
from quiz.rulebook import NOT_SURE
from quiz.sheets.cells import Cell
from quiz.sheets.layout import IDS_OF, Sheet, is_word, sheets
from quiz.sheets.reading import letters
from quiz.sheets.tables import Row, Table

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

UNPACKED, ROWS, COLUMNS = 64 * 1024 * 1024, 5000, 500
"""A workbook with more bytes than these when unpacked, or more rows or columns in a sheet, is not read."""

OFFERED = 1000
"""Down to this row, cells offer what can be written in them."""

WIDEST, LONGEST_LIST = 48, 255
"""Letters of a column, and of the list of a cell, at most."""

_SWITCHES = {"=TRUE()": True, "=FALSE()": False}
"""What LibreOffice makes of true and false when it saves a workbook."""

LINE = 15
"""The height of a line, in points."""


def write_workbook(tables: tuple[Table, ...], path: Path) -> None:
    """Writes the tables to a workbook in `path`. Raises InvalidFiles where it cannot be written."""
    openpyxl = _openpyxl(path)
    workbook: Workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    choices = _choices(tables)
    for sheet, table in zip(sheets(), tables, strict=True):
        page = workbook.create_sheet(table.name)
        for number, row in enumerate((table.headings, *table.rows), start=1):
            _write(page, number, row, sheet)
        _lay_out(page, sheet, table)
        _offer(page, sheet, table, tables, choices)
    written = BytesIO()
    workbook.save(written)
    write_file(path, written.getvalue())


def read_workbook(path: Path) -> tuple[tuple[Table, ...], list[Diagnostic]]:
    """The tables of the workbook in `path`, and what of it is no value. Raises InvalidFiles where it cannot be read."""
    openpyxl = _openpyxl(path)
    mend = "Delete what is no part of the quiz."
    file = BytesIO(read_bytes(path, mend))
    try:
        with ZipFile(file) as packed:
            unpacked = sum(each.file_size for each in packed.infolist())
        if unpacked > UNPACKED:
            raise InvalidFiles.for_file(path, "is too large when it is unpacked.", mend)
        workbook = openpyxl.load_workbook(file, read_only=True)
        problems: list[Diagnostic] = []
        return tuple(_read(page, path, problems) for page in workbook.worksheets), problems
    except InvalidFiles:
        raise
    except Exception as error:  # Whatever the parts of a broken workbook make openpyxl, zipfile or expat raise.
        what = f"is no workbook that can be read ({type(error).__name__})."
        mend = "Open it in a spreadsheet program, and save it as .xlsx."
        raise InvalidFiles.for_file(path, what, mend) from None


def _openpyxl(path: Path) -> Any:
    try:
        import openpyxl
    except ImportError:
        mend = "Install it: pip install 'thread-to-quiz[sheet]'. Or name a folder, for CSV."
        raise InvalidFiles.for_file(path, "needs openpyxl, which is not installed.", mend) from None
    return openpyxl


def _write(page: "Worksheet", number: int, row: Row, sheet: Sheet) -> None:
    """Writes a row; its texts are texts, whatever they begin with, and no formulas."""
    from openpyxl.styles import Alignment, Font, PatternFill

    top, bold = Alignment(horizontal="left", vertical="top", wrap_text=True), Font(name="Calibri", size=11, bold=True)
    shade = PatternFill("solid", fgColor="E8EEF4")
    for column, value in enumerate(row, start=1):
        if value is None:
            continue  # The style of the column is for what is typed there.
        cell = page.cell(number, column, value)
        cell.alignment = top
        if isinstance(value, str):
            cell.data_type, cell.number_format = "s", "@"
        if number == 1 or (not sheet.way and column == 1):
            cell.font, cell.fill = bold, shade


def _lay_out(page: "Worksheet", sheet: Sheet, table: Table) -> None:
    """Sets what stays in view, sizes in which all can be read, and that what is typed below stays as it is typed.

    Not every program finds the height of a row by itself, and most make a date of `3-5`.
    """
    from openpyxl.styles import Alignment

    page.freeze_panes = "B2" if not sheet.way or sheet.parent is None else "C2"
    for column, heading in enumerate(table.headings, start=1):
        kind = _kind(heading, sheet)
        longest = max(len(heading), *(len(str(row[column - 1] or "")) for row in table.rows), 6)
        if kind == "text" and not table.rows:
            longest = WIDEST
        below = page.column_dimensions[letters(column)]
        below.width = min(longest + 2, WIDEST if sheet.way else 2 * WIDEST)
        below.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
        below.number_format = "General" if kind in ("number", "date", "switch") else "@"
    for number, row in enumerate(table.rows, start=2):
        widths = (page.column_dimensions[letters(column)].width - 2 for column in range(1, len(row) + 1))
        lines = max(ceil(len(str(cell or "")) / width) for cell, width in zip(row, widths, strict=True))
        if lines > 1:  # One line grows by itself when more is typed.
            page.row_dimensions[number].height = LINE * lines


def _kind(heading: str, sheet: Sheet) -> str:
    """What a cell under a heading holds: the kind of its value, or `word` where it has none."""
    shape = _shape(heading, sheet)
    return shape.kind if isinstance(shape, Value) else "word"


def _shape(heading: str, sheet: Sheet) -> Shape | None:
    return shape_at(sheet.record, tuple(int(step) if step.isdigit() else step for step in heading.split()))


def _offer(
    page: "Worksheet", sheet: Sheet, table: Table, tables: tuple[Table, ...], choices: dict[str, list[str]]
) -> None:
    """Gives the cells of ids, and of other words, a list to choose from; where several fit, any text can be typed."""
    from openpyxl.worksheet.datavalidation import DataValidation

    headings = table.headings if sheet.way else tuple(str(row[0]) for row in table.rows)
    for place, heading in enumerate(headings, start=1):
        listed, several = _listed(heading, sheet, tables, choices)
        if listed is None:
            continue
        offer = DataValidation("list", formula1=listed, allow_blank=True, showErrorMessage=not several)
        offer.add(f"{letters(place)}2:{letters(place)}{OFFERED}" if sheet.way else f"B{place + 1}")
        page.add_data_validation(offer)


def _listed(
    heading: str, sheet: Sheet, tables: tuple[Table, ...], choices: dict[str, list[str]]
) -> tuple[str | None, bool]:
    """The list that cells under a heading offer, as a formula, and whether several of it may stand in one."""
    path = heading.split()
    shape = _shape(heading, sheet)
    if path[0] in ("when", "ask_when", "answers") and len(path) == 2:
        return _literal([*choices.get(path[1], []), NOT_SURE]), True
    several = isinstance(shape, Values)
    each = shape.each if isinstance(shape, Values) else shape
    if isinstance(each, Value) and each.kind == "switch":
        return _literal(["TRUE", "FALSE"]), False
    if isinstance(each, Value) and each.words and each.kind == "word":
        return _literal([*each.words]), False
    named = IDS_OF.get(path[-1]) if heading == sheet.parent or is_word(each) else None
    if path[0] in ("marks", "no_marks"):
        named = "questions"
    target = next((table for table in tables if table.name == named), None)
    if target is None or "id" not in target.headings:
        return None, False
    column = letters(target.headings.index("id") + 1)
    return f"'{target.name}'!${column}$2:${column}${OFFERED}", several


def _literal(words: list[str]) -> str | None:
    text = ",".join(words)
    return f'"{text}"' if len(text) <= LONGEST_LIST else None


def _choices(tables: tuple[Table, ...]) -> dict[str, list[str]]:
    """The ids of the choices of each question."""
    table = next(table for table in tables if table.name == "choices")
    question, choice = (table.headings.index(heading) for heading in ("question", "id"))
    found: dict[str, list[str]] = {}
    for row in table.rows:
        if row[choice] is not None:
            found.setdefault(str(row[question]), []).append(str(row[choice]))
    return found


def _read(page: Any, path: Path, problems: list[Diagnostic]) -> Table:
    if page.max_row and (page.max_row > ROWS or page.max_column > COLUMNS):
        page.reset_dimensions()  # Some programs count what they have formatted.
    rows = [[*_values(row, page.title, path, problems)] for row in page.iter_rows(max_row=ROWS, max_col=COLUMNS)]
    first = rows[0] if rows else []
    return Table(page.title, tuple("" if cell is None else str(cell).strip() for cell in first), tuple(rows[1:]))


def _values(row: Any, sheet: str, path: Path, problems: list[Diagnostic]) -> Iterator[Cell]:
    """The values of a row; what is no value is noted."""
    for cell in row:
        value = cell.value
        if cell.data_type == "f" and value in _SWITCHES:
            value = _SWITCHES[value]
        elif cell.data_type in ("f", "e"):
            what = "holds a formula." if cell.data_type == "f" else f"holds an error (`{value}`)."
            fault = Diagnostic(what, "Write what it should say, as text.").at(path, cell.row, cell.column)
            problems.append(replace(fault, cell=f"{sheet}!{letters(cell.column)}{cell.row}"))
            value = None
        yield None if isinstance(value, str) and not value.strip() else value
