"""The lines of a finished letter as its fonts measure them, whatever letters they are made of.

So the tops of two lines tell how far apart they are set. All measures are millimetres from
the top left corner of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import pypdfium2

from lettergen.geometry import millimetres

SAME_LINE = 1.0  # millimetres that the feet of the letters of one line differ by
TOUCH = 0.1  # millimetres by which the boxes of neighbours meet
WIDEST_GAP = 3.0  # millimetres; what stands farther apart is two texts on one line


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, or one column of it; *top* and *bottom* are those of the font."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


def lines(pdf: bytes) -> list[Line]:
    """Return every line of a PDF, page by page, in the order it is drawn."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [line for number, page in enumerate(document, 1) for line in _of_page(page, number)]
    finally:
        document.close()


def line(found: list[Line], text: str, *, page: int | None = None) -> Line:
    """Return the one line that begins with *text*, of all or of one page."""
    (one,) = (one for one in found if one.text.startswith(text) and page in {None, one.page})
    return one


def words(found: list[Line], *, head: float) -> str:
    """Return all that stands outside the heads of later pages, which are *head* high."""
    return "\n".join(one.text for one in found if one.page == 1 or one.top > head)


def overlapping(found: list[Line]) -> list[tuple[str, str]]:
    """Return every two lines that stand on each other, by a third of their height or more."""
    return [
        (one.text, other.text)
        for one, other in combinations(found, 2)
        if one.page == other.page
        and min(one.right, other.right) - max(one.left, other.left) > TOUCH
        and min(one.bottom, other.bottom) - max(one.top, other.top)
        > min(one.bottom - one.top, other.bottom - other.top) / 3
    ]


def _of_page(page: pypdfium2.PdfPage, number: int) -> Iterator[Line]:
    text, height = page.get_textpage(), page.get_height()
    run: list[tuple[str, float, float, float, float]] = []
    for index in range(text.count_chars()):
        sign = text.get_text_range(index, 1)
        if not sign.strip():
            continue
        left, bottom, right, top = text.get_charbox(index, loose=True)
        box = (sign, *map(millimetres, (left, height - top, right, height - bottom)))
        if run and not _goes_on(run, box):
            yield _line(run, number, text, height)
            run = []
        run.append(box)
    if run:
        yield _line(run, number, text, height)
    text.close()


def _goes_on(
    run: list[tuple[str, float, float, float, float]], box: tuple[str, float, float, float, float]
) -> bool:
    """Return whether a letter belongs to the line of those before it."""
    *_, bottom = run[-1]
    gap = max(box[1] - run[-1][3], run[-1][1] - box[3])
    return abs(box[4] - bottom) < SAME_LINE and gap < WIDEST_GAP


def _line(
    run: list[tuple[str, float, float, float, float]],
    number: int,
    text: pypdfium2.PdfTextPage,
    height: float,
) -> Line:
    left, top = min(box[1] for box in run), min(box[2] for box in run)
    right, bottom = max(box[3] for box in run), max(box[4] for box in run)
    points = millimetres(1)
    words = text.get_text_bounded(
        left / points - 1, height - bottom / points, right / points + 1, height - top / points
    )
    return Line(" ".join(words.split()), number, left, top, right, bottom)
