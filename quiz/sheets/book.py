"""A rulebook with its registers from files to a spreadsheet, and from a spreadsheet to files."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from quiz.files import (
    Conditional,
    Document,
    Keyed,
    Loaded,
    Marks,
    Record,
    Records,
    Shape,
    Sources,
    Value,
    Values,
    load_document,
    load_rulebook,
    read_file,
    shape_of,
    yaml_of,
)
from quiz.problems import Diagnostic, InvalidFiles
from quiz.rulebook import Register, RulebookFile
from quiz.sheets.cells import alike
from quiz.sheets.csv_folder import read_folder, write_folder
from quiz.sheets.layout import REGISTERS
from quiz.sheets.reading import causes_in, documents_of, same
from quiz.sheets.tables import Table, tables_of
from quiz.sheets.workbook import read_workbook, write_workbook

OTHER_KINDS = (".ods", ".fods", ".xls", ".xlsb", ".xlsm", ".numbers", ".csv", ".tsv")
"""How files of spreadsheet programs end that are neither a workbook nor a folder."""


def is_spreadsheet(path: Path) -> bool:
    """Whether `path` is that of a workbook, or of a folder of CSV."""
    return path.suffix.lower() == ".xlsx" or path.is_dir()


def load_any(path: Path, seeds: Path) -> Loaded:
    """The rulebook in `path`: a file that rests on registers in the folder `seeds`, or a spreadsheet with all of it.

    Raises InvalidFiles with every mistake; those in a spreadsheet name sheet and cell.
    """
    _refuse_other_kinds(path)
    if not is_spreadsheet(path):
        return load_rulebook(path, seeds)
    document, registers = _documents(path)
    try:
        return load_document(document, Sources(sorted(registers), registers.__getitem__, path, sheet="sources"))
    except InvalidFiles as error:
        raise InvalidFiles(causes_in(error.problems, document.problems)) from None


def export(loaded: Loaded, path: Path) -> None:
    """Writes a rulebook and its registers to a workbook in `path`, or to a folder of CSV where it is called no .xlsx.

    Raises InvalidFiles where something does not fit, or cannot be written.
    """
    data = read_file(loaded.marks.file).data
    data[REGISTERS] = [read_file(marks.file).data for marks in loaded.register_marks.values()]
    tables = tables_of(data)
    problem = lost(data, tables, loaded.marks)
    if problem:
        raise InvalidFiles([problem])
    write_tables(tables, path)


def texts_of(path: Path) -> dict[str, str]:
    """The data files that the spreadsheet in `path` stands for: their texts by `rules/ID.yaml` and `seeds/ID.yaml`.

    Raises InvalidFiles with every mistake.
    """
    load_any(path, path)
    document, registers = _documents(path)
    texts = {f"rules/{document.data['id']}.yaml": yaml_of(_ordered(document.data, shape_of(RulebookFile)))}
    return texts | {
        f"seeds/{name}.yaml": yaml_of(_ordered(each.data, shape_of(Register))) for name, each in registers.items()
    }


def says_the_same(path: Path, data: Any) -> bool:
    """Whether the data file in `path` says what `data` does, however it is written."""
    try:
        there = read_file(path).data
    except InvalidFiles:
        return False
    shape = shape_of(RulebookFile if isinstance(there, dict) and "questions" in there else Register)
    return isinstance(there, dict) and plain(there, shape) == plain(data, shape)


def read_tables(path: Path) -> tuple[tuple[Table, ...], list[Diagnostic]]:
    """The tables of the spreadsheet in `path`, and what of it is no value."""
    return (read_folder(path), []) if path.is_dir() else read_workbook(path)


def write_tables(tables: tuple[Table, ...], path: Path) -> None:
    """Writes tables to a workbook in `path`, or to a folder where it is called no .xlsx."""
    _refuse_other_kinds(path)
    (write_workbook if path.suffix.lower() == ".xlsx" else write_folder)(tables, path)


def _refuse_other_kinds(path: Path) -> None:
    if path.suffix.lower() in OTHER_KINDS and not path.is_dir():
        mend = "Save it as .xlsx, or name a folder, for a CSV file of each sheet."
        raise InvalidFiles.for_file(path, "is no spreadsheet of a kind that is read and written here.", mend)


def _documents(path: Path) -> tuple[Document, dict[str, Document]]:
    tables, problems = read_tables(path)
    document, registers = documents_of(tables, path)
    return replace(document, problems=(*problems, *document.problems)), registers


def data_of(document: Document, registers: Mapping[str, Document]) -> dict[str, Any]:
    """The data of a rulebook and its registers, as tables are made of them."""
    return {**document.data, REGISTERS: [each.data for each in registers.values()]}


def lost(data: dict[str, Any], tables: tuple[Table, ...], marks: Marks) -> Diagnostic | None:
    """The first thing that does not come back from the tables as it went in."""
    read = data_of(*documents_of(tables, marks.file))
    whole = Record({**shape_of(RulebookFile).fields, REGISTERS: Records(shape_of(Register))})
    for trail in same(plain(data, whole), plain(read, whole)):
        what, mend = f"`{'/'.join(map(str, trail))}` does not fit a spreadsheet.", "Write it in another way."
        return marks.place(Diagnostic(what, mend, trail))
    return None


def plain(value: Any, shape: Shape | None) -> Any:
    """Data in the one of several ways of writing it that a sheet has: without what is empty, texts on one line."""
    match shape:
        case Record(fields):
            kept = {name: plain(each, fields.get(name)) for name, each in value.items() if each is not None}
            return {name: each for name, each in kept.items() if each not in ({}, [])}
        case Keyed(each):
            return {name: plain(said, each) for name, said in value.items()}
        case Records(each):
            return [plain(said, each) for said in value]
        case Conditional():
            return alike(value)
        case Values(_, alone) if alone and isinstance(value, list) and len(value) == 1:
            return value[0]
        case Value() if isinstance(value, str):
            return " ".join(value.split())
    return value


def _ordered(value: Any, shape: Shape | None) -> Any:
    """Data with its fields in the order of the shape."""
    match shape:
        case Record(fields):
            return {name: _ordered(value[name], fields[name]) for name in fields if name in value}
        case Records(each):
            return [_ordered(said, each) for said in value]
        case Keyed(each):
            return {name: _ordered(said, each) for name, said in value.items()}
    return value
