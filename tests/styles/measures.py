"""Where the lines of a finished letter stand: millimetres from the top left of their page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import pypdfium2

from lettergen.geometry import millimetres

TOUCH = 0.5  # millimetres in both directions, from which two lines run into each other


class Line(NamedTuple):
    """A line of text as another program reads it back, and its sides in mm."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def lines_of(pdf: bytes) -> list[Line]:
    """Return the lines of all pages in the order of the file."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for number, page in enumerate(document, start=1):
        text, height = page.get_textpage(), page.get_height()
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            words = text.get_text_bounded(left, bottom, right, top).strip()
            sides = (left, height - top, right, height - bottom)
            found.append(Line(number, words, *map(millimetres, sides)))
        text.close()
    document.close()
    return [line for line in found if line.text]


def line(lines: Sequence[Line], words: str) -> Line:
    """Return the first line that has *words* in it."""
    return next(one for one in lines if words in one.text)


def overlapping(lines: Sequence[Line]) -> list[tuple[str, str]]:
    """Return the pairs of lines that run into each other."""
    return [
        (one.text, other.text)
        for one, other in combinations(lines, 2)
        if one.page == other.page
        and min(one.right, other.right) - max(one.left, other.left) > TOUCH
        and min(one.bottom, other.bottom) - max(one.top, other.top) > TOUCH
    ]
