"""The code on paper: what a reader makes of it."""

import re
from itertools import cycle, islice

import pytest
import zxingcpp
from markupsafe import Markup
from PIL import Image, ImageDraw

from quiz.rulebook.model import Rulebook
from quiz.web.pages.qr import BORDER, qr_code
from tests.support.queries import spread_queries

SCALE = 4
PRINTED = 27
"""The width of a code on paper, in millimeters; the style sheet has it."""


def read(code: Markup | None) -> str:
    """What a reader finds in a drawing of the code."""
    assert code is not None
    size = re.search(r'viewBox="0 0 (\d+) \1"', code)
    path = re.search(r' d="([^"]+)"', code)
    assert size
    assert path
    wide = SCALE * (int(size[1]) + 4)
    image = Image.new("L", (wide, wide), 255)
    pen = ImageDraw.Draw(image)
    x = y = 0
    for step in re.finditer(r"M(\d+) (\d+)\.5|m(\d+) 0|h(\d+)", path[1]):
        if step[1]:
            x, y = int(step[1]) + 2, int(step[2]) + 2
        elif step[4]:
            end = x + int(step[4])
            pen.rectangle((SCALE * x, SCALE * y, SCALE * end - 1, SCALE * (y + 1) - 1), fill=0)
            x = end
        else:
            x += int(step[3])
    (found,) = zxingcpp.read_barcodes(image)
    return found.text


@pytest.mark.parametrize("length", [1, 17, 150, 330, 1000, 2953])
def test_a_code_of_any_length_reads_back(length: int) -> None:
    content = "".join(islice(cycle("https://example.org/a?b=c&d=e-f_g"), length))
    assert read(qr_code(content, "Code")) == content


def test_the_code_of_any_summary_reads_back(ir: Rulebook) -> None:
    for query in spread_queries(ir, 30):
        address = f"https://quiz.example.org/{ir.id}/summary?{query}"
        assert read(qr_code(address, "Code")) == address


def test_the_code_of_a_short_address_has_large_modules() -> None:
    made = qr_code("https://decisions.radiology.example-university.edu/quiz/integrated-ir.es/s/9TJN-VCNX", "Code")
    size = re.search(r'viewBox="0 0 (\d+) ', made or "")
    assert size
    assert int(size[1]) <= 17 + 4 * 5 + 2 * BORDER, "version 5 at most"
    assert PRINTED / int(size[1]) >= 0.5


def test_an_address_that_no_code_can_hold_has_none() -> None:
    assert qr_code("x" * 2953, "Full") is not None
    assert qr_code("x" * 2954, "Too long") is None


def test_the_title_of_a_code_is_text() -> None:
    made = qr_code("https://example.org/", "A & <b>")
    assert made is not None
    assert "<title>A &amp; &lt;b&gt;</title>" in made
