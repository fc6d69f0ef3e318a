"""Tables back to the data of a rulebook and its registers, with the cell that each value comes from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from quiz.files import Conditional, Document, Keyed, Marks, Record, Records, Value, Values
from quiz.problems import Diagnostic, InCells, InvalidFiles, Mend, Missing, Trail, instead_of, nearest, seen
from quiz.sheets.cells import NOTHING, Cell, condition_in, test_in, text_of, value_of
from quiz.sheets.headings import fault_in, lacking_in, meant_by
from quiz.sheets.layout import REGISTERS, Sheet, entries, sheets
from quiz.sheets.tables import ABOUT, Table

OWN = "#"
"""A sheet, or a column, whose name begins with it is the author's own, and is not read."""

UNREAD = "sheet-unread"
"""The check of what keeps a whole sheet from being read: what is found on it besides follows from that."""


@dataclass(frozen=True)
class CellMarks(Marks):
    """Where in a workbook each value stands: the row and the column of a cell, and the name of its sheet."""

    sheets: Mapping[Trail, str] = field(default_factory=dict)
    empty: frozenset[Trail] = frozenset()
    above: Trail = ()

    def place(self, diagnostic: Diagnostic) -> Diagnostic:
        """The diagnostic, placed at the cell of the value that its trail leads to, or of the nearest above it."""
        placed, trail = super().place(diagnostic), diagnostic.trail
        while trail and trail not in self.sheets:
            trail = trail[:-1]
        sheet = self.sheets.get(trail, sheets()[0].name)
        mend: Mend = placed.mend
        if isinstance(diagnostic.mend, InCells):
            mend = diagnostic.mend.in_cells
        if isinstance(diagnostic.mend, Missing):
            mend = _to_add(self.above + diagnostic.trail, diagnostic.mend.of_known)
        if diagnostic.trail in self.empty:
            mend = "Add a row to this sheet." if placed.line == 1 else "Fill in this cell."
        return replace(placed, mend=mend, cell=f"{sheet}!{letters(placed.column)}{placed.line}")


def _to_add(trail: Trail, of_known: str) -> str:
    """What to do where no cell stands for what is missing at a trail in the data of a workbook."""
    # In a trail, a number stands behind the name of each list.
    around = (each for each in sheets() if each.way == trail[: 2 * len(each.way) : 2])
    sheet = max(around, key=lambda each: len(each.way))
    heading = " ".join(str(step + 1 if isinstance(step, int) else step) for step in trail[2 * len(sheet.way) :])
    if not heading:
        return f"Write rows for it on sheet `{sheet.name}`."
    return f"Add the {'column' if sheet.way else 'row'} `{heading}`{of_known}"


def _taken(headings: Sequence[str], sheet: Sheet) -> dict[str, int]:
    """The headings under which something is read, as they were meant, and which in the row each is, from 1."""
    taken: dict[str, int] = {}
    for place, heading in enumerate(headings, start=1):
        if heading and not heading.startswith(OWN):
            meant = meant_by(heading, sheet)
            if meant is not None and (meant == heading or meant not in headings):
                taken.setdefault(meant, place)
    return taken


def letters(column: int) -> str:
    """What spreadsheets call the column with a number from 1."""
    before, last = divmod(column - 1, 26)
    return (letters(before) if before else "") + chr(ord("A") + last)


def documents_of(
    tables: Sequence[Table], path: Path, *, idle_headings: bool = False
) -> tuple[Document, dict[str, Document]]:
    """The documents of a rulebook and of its registers, by id, as the tables of the workbook in `path` have them.

    With `idle_headings`, headings over empty cells may be anything.
    """
    reading = _Reading(path)
    named = {table.name: table for table in tables}
    taken = [(sheet, named.pop(sheet.name)) for sheet in sheets() if sheet.name in named]
    for sheet, table in taken:
        reading.take(sheet, table)
    lacking = [sheet.name for sheet in sheets() if sheet not in [each for each, _ in taken]]
    for name in named:
        if not name.startswith(OWN):
            meant = f"{instead_of(name, lacking)} " if nearest(name, lacking) else ""
            mend = f"{meant}A sheet of your own begins with `{OWN}`."
            reading.problems.append(Diagnostic(f"`{name}` is no sheet here.", mend, file=path, cell=name))
    if lacking[:1] == [sheets()[0].name]:
        reading.unread(sheets()[0], "this sheet is missing.", "Add it, as `quiz export` writes it.")
    for sheet, table in taken:
        reading.note_headings(sheet, table, idle_headings)
    registers: dict[str, Document] = {}
    for place, register in enumerate(reading.data.pop(REGISTERS, [])):
        marks = reading.marks((REGISTERS, place))
        if register.get("id") in registers:
            what = f"`{register['id']}` is the id of another source."
            reading.problems.append(marks.place(Diagnostic(what, "Give each its own id.", ("id",))))
        elif "id" in register:
            registers[register["id"]] = Document(register, marks, ())
        else:
            reading.problems.append(marks.place(Diagnostic("`id` is missing.", Missing("id"), ("id",))))
    return Document(reading.data, reading.marks(), tuple(reading.problems)), registers


