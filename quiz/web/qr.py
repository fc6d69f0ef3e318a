"""The code on paper that leads back to the page.

segno draws what every code of a size has in common, and knows the sizes; the address is laid in here, all bits at once.
segno itself goes module by module, and tries eight masks to find the most even one: that took half of the time of a
summary page. The standard lets a reader take any mask (ISO/IEC 18004), so ours is always the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

import segno
from markupsafe import Markup
from segno import consts

MASK = 0
"""The checkerboard: every other module is turned over."""

BORDER = 2
BYTES = 0b0100
"""The mode in which a code holds bytes."""


def qr_code(address: str, title: str) -> Markup | None:
    """A QR code of `address` as SVG, named `title`; None if the address is longer than a code can hold."""
    modules = modules_of(address.encode())
    if modules is None:
        return None
    wide = len(modules) + 2 * BORDER
    rows = "".join(f"M{BORDER} {y}.5{_drawn(row)}" for y, row in enumerate(modules, BORDER))
    drawing = Markup('<path stroke="#000" d="{}"/>').format(rows)
    return Markup('<svg viewBox="0 0 {0} {0}" class="qr"><title>{1}</title>{2}</svg>').format(wide, title, drawing)


def modules_of(content: bytes) -> list[str] | None:
    """The rows of a code that holds `content`, `1` for a dark module and `0` for a light one; None if none holds it."""
    size = next((size for size in map(_size, range(1, 41)) if len(content) <= size.room), None)
    if size is None:
        return None
    stream = ((BYTES << size.counting) + len(content) << 8 * len(content)) + int.from_bytes(content)
    # Four zeros end what is said (or fewer, where there is no room for them); then come pads up to the end.
    said = (4 + size.counting + 8 * len(content) + 4) // 8
    data = (stream << 8 * said - 4 - size.counting - 8 * len(content)).to_bytes(said)
    data = (data + b"\xec\x11" * size.data)[: size.data]
    checks, start = b"", 0
    for length, check in size.blocks:
        checks += _remainder(data[start : start + length], check)
        start += length
    codewords = data + checks
    bits = f"{int.from_bytes(codewords) ^ size.mask:0{8 * len(codewords)}b}01"
    modules = "".join(size.laid_out(bits))
    return [modules[place : place + size.width] for place in range(0, len(modules), size.width)]


@dataclass(frozen=True, slots=True)
class _Size:
    """One of the forty sizes of a code, at the lowest level of error correction."""

    width: int
    room: int
    """The most bytes that it holds."""
    counting: int
    """With how many bits it says how many bytes it holds."""
    data: int
    """How many codewords carry data; the others check them."""
    blocks: list[tuple[int, int]]
    """How many codewords of data and of checks each block has."""
    mask: int
    """Which bits are turned over."""
    laid_out: Callable[[str], tuple[str, ...]]
    """The modules, row by row, from the bits of all codewords; two more bits, a 0 and a 1, serve what is always so."""


@lru_cache(maxsize=40)
def _size(version: int) -> _Size:
    table: Any = consts.ECC
    parts = table[version][consts.ERROR_LEVEL_L]
    blocks = [(part.num_data, part.num_total - part.num_data) for part in parts for _ in range(part.num_blocks)]
    data = sum(length for length, _ in blocks)
    counting = 8 if version < 10 else 16
    drawn = segno.make_qr("", version=version, error="L", mask=MASK, boost_error=False)
    width = 17 + 4 * version
    order = _order_of_codewords(blocks)
    zero, one = 8 * len(order), 8 * len(order) + 1
    laid_out = [one if module else zero for row in drawn.matrix for module in row]
    mask = 0
    taken = _patterns(version, width)
    free = (place for place in _zigzag(width) if place not in taken)
    for number, place in enumerate(free):
        turned = (place // width + place % width) % 2 == 0
        if number < zero:
            bit = 8 * order[number // 8] + number % 8
            mask |= turned << zero - 1 - bit
            laid_out[place] = bit
        else:
            laid_out[place] = one if turned else zero
    room = (8 * data - 4 - counting) // 8
    return _Size(width, room, counting, data, blocks, mask, itemgetter(*laid_out))


def _order_of_codewords(blocks: list[tuple[int, int]]) -> list[int]:
    """Which codewords come one after another: the first of each block, the second of each, …; the checks likewise."""
    order, start = [], 0
    for lengths in ([length for length, _ in blocks], [check for _, check in blocks]):
        starts = [start + sum(lengths[:number]) for number in range(len(lengths))]
        for place in range(max(lengths)):
            order += [first + place for first, length in zip(starts, lengths, strict=True) if place < length]
        start += sum(lengths)
    return order


def _patterns(version: int, width: int) -> frozenset[int]:
    """The places of the modules that are the same whatever a code holds."""
    end = width - 8
    areas = [(0, 0, 9, 9), (0, end, 9, 8), (end, 0, 8, 9), (6, 0, 1, width), (0, 6, width, 1)]
    if version >= 7:
        areas += [(0, width - 11, 6, 3), (width - 11, 0, 3, 6)]
    centres = consts.ALIGNMENT_POS[version - 2] if version > 1 else ()
    corners = {(6, 6), (6, width - 7), (width - 7, 6)}
    areas += [(y - 2, x - 2, 5, 5) for y in centres for x in centres if (y, x) not in corners]
    return frozenset(
        width * row + column
        for top, left, high, wide in areas
        for row in range(top, top + high)
        for column in range(left, left + wide)
    )


def _zigzag(width: int) -> list[int]:
    """The places of the modules, in the order in which they are filled: two columns up, two columns down, …"""
    places = []
    for number, right in enumerate([*range(width - 1, 6, -2), *range(5, 0, -2)]):
        rows = range(width) if number % 2 else range(width - 1, -1, -1)
        places += [width * row + column for row in rows for column in (right, right - 1)]
    return places


def _remainder(data: bytes, length: int) -> bytes:
    """The Reed-Solomon codewords that check `data`."""
    table = _products(length)
    shift = 8 * (length - 1)
    low = (1 << shift) - 1
    rest = 0
    for byte in data:
        rest = ((rest & low) << 8) ^ table[(rest >> shift) ^ byte]
    return rest.to_bytes(length)


@lru_cache(maxsize=40)
def _products(length: int) -> list[int]:
    """Each byte times the polynomial of so many check codewords, in the field of 256 elements."""
    exponents = consts.GEN_POLY[length]
    products = [0]
    for byte in range(1, 256):
        log = consts.GALIOS_LOG[byte]
        products.append(int.from_bytes(bytes(consts.GALIOS_EXP[(log + each) % 255] for each in exponents)))
    return products


def _drawn(row: str) -> str:
    """A row of modules as a line of an SVG path, with gaps where they are light."""
    return "".join([_PIECES[row[place : place + 8]] for place in range(0, len(row), 8)])


def _piece(modules: str) -> str:
    path, place = "", 0
    while place < len(modules):
        length = len(modules[place:]) - len(modules[place:].lstrip(modules[place]))
        path += f"h{length}" if modules[place] == "1" else f"m{length} 0"
        place += length
    return path


_PIECES = {bits: _piece(bits) for length in range(1, 9) for n in range(2**length) for bits in [f"{n:0{length}b}"]}
"""Up to eight modules as a part of a path."""
