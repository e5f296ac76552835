"""Check the finished pages: nothing is outside the printable area or on a preprinted one.

The PDF is read back as a printer would; a stylesheet's promises are not trusted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lettergen.errors import Problem
from lettergen.geometry import Box
from lettergen.letterhead import Letterhead
from lettergen.pdf.page_text import PrintedPage, opened

BARE_EDGE = 4.0  # millimetres that office printers cannot reach
TOLERANCE = 0.05  # millimetres
LONGEST_EXCERPT = 60  # characters
OnFirstPage = Callable[[PrintedPage], list[Problem]]


def overflows(
    pdf: bytes, letterhead: Letterhead, on_first: OnFirstPage | None = None
) -> list[Problem]:
    """Return a problem for everything that is placed where nothing may be printed.

    That is text or a picture outside the printable area of its page, and anything within a
    preprinted area of the letterhead's paper.

    Args:
        on_first: A further check of page 1, while it is open.
    """
    problems: list[Problem] = []
    with opened(pdf) as pages:
        for number, page in enumerate(pages, start=1):
            problems += (_problem(number, what, by) for what, by in _outside(page))
            problems += _on_printed_areas(page, number, letterhead)
            if number == 1 and on_first and not problems:
                problems += on_first(page)
    return problems


def _outside(page: PrintedPage) -> Iterator[tuple[str, float]]:
    """Yield what is outside the printable area, and by how many millimetres."""
    width, height = page.size
    sheet = Box(0, 0, width, height).shrunk(BARE_EDGE)
    for number, box in enumerate(page.runs()):
        if (excess := box.beyond(sheet)) > TOLERANCE:
            yield page.words_of_run(number), excess
    for box in page.pictures():
        if (excess := box.beyond(sheet)) > TOLERANCE:
            yield "", excess


def _on_printed_areas(page: PrintedPage, number: int, letterhead: Letterhead) -> Iterator[Problem]:
    """Yield a problem for everything within a preprinted area of page *number*."""
    if letterhead.printed is None:
        return
    top, bottom = letterhead.printed.of_page(number)
    _, height = page.size
    for box, what in _things(page):
        for depth, edge in ((top - box.top, "top"), (box.bottom - (height - bottom), "foot")):
            area = top if edge == "top" else bottom
            if area and depth > TOLERANCE:
                yield _printed_over(number, what, edge, depth, letterhead)


def _things(page: PrintedPage) -> Iterator[tuple[Box, str]]:
    """Yield the box of everything visible and its words; a drawing has none."""
    for number, box in enumerate(page.runs()):
        yield box, page.words_of_run(number)
    for _, box in page.drawings():
        yield box, ""


def _printed_over(page: int, what: str, edge: str, depth: float, letterhead: Letterhead) -> Problem:
    shown = f"{what[:LONGEST_EXCERPT]!r}" if what else "a picture or a line"
    message = (
        f"On page {page}, {shown} is {depth:.1f} mm within the preprinted area at the {edge} "
        "of the paper."
    )
    hint = "Fix the measures under [printed], or choose another house style with --style."
    return Problem("on-printed-area", message, hint, template=letterhead.place)


def _problem(page: int, what: str, excess: float) -> Problem:
    shown = f"{what[:LONGEST_EXCERPT]!r}" if what else "a picture"
    message = f"On page {page}, {shown} is {excess:.1f} mm outside the printable area."
    hint = f"Shorten it, or fix the letterhead: printers leave the outer {BARE_EDGE:g} mm blank."
    return Problem("overflow", message, hint)
