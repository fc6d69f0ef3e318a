"""CSV that no spreadsheet runs."""

import csv
from io import StringIO

import pytest

from quiz.output.spreadsheet import as_csv


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "－1"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_text(cell: str) -> None:
    ((read,),) = csv.reader(StringIO(as_csv([[cell]])))
    assert read == f"'{cell}".replace("\r", "\n")


def test_a_line_break_begins_no_row() -> None:
    assert as_csv([["a\r=1", "b\r\n=2"]]) == '"a\n=1","b\n=2"\n'


@pytest.mark.parametrize("cell", ["A fair share", "1", "", "a=b", 'said "so", twice', "two\nlines"])
def test_other_text_stays_as_it_is(cell: str) -> None:
    ((read, _),) = csv.reader(StringIO(as_csv([[cell, "x"]])))
    assert read == cell
