"""The code on paper that leads back to the page."""

import segno
from markupsafe import Markup
from segno.encoder import DataOverflowError


def qr_code(address: str, title: str) -> Markup | None:
    """A QR code of `address` as SVG, named `title`; None if the address is longer than a code can hold."""
    try:
        code = segno.make_qr(address, error="L", boost_error=False)
    except DataOverflowError:
        return None
    return Markup(code.svg_inline(omitsize=True, svgclass="qr", lineclass=None, title=title, border=2))