def causes_in(problems: Sequence[Diagnostic], read: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """The problems of a spreadsheet without what follows from others: those found in reading it are `read`.

    A cell that cannot be read is not missing; nor is what stands on a sheet that cannot be read, or that is called
    something else. A column is missing once, and not in each row.
    """
    cells = {each.cell for each in read}
    unread = {each.cell.partition("!")[0] for each in read if each.cell and each.check == UNREAD}
    meant = {
        f"Write rows for it on sheet `{str(each.mend).split('`')[1]}`." for each in read if "Did you" in str(each.mend)
    }
    told: set[tuple[str, str]] = set()
    for each in problems:
        sheet = str(each.cell).partition("!")[0]
        if each in read:
            yield each
        elif each.cell not in cells and sheet not in unread and each.mend not in meant:
            column = (sheet, str(each.mend))
            if column not in told or not column[1].startswith("Add the column"):
                yield each
            told.add(column)


@dataclass
class _Reading:
    """Builds the data of a workbook from its tables, and notes where each value stands."""

    path: Path
    data: dict[str, Any] = field(default_factory=dict)
    values: dict[Trail, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Trail, tuple[int, int]] = field(default_factory=dict)
    sheets: dict[Trail, str] = field(default_factory=dict)
    empty: set[Trail] = field(default_factory=set)
    numbers: dict[Trail, dict[str, int]] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    strays: dict[tuple[str, str], str | None] = field(default_factory=dict)
    belonged: dict[str, str] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)

    def marks(self, above: Trail = ()) -> CellMarks:
        """Where the values below `above` stand, by the ways from there."""
        size = len(above)

        def below(places: Mapping[Trail, Any]) -> dict[Trail, Any]:
            return {trail[size:]: place for trail, place in places.items() if trail[:size] == above}

        empty = frozenset(trail[size:] for trail in self.empty if trail[:size] == above)
        return CellMarks(self.path, below(self.values), below(self.keys), {}, below(self.sheets), empty, above)

    def take(self, sheet: Sheet, table: Table) -> None:
        """Reads one sheet."""
        if not sheet.way:
            self._about(sheet, table)
            return
        for trail in self._lists(sheet):
            self.empty.add(trail)
            self._note(trail, sheet, 1, 1)
        columns = _taken(table.headings, sheet)
        if table.rows and not any(table.headings):
            self.unread(
                sheet, "the first row has no headings.", "Delete the empty rows above them, or write them there."
            )
            return
        for number, row in enumerate(table.rows, start=2):
            if all(cell is None for cell in row):
                continue
            cells = {
                heading: (column, row[column - 1] if column <= len(row) else None)
                for heading, column in columns.items()
            }
            begun = self._begun(sheet, cells, number)
            if begun is not None:
                self._note(begun[:-1], sheet, 1, 1)
                self.empty.discard(begun[:-1])
                entry: dict[str, Any] = {}
                self._list(begun).append(entry)
                self._note(begun, sheet, number, 1)
                self._fill(entry, sheet, begun, [(heading, number, *cell) for heading, cell in cells.items()])

    def _about(self, sheet: Sheet, table: Table) -> None:
        """Reads the sheet that has a row for each field."""
        fields = _taken([text_of(row[0] or "") if row else "" for row in table.rows], sheet)
        if table.headings[:2] != ABOUT:
            fields = {}
            what = f"`{ABOUT[0]}` and `{ABOUT[1]}` are the headings of this sheet."
            self._problem(sheet, (1, 1), what, "Write them into its first two cells.")
        cells = [(name, place + 1, 2, [*table.rows[place - 1][1:2], None][0]) for name, place in fields.items()]
        self._fill(self.data, sheet, (), cells)

    def note_headings(self, sheet: Sheet, table: Table, idle: bool) -> None:
        """Notes headings that stand twice and, unless `idle` ones may, those over empty cells where none could be read.

        All sheets have to be read before.
        """
        if sheet.way:
            below = {
                place: (heading, [cell for row in table.rows for cell in row[place - 1 : place]])
                for place, heading in enumerate(table.headings, start=1)
            }
        else:
            below = {number: (text_of(row[0] or ""), [*row[1:2]]) for number, row in enumerate(table.rows, 2) if row}
        known: set[str] = set()
        for place, (heading, cells) in below.items():
            if heading.startswith(OWN):
                continue
            fault, is_idle = None, all(cell is None for cell in cells)
            if not heading and not is_idle and sheet.name not in self.left_out:
                fault = "there is no heading here.", f"Write one; a column of your own begins with `{OWN}`."
            elif heading and heading in known:
                fault = f"`{heading}` stands twice.", "Put all that belongs to it in one place, and delete the other."
            elif heading and not (idle if is_idle else meant_by(heading, sheet) == heading):
                fault = lacking_in(heading, sheet, self.data) or fault_in(heading, sheet, self.data)
            if fault:
                self._problem(sheet, (1, place) if sheet.way else (place, 1), *fault)
            known.add(heading)

    def _lists(self, sheet: Sheet) -> list[Trail]:
        """The ways to the lists that the rows of a sheet go into, of those that are known before it is read."""
        if len(sheet.way) == 1:
            return [sheet.way]
        registers = self.data.get(REGISTERS, []) if sheet.way[0] == REGISTERS else []
        return [(REGISTERS, place, sheet.way[1]) for place in range(len(registers))]

    def _list(self, trail: Trail) -> list[Any]:
        """The list to which the entry at `trail` belongs."""
        here: Any = self.data
        for step in trail[:-2]:
            here = here[step]
        listed: list[Any] = here.setdefault(str(trail[-2]), [])
        return listed

    def _begun(self, sheet: Sheet, cells: dict[str, tuple[int, Cell]], number: int) -> Trail | None:
        """The trail of a new entry; None where it is not known what it belongs to."""
        if sheet.parent is None:
            return (sheet.way[0], len(self.data.get(sheet.way[0], [])))
        above = [str(entry.get("id", "")) for _, entry in entries(self.data, sheet.way[:-1])]
        column, cell = cells.pop(sheet.parent, (1, None))
        name = text_of(cell) if cell is not None else above[0] if len({*above}) == 1 else ""
        if name not in above:
            what = f"`{name}` is not a known {sheet.parent}." if name else f"the {sheet.parent} is missing."
            stray = (sheet.parent, name)
            if not name or stray not in self.strays:
                self.strays[stray] = nearest(name, above)
                if "" not in above:  # Else the cause is told.
                    self._problem(sheet, (number, column), what, instead_of(name, above))
            name = self.strays[stray] or self.belonged.get(sheet.name, "")
            if not name:
                return None
        self.belonged[sheet.name] = name
        trail: Trail = (sheet.way[0], above.index(name), sheet.way[1])
        return (*trail, len(self.data[sheet.way[0]][above.index(name)].get(sheet.way[1], [])))

    def _fill(
        self, entry: dict[str, Any], sheet: Sheet, trail: Trail, cells: Sequence[tuple[str, int, int, Cell]]
    ) -> None:
        """Sets what the cells of one entry say, each under its heading."""
        for heading, row, column, cell in cells:
            if isinstance(cell, str):
                cell, unseen = seen(cell)
                for each in unseen:
                    self._problem(sheet, (row, column), each.what, str(each.mend))
            if cell is not None:
                self._set(entry, sheet.record, heading.split(), cell, (trail, sheet, row, column))
        for heading, row, column, cell in cells:
            path = heading.split()
            whole = isinstance(sheet.record.fields.get(path[0]), Record)
            for way in {self._way(trail, path), (*trail, path[0])} if whole else {self._way(trail, path)}:
                if cell is None and way not in self.values:
                    self.empty.add(way)
                    self._note(way, sheet, row, column)
        for name, shape in sheet.record.fields.items():
            if isinstance(shape, Keyed) and name in sheet.record.required:
                entry.setdefault(name, {})

    def _way(self, trail: Trail, path: list[str]) -> Trail:
        """The way to what stands under a heading: an entry that is numbered there has its place in a list."""
        way = trail
        for step in path:
            way = (*way, self.numbers.get(way, {}).get(step, step))
        return way

    def _set(
        self, entry: dict[str, Any], record: Record, path: list[str], cell: Cell, at: tuple[Trail, Sheet, int, int]
    ) -> None:
        """Sets one cell within an entry that stands at a trail, in the sheet, row and column."""
        (name, *rest), (trail, sheet, row, column) = path, at
        shape, here = record.fields.get(name), (*trail, name)
        self._note(here, sheet, row, column)
        match shape, rest:
            case Value() | Values(), []:
                entry[name] = value_of(cell, shape)
            case Record(), [_, *_]:
                self._set(entry.setdefault(name, {}), shape, rest, cell, (here, sheet, row, column))
            case Conditional(), _:
                self._condition(entry, name, rest, cell, at)
            case Keyed(Record() as each), [key, _, *_]:
                within = entry.setdefault(name, {}).setdefault(key, {})
                self._note((*here, key), sheet, row, column)
                self._set(within, each, rest[1:], cell, ((*here, key), sheet, row, column))
            case Keyed(each), [key] if isinstance(each, Value | Values):
                is_nothing = isinstance(each, Value) and each.nullable and cell == NOTHING
                entry.setdefault(name, {})[key] = None if is_nothing else value_of(cell, each)
                self._note((*here, key), sheet, row, column)
            case Records(each), [number, _, *_] if number.isdigit():
                numbers, listed = self.numbers.setdefault(here, {}), entry.setdefault(name, [])
                place = numbers.setdefault(number, len(numbers))
                listed += [{}] * (place == len(listed))
                self._note((*here, place), sheet, row, column)
                self._set(listed[place], each, rest[1:], cell, ((*here, place), sheet, row, column))
            case _:
                entry[" ".join(path)] = text_of(cell)
                self._note((*trail, " ".join(path)), sheet, row, column)

    def _condition(
        self, entry: dict[str, Any], name: str, rest: list[str], cell: Cell, at: tuple[Trail, Sheet, int, int]
    ) -> None:
        """Sets the part of a condition that one cell holds."""
        trail, sheet, row, column = at
        said = entry.get(name)
        if rest:
            part: Any = {" ".join(rest): test_in(cell)}
        else:
            try:
                part = condition_in(cell)
            except InvalidFiles:
                what = "cannot be read as a condition."
                mend = "Close every bracket and quote, as in `{any: [{nights: few}, {people: young}]}`."
                self._problem(sheet, (row, column), what, mend)
                part = said or "always"
                said = None
        if isinstance(said, dict) and isinstance(part, dict):
            entry[name] = {**said, **part}
        else:
            entry[name] = part if said is None else {"all": [said, part]}
        for key in part if isinstance(part, dict) else ():
            self._note((*trail, name, key), sheet, row, column)

    def _note(self, trail: Trail, sheet: Sheet, row: int, column: int) -> None:
        self.values[trail] = (row, column)
        self.keys[trail] = (1, column) if sheet.way else (row, 1)
        self.sheets[trail] = sheet.name

    def unread(self, sheet: Sheet, what: str, mend: str) -> None:
        """Notes what keeps a sheet from being read."""
        self.left_out.add(sheet.name)
        found = Diagnostic(what, mend, check=UNREAD).at(self.path)
        self.problems.append(replace(found, cell=f"{sheet.name}!A1"))

    def _problem(self, sheet: Sheet, place: tuple[int, int], what: str, mend: str) -> None:
        cell = f"{sheet.name}!{letters(place[1])}{place[0]}"
        self.problems.append(replace(Diagnostic(what, mend).at(self.path, *place), cell=cell))


def same(one: Any, other: Any, above: Trail = ()) -> Iterator[Trail]:
    """The ways to what differs between two data."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in dict.fromkeys((*one, *other)):
            yield from same(one.get(name), other.get(name), (*above, name))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for place, (mine, yours) in enumerate(zip(one, other, strict=True)):
            yield from same(mine, yours, (*above, place))
    elif one != other:
        yield above
