"""What stands where on the finished pages: nothing may leave the sheet.

Nor may anything be printed on what the paper bears already.

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
    """Return a problem for each thing that stands where nothing may be printed.

    That is text or a picture that leaves the printable part of its page, and whatever stands
    where the letterhead's paper is printed already.

    Args:
        on_first: What else is to be seen on page 1, while it is open.
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
    """Yield what stands outside, and how far beyond the printable part, in millimetres."""
    width, height = page.size
    sheet = Box(0, 0, width, height).shrunk(BARE_EDGE)
    for number, box in enumerate(page.runs()):
        if (excess := box.beyond(sheet)) > TOLERANCE:
            yield page.words_of_run(number), excess
    for box in page.pictures():
        if (excess := box.beyond(sheet)) > TOLERANCE:
            yield "", excess


def _on_printed_areas(page: PrintedPage, number: int, letterhead: Letterhead) -> Iterator[Problem]:
    """Yield a problem for each thing on page *number* where its paper is printed already."""
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
    """Yield where everything visible stands, and its words; those of a drawing are empty."""
    for number, box in enumerate(page.runs()):
        yield box, page.words_of_run(number)
    for _, box in page.drawings():
        yield box, ""


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
