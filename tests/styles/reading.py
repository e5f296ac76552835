"""Where the words of a finished letter stand, as another program reads them from the PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import pypdfium2

from lettergen.geometry import millimetres
from lettergen.letter import Letter
from lettergen.letterhead import Letterhead
from lettergen.pdf.printed import first_page
from lettergen.pdf.window import misplaced
from lettergen.windowed import beside_address
from tests.reference import printed

RUN_INTO = 0.5  # millimetres in both directions, from which two lines run into each other


@dataclass(frozen=True, slots=True)
class Placed:
    """Words on one line of a *page*, counted from 1; sides in millimetres from its top left."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def placed(pdf: bytes) -> list[Placed]:
    """Return every line of the PDF, or each part of one, in the order of reading."""
    document = pypdfium2.PdfDocument(pdf)
    found = [
        line for number, page in enumerate(document, start=1) for line in _on_page(page, number)
    ]
    document.close()
    return found


def _on_page(page: pypdfium2.PdfPage, number: int) -> Iterator[Placed]:
    text, height = page.get_textpage(), page.get_height()
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        words = text.get_text_bounded(left, bottom, right, top).strip()
        if words:
            sides = (left, height - top, right, height - bottom)
            yield Placed(number, words, *(millimetres(side) for side in sides))


def the_line(lines: Iterable[Placed], beginning: str, *, page: int = 1) -> Placed:
    """Return the one line of a page that begins so."""
    (found,) = (line for line in lines if line.page == page and line.text.startswith(beginning))
    return found


def collisions(lines: Iterable[Placed]) -> list[tuple[str, str]]:
    """Return the pairs of lines that run into each other."""
    return [
        (one.text, other.text)
        for one, other in combinations(lines, 2)
        if one.page == other.page
        and min(one.right, other.right) - max(one.left, other.left) > RUN_INTO
        and min(one.bottom, other.bottom) - max(one.top, other.top) > RUN_INTO
    ]


def in_order(text: str, *words: str) -> bool:
    """Return whether *words* stand in *text* one after the other."""
    place = 0
    for word in words:
        place = text.find(word, place)
        if place < 0:
            return False
        place += len(word)
    return True


def wrong_in_window(letter: Letter, letterhead: Letterhead) -> list[str]:
    """Return the codes of what is wrong with the address in the letterhead's window."""
    if letterhead.window is None:
        return []
    pdf = printed(letter, letterhead).pdf
    first, beside = letter.addressees[0].address, beside_address(letter, letterhead)
    with first_page(pdf) as page:
        return [one.code for one in misplaced(page, letterhead.window, first, beside)]
