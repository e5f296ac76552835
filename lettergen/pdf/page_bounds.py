"""What stands where on the finished pages: nothing may leave the sheet.

Nor may anything be printed on what the paper bears already.

The PDF is read back as a printer would; a stylesheet's promises are not trusted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing

import pypdfium2
from pypdfium2 import raw

from lettergen.errors import Problem
from lettergen.geometry import millimetres
from lettergen.letterhead import Letterhead
from lettergen.pdf.page_text import PrintedPage

BARE_EDGE = 4.0  # millimetres that office printers cannot reach
TOLERANCE = 0.05  # millimetres
LONGEST_EXCERPT = 60  # characters
DRAWN = [
    raw.FPDF_PAGEOBJ_IMAGE,
    raw.FPDF_PAGEOBJ_PATH,
    raw.FPDF_PAGEOBJ_SHADING,
    raw.FPDF_PAGEOBJ_FORM,
]
OnFirstPage = Callable[[PrintedPage], list[Problem]]
Rectangle = tuple[float, float, float, float]  # left, bottom, right, top, in points


def overflows(
    pdf: bytes, letterhead: Letterhead, on_first: OnFirstPage | None = None
) -> list[Problem]:
    """Return a problem for each thing that stands where nothing may be printed.

    That is text or a picture that leaves the printable part of its page, and whatever stands
    where the letterhead's paper is printed already.

    Args:
        on_first: What else is to be seen on page 1, while it is open.
    """
    problems: list[Problem] = []
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for number, page in enumerate(document, start=1):
            with closing(page.get_textpage()) as text:
                outside = _outside(page, text)
                problems += [_problem(number, what, millimetres(by)) for what, by in outside]
                problems += _on_printed_areas(page, text, number, letterhead)
                if number == 1 and on_first and not problems:
                    problems += on_first(PrintedPage(page, text))
    return problems


def _outside(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> Iterator[tuple[str, float]]:
    """Yield what stands outside, and how far beyond the printable part, in points."""
    size = page.get_size()
    for index in range(text.count_rects()):
        rectangle = text.get_rect(index)
        if _is_outside(rectangle, size):
            yield text.get_text_bounded(*rectangle).strip(), _excess(rectangle, size)
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


def _on_printed_areas(
    page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, number: int, letterhead: Letterhead
) -> Iterator[Problem]:
    """Yield a problem for each thing on page *number* where its paper is printed already."""
    if letterhead.printed is None:
        return
    top, bottom = letterhead.printed.of_page(number)
    height = millimetres(page.get_height())
    for rectangle, what in _things(page, text):
        low, high = millimetres(rectangle[1]), millimetres(rectangle[3])
        for depth, edge in ((high - (height - top), "top"), (bottom - low, "foot")):
            area = top if edge == "top" else bottom
            if area and depth > TOLERANCE:
                yield _printed_over(number, what, edge, depth, letterhead)


def _things(
    page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage
) -> Iterator[tuple[Rectangle, str]]:
    """Yield where everything visible stands, and its words; those of a drawing are empty."""
    for index in range(text.count_rects()):
        rectangle = text.get_rect(index)
        yield rectangle, text.get_text_bounded(*rectangle).strip()
    for item in page.get_objects(filter=DRAWN, max_depth=1):
        yield item.get_bounds(), ""


def _printed_over(page: int, what: str, edge: str, depth: float, letterhead: Letterhead) -> Problem:
    shown = f"{what[:LONGEST_EXCERPT]!r}" if what else "a picture or a line"
    message = (
        f"On page {page}, {shown} stands {depth:.1f} mm within what the paper bears at its {edge}."
    )
    hint = "Correct the measures under [printed], or choose another house style with --style."
    return Problem("on-printed-area", message, hint, template=letterhead.place)


def _problem(page: int, what: str, excess: float) -> Problem:
    shown = f"{what[:LONGEST_EXCERPT]!r}" if what else "a picture"
    message = f"On page {page}, {shown} stands {excess:.1f} mm outside the printable part."
    hint = f"Shorten it, or mend the letterhead: the outer {BARE_EDGE:g} mm of a sheet stay bare."
    return Problem("overflow", message, hint)
