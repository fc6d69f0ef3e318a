"""A drawing of a quiz for those who share its address: what can speak for and against each option, and no answers.

A PNG (ISO/IEC 15948) of the size that social networks ask for, drawn line by line: it needs no library for pictures.
"""

from collections.abc import Iterator
from itertools import chain
from struct import pack
from zlib import compress, crc32

from quiz.rulebook import Rulebook, once_per_rulebook

WIDTH, HEIGHT = 1200, 630
"""In pixels: 1.91 to 1, as https://ogp.me/ leaves open and Facebook, LinkedIn and messengers crop to."""

MOST_ROWS, MOST_COLUMNS = 9, 6

Color = tuple[int, int, int]
Span = tuple[float, float]

PAPER: Color = (0xFB, 0xFA, 0xF7)
LINE: Color = (0xD9, 0xD5, 0xCB)
INK: Color = (0x1B, 0x2A, 0x33)
FOR: Color = (0x0B, 0x5C, 0x66)
AGAINST: Color = (0x8A, 0x3B, 0x12)
LEFT, TOP, CELL, RADIUS = 90, 75, 48, 17


@once_per_rulebook
def drawing_of(rulebook: Rulebook) -> bytes:
    """The drawing as PNG: a row for each question that decides, a column for each option, in each cell its marks."""
    canvas = _Canvas()
    questions = rulebook.deciding_questions[:MOST_ROWS]
    options = rulebook.options[:MOST_COLUMNS]
    longest = max((len(question.label) for question in questions), default=1)
    for column, option in enumerate(options):
        middle = _middle(column, len(options))
        canvas.rectangle(middle - 6 * len(option.short) / 2 - 12, middle + 6 * len(option.short) / 2 + 12, TOP, 14, INK)
    for row, question in enumerate(questions):
        y = TOP + 62 + row * CELL
        canvas.rectangle(LEFT, WIDTH - LEFT, y - CELL // 2 + 1, 2, LINE)
        canvas.rectangle(LEFT, LEFT + 120 + 240 * len(question.label) / longest, y - 5, 12, INK)
        for column, option in enumerate(options):
            sides = _sides(rulebook, question.id, option.id)
            canvas.mark(_middle(column, len(options)), y, "for" in sides, "against" in sides)
    return canvas.png()


def _middle(column: int, columns: int) -> float:
    return 540 + (column + 0.5) * (WIDTH - LEFT - 540) / columns


def _sides(rulebook: Rulebook, question: str, option: str) -> set[str]:
    """The sides that some advice under an answer to `question` takes on `option`."""
    marks = (advice.marks for advice in rulebook.advice if advice.row == question)
    return {side for about, side, _ in chain.from_iterable(marks) if about == option}


class _Canvas:
    """Lines of pixels, three bytes each."""

    def __init__(self) -> None:
        self.lines = [bytearray(bytes(PAPER) * WIDTH) for _ in range(HEIGHT)]

    def rectangle(self, left: float, right: float, top: int, height: int, color: Color) -> None:
        for y in range(top, top + height):
            self._fill(y, (left, right), color)

    def mark(self, x: float, y: int, speaks_for: bool, speaks_against: bool) -> None:
        """A triangle that points up or down, both halves of a diamond, or a dot where nothing is said."""
        if not speaks_for and not speaks_against:
            for step, (left, right) in _triangle(4):
                self._fill(y + step, (x + left, x + right), LINE)
                self._fill(y - step, (x + left, x + right), LINE)
            return
        is_both = speaks_for and speaks_against
        for step, (left, right) in _triangle(RADIUS):
            if speaks_for:
                self._fill(y - step if is_both else y + RADIUS // 2 - step, (x + left, x + right), FOR)
            if speaks_against:
                self._fill(y + step if is_both else y - RADIUS // 2 + step, (x + left, x + right), AGAINST)

    def _fill(self, y: int, span: Span, color: Color) -> None:
        """Colors a part of a line; pixels at its ends as far as it covers them."""
        left, right = span
        first, last = int(left), int(right)
        self.lines[y][3 * (first + 1) : 3 * last] = bytes(color) * (last - first - 1)
        for x, share in ((first, first + 1 - left), (last, right - last)):
            pixel = slice(3 * x, 3 * x + 3)
            mixed = (round(was + (now - was) * share) for was, now in zip(self.lines[y][pixel], color, strict=True))
            self.lines[y][pixel] = bytes(mixed)

    def png(self) -> bytes:
        """The picture as PNG: 8 bits for each of red, green and blue, lines without a filter."""
        head = pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
        data = compress(b"".join(b"\0" + line for line in self.lines), 9)
        chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(
            pack(">I", len(each)) + kind + each + pack(">I", crc32(kind + each)) for kind, each in chunks
        )


def _triangle(height: int) -> Iterator[tuple[int, Span]]:
    """The lines of a triangle from its base to its point, each with how far it reaches to both sides."""
    for step in range(height):
        half = (height - step) * 1.1
        yield step, (-half, half)
