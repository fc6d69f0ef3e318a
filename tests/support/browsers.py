"""What the tests in real browsers share."""

from io import BytesIO

import zxingcpp
from PIL import ImageFilter
from playwright.sync_api import Page
from pypdf import PdfReader
from pypdfium2 import PdfPage

AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")

CHROMIUM_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
)

LOVES_CLINIC = {
    "patient_contact": ["A lot"],
    "call_tolerance": ["A fair share"],
    "reading_room": ["Rather not"],
    "clinic_building": ["I’d build one"],
    "clinic_fields": ["Oncology", "Women’s health"],
    "medicines": ["Mostly me"],
    "emergencies": ["Now and then"],
    "procedures": ["High-end"],
    "early_clinic": ["Early"],
    "hours": ["Balanced"],
    "matters_most": ["My patients"],
}


def sheets(page: Page, paper: str) -> int:
    return len(PdfReader(BytesIO(page.pdf(format=paper))).pages)


def codes_on_a_copy(sheet: PdfPage) -> list[str]:
    """The QR codes that are read from a sheet which was scanned poorly: at 150 dots an inch, with a blur of one dot."""
    scanned = sheet.render(scale=150 / 72).to_pil().filter(ImageFilter.GaussianBlur(1.0))
    return [code.text for code in zxingcpp.read_barcodes(scanned)]


def last_lines(sheet: PdfPage) -> list[str]:
    """The lowest line of each column of a sheet: the texts under which nothing stands."""
    text = sheet.get_textpage()
    places = sorted((text.get_rect(number) for number in range(text.count_rects())), key=lambda place: place[1])
    covered: list[tuple[float, float]] = []
    lines = []
    for left, bottom, right, top in places:
        beneath = [each for each in covered if each[0] < right and left < each[1]]
        if not beneath:
            lines.append(" ".join(text.get_text_bounded(left, bottom, right, top).split()))
        spans = [(left, right), *beneath]
        covered = [each for each in covered if each not in beneath]
        covered.append((min(low for low, _ in spans), max(high for _, high in spans)))
    return lines
