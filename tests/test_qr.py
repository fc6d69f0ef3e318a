"""The code on paper: what a reader makes of it, and what another encoder makes of the same content."""

from itertools import cycle, islice

import pytest
import segno
import zxingcpp
from PIL import Image

from quiz.rulebook import Rulebook
from quiz.web.qr import MASK, _size, modules_of, qr_code
from tests.queries import spread_queries


def read(rows: list[str]) -> str:
    """What a reader finds in the modules, printed with four light ones around them."""
    wide = len(rows) + 8
    image = Image.new("L", (wide, wide), 255)
    for y, row in enumerate(rows, 4):
        for x, module in enumerate(row, 4):
            image.putpixel((x, y), 0 if module == "1" else 255)
    (found,) = zxingcpp.read_barcodes(image.resize((wide * 4, wide * 4), Image.Resampling.NEAREST))
    return found.text


@pytest.mark.parametrize("version", range(1, 41))
def test_a_full_code_of_every_size_is_the_one_that_segno_makes(version: int) -> None:
    content = "".join(islice(cycle("https://example.org/a?b=c&d=e-f_g"), _size(version).room))
    made = segno.make_qr(content, error="L", boost_error=False, mask=MASK, mode="byte")
    assert made.version == version
    assert modules_of(content.encode()) == ["".join(map(str, row)) for row in made.matrix]


@pytest.mark.parametrize("length", [1, 16, 17, 18, 150, 330, 1000])
def test_a_code_that_is_not_full_reads_back(length: int) -> None:
    content = "".join(islice(cycle("https://example.org/a?b=c&d=e-f_g"), length))
    modules = modules_of(content.encode())
    assert modules is not None
    assert read(modules) == content


def test_the_code_of_any_summary_reads_back(ir: Rulebook) -> None:
    for query in spread_queries(ir, 60):
        address = f"https://quiz.example.org/{ir.id}/summary?{query}"
        modules = modules_of(address.encode())
        assert modules is not None
        assert read(modules) == address


def test_an_address_that_no_code_can_hold_has_none() -> None:
    assert qr_code("x" * 2953, "Full") is not None
    assert qr_code("x" * 2954, "Too long") is None


def test_the_title_of_a_code_is_text() -> None:
    made = qr_code("https://example.org/", "A & <b>")
    assert made is not None
    assert "<title>A &amp; &lt;b&gt;</title>" in made


def test_the_drawing_has_a_line_for_each_run_of_dark_modules() -> None:
    made = qr_code("https://example.org/", "Code")
    assert made is not None
    first = modules_of(b"https://example.org/")[0]  # type: ignore[index]
    drawn = ""
    for step in made.partition("M2 2.5")[2].partition("M")[0].replace("m", " m").replace("h", " h").split():
        if step != "0":
            drawn += ("1" if step[0] == "h" else "0") * int(step[1:])
    assert drawn == first
