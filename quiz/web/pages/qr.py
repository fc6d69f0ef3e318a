"""The code on paper that leads back to the page."""

from itertools import groupby, product
from typing import Any

import zxingcpp
from markupsafe import Markup, escape

BORDER = 2
DARK = 0

MASK = 0
"""The checkerboard. A reader takes any mask (ISO/IEC 18004); to try all eight for the most even one takes most time."""


def qr_code(address: str, title: str) -> Markup | None:
    """A QR code of `address` as SVG, named `title`; None if the address is longer than a code can hold."""
    try:
        code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="L", data_mask=MASK)
    except ValueError:
        return None
    image: Any = code.to_image(scale=1, add_quiet_zones=False)  # Its stubs do not say that it is a buffer.
    wide, modules = image.shape[0], memoryview(image).tobytes()
    rows = [modules[place : place + wide] for place in range(0, len(modules), wide)]
    lines = "".join([f"M{BORDER} {y}.5{_drawn(row)}" for y, row in enumerate(rows, BORDER)])
    size, name = wide + 2 * BORDER, escape(title)
    drawing = f'<title>{name}</title><path stroke="#000" d="{lines}"/>'
    return Markup(f'<svg viewBox="0 0 {size} {size}" class="qr">{drawing}</svg>')


def _drawn(row: bytes) -> str:
    """A row of modules as a line of an SVG path, with gaps where they are light."""
    return "".join([_PIECES[row[place : place + 8]] for place in range(0, len(row), 8)])


def _piece(modules: bytes) -> str:
    runs = ((module, len(list(run))) for module, run in groupby(modules))
    return "".join(f"h{length}" if module == DARK else f"m{length} 0" for module, length in runs)


_PIECES = {bytes(row): _piece(bytes(row)) for length in range(1, 9) for row in product((DARK, 255), repeat=length)}
"""Up to eight modules as a part of a path."""
