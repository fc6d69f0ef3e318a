"""A spreadsheet for a new quiz: empty at first, then with columns and lists for its own questions and options."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from quiz.files import Value, shape_of
from quiz.problems import Diagnostic, InvalidFiles
from quiz.rulebook import RulebookFile
from quiz.sheets.book import data_of, lost, read_tables, write_tables
from quiz.sheets.layout import REGISTERS
from quiz.sheets.reading import OWN, documents_of
from quiz.sheets.tables import Table, tables_of


def begin(name: str, path: Path, edition: date, review_by: date) -> None:
    """Writes a spreadsheet that holds the ids and dates of a rulebook and its register, and headings for the rest."""
    form = shape_of(RulebookFile).fields["format"]
    assert isinstance(form, Value)
    common = {"format": int(form.words[-1])}
    dates = {"edition": edition.isoformat(), "review_by": review_by.isoformat()}
    register = {**common, "id": f"{name}-talk"}
    rulebook = {**common, "id": name, **dates, "language": "en", "evidence": register["id"]}
    write_tables(tables_of({**rulebook, REGISTERS: [register]}), path)


def renew(path: Path) -> None:
    """Writes the quiz in a spreadsheet, finished or not, to it again, with columns and lists for what it has now.

    Raises InvalidFiles where something in it would be lost; then nothing is written. Headings over empty cells go.
    """
    tables, problems = read_tables(path)
    document, registers = documents_of(tables, path, idle_headings=True)
    problems += [*document.problems, *_notes(tables, path)]
    data = data_of(document, registers)
    renewed = tables_of(data)
    if not problems and (problem := lost(data, renewed, document.marks)):
        problems.append(problem)
    if problems:
        raise InvalidFiles(problems)
    write_tables(renewed, path)


def _notes(tables: tuple[Table, ...], path: Path) -> Iterator[Diagnostic]:
    """The author's own sheets and columns, which no table of a quiz has."""
    for table in tables:
        for name in (table.name, *table.headings):
            if name.startswith(OWN):
                what, mend = f"`{name}` would be lost.", "Move it to a file of its own."
                yield Diagnostic(what, mend, file=path, cell=table.name)
