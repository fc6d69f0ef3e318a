"""The code that the script draws leads to its address."""

import re

import zxingcpp
from PIL import Image

from tests.support.scripts import PROOF, script_for

BORDER, SCALE = 2, 3


def drawn(svg: str) -> Image.Image:
    """The picture that the path of a code draws: in each row, dark and light runs of modules."""
    size = int(svg.split('viewBox="0 0 ')[1].split()[0])
    image = Image.new("L", (size, size), 255)
    for y, runs in re.findall(r"M2 (\d+)\.5([^M\"]*)", svg):
        place = BORDER
        for dark, length in re.findall(r"(h)?(?:m)?(\d+)(?: 0)?", runs):
            for x in range(place, place + int(length)):
                image.putpixel((x, int(y)), 0 if dark else 255)
            place += int(length)
    return image.resize((size * SCALE, size * SCALE), Image.Resampling.NEAREST)


def test_of_every_size() -> None:
    book = PROOF.shelf["integrated-ir"]
    lengths = sorted({1, 17, 18, 53, 78, 106, 134, 154, 192, 230, 231, *range(300, 2950, 150), 2953})
    texts = [f"https://example.org/{'Añ1-' * 800}".encode()[:length].decode("utf-8", "ignore") for length in lengths]
    with script_for(book) as script:
        codes = script.ask("qr", texts)
    read = [[each.text for each in zxingcpp.read_barcodes(drawn(code))] for code in codes]
    assert read == [[text] for text in texts]


def test_there_is_none_of_what_is_too_long() -> None:
    with script_for(PROOF.shelf["integrated-ir"]) as script:
        assert script.ask("qr", ["a" * 2954, ""])[0] is None
