"""What stands where on the finished pages: nothing may leave the sheet.

The PDF is read back as a printer would; a stylesheet's promises are not trusted.
"""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from lettergen.errors import Problem
from lettergen.geometry import millimetres

BARE_EDGE = 4.0  # millimetres that office printers cannot reach
TOLERANCE = 0.05  # millimetres
LONGEST_EXCERPT = 60  # characters
Rectangle = tuple[float, float, float, float]  # left, bottom, right, top, in points


def overflows(pdf: bytes) -> list[Problem]:
    """Return a problem for each text or picture that leaves the printable part of its page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            _problem(number, what, millimetres(excess))
            for number, page in enumerate(document, start=1)
            for what, excess in _outside(page)
        ]
    finally:
        document.close()


def _outside(page: pypdfium2.PdfPage) -> Iterator[tuple[str, float]]:
    """Yield what stands outside, and how far beyond the printable part, in points."""
    size = page.get_size()
    text = page.get_textpage()
    for index in range(text.count_rects()):
        rectangle = text.get_rect(index)
        if _is_outside(rectangle, size):
            yield text.get_text_bounded(*rectangle).strip(), _excess(rectangle, size)
    text.close()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        if _is_outside(item.get_bounds(), size):
            yield "", _excess(item.get_bounds(), size)


def _is_outside(rectangle: Rectangle, size: tuple[float, float]) -> bool:
    return millimetres(_excess(rectangle, size)) > TOLERANCE


def _excess(rectangle: Rectangle, size: tuple[float, float]) -> float:
    left, bottom, right, top = rectangle
    width, height = size
    edge = BARE_EDGE / millimetres(1)
    return max(edge - left, edge - bottom, right - (width - edge), top - (height - edge))


def _problem(page: int, what: str, excess: float) -> Problem:
    shown = f"{what[:LONGEST_EXCERPT]!r}" if what else "a picture"
    message = f"On page {page}, {shown} stands {excess:.1f} mm outside the printable part."
    hint = f"Shorten it, or mend the letterhead: the outer {BARE_EDGE:g} mm of a sheet stay bare."
    return Problem("overflow", message, hint)
