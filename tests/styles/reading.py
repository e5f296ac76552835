"""The lines of a finished letter and their places, as another program reads them.

A line is as high as its font, whatever letters it is made of: so the tops of two lines show
how far apart they are set. All measures are millimetres from the top left of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import pypdfium2
from pypdfium2 import raw

from lettergen.geometry import Box, millimetres
from lettergen.letter.letter import Letter
from lettergen.letterhead import Letterhead
from lettergen.pdf.address_window import misplaced
from lettergen.pdf.page_text import first_page
from lettergen.produce import beside_address
from tests.reference import printed

SAME_LINE = 1.0  # millimetres that the feet of the letters of one line differ by
TOUCH = 0.1  # millimetres by which the boxes of neighbours meet
WIDEST_GAP = 3.0  # millimetres; what stands farther apart is two texts on one line
SHARE = 1 / 3  # of the height of a line, from which another one stands on it


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, or one column of it, on a *page* counted from 1.

    *margin* says that it is a head or foot that pages repeat: the file's tags leave it out.
    """

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    margin: bool

    @property
    def centre(self) -> float:
        """Half way between its ends."""
        return (self.left + self.right) / 2


def lines(pdf: bytes) -> list[Line]:
    """Return every line of a PDF, page by page, in the order it is drawn."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [line for number, page in enumerate(document, 1) for line in _of_page(page, number)]
    finally:
        document.close()


def line(found: Iterable[Line], beginning: str, *, page: int | None = None) -> Line:
    """Return the one line that begins so, of all or of one page."""
    (one,) = (one for one in found if one.text.startswith(beginning) and page in {None, one.page})
    return one


def words(found: Iterable[Line]) -> str:
    """Return all lines outside the heads and feet of the pages."""
    return "\n".join(one.text for one in found if not one.margin)


def overlapping(found: Iterable[Line]) -> list[tuple[str, str]]:
    """Return every two lines that overlap."""
    return [
        (one.text, other.text)
        for one, other in combinations(found, 2)
        if one.page == other.page
        and min(one.right, other.right) - max(one.left, other.left) > TOUCH
        and min(one.bottom, other.bottom) - max(one.top, other.top)
        > min(one.bottom - one.top, other.bottom - other.top) * SHARE
    ]


def in_order(text: str, *said: str) -> bool:
    """Return whether *text* has all of *said*, in order."""
    place = 0
    for one in said:
        place = text.find(one, place)
        if place < 0:
            return False
        place += len(one)
    return True


def wrong_in_window(letter: Letter, letterhead: Letterhead) -> list[str]:
    """Return the codes of what is wrong with the address in the letterhead's window, if any."""
    if letterhead.window is None:
        return []
    pdf = printed(letter, letterhead).pdf
    first, beside = letter.addressees[0].address, beside_address(letter, letterhead)
    with first_page(pdf) as page:
        return [one.code for one in misplaced(page, letterhead.window, first, beside)]


def _of_page(page: pypdfium2.PdfPage, number: int) -> Iterator[Line]:
    text, height, read_out = page.get_textpage(), page.get_height(), _read_out(page)
    runs: list[list[int]] = []
    around: list[Box] = []
    last = Box(0, 0, 0, 0)
    for index in range(text.count_chars()):
        if chr(raw.FPDFText_GetUnicode(text.raw, index)).isspace():
            continue
        left, bottom, right, top = text.get_charbox(index, loose=True)
        box = Box(*map(millimetres, (left, height - top, right, height - bottom)))
        gap = max(box.left - last.right, last.left - box.right)
        if not runs or abs(box.bottom - last.bottom) > SAME_LINE or gap > WIDEST_GAP:
            runs.append([])
            around.append(box)
        runs[-1].append(index)
        around[-1], last = around[-1].joined(box), box
    for run, box in zip(runs, around, strict=True):
        said = " ".join(text.get_text_range(run[0], run[-1] - run[0] + 1).split())
        drawn = raw.FPDFText_GetTextObject(text.raw, run[0])
        margin = raw.FPDFPageObj_GetMarkedContentID(drawn) not in read_out
        yield Line(said, number, box.left, box.top, box.right, box.bottom, margin)
    text.close()


def _read_out(page: pypdfium2.PdfPage) -> set[int]:
    """Return the numbers of the content that the tags of the page name."""
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    count = raw.FPDF_StructTree_CountChildren(tree)
    open_ones = [raw.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(count)]
    found: set[int] = set()
    while open_ones:
        if one := open_ones.pop():
            numbers = range(raw.FPDF_StructElement_GetMarkedContentIdCount(one))
            found.update(
                raw.FPDF_StructElement_GetMarkedContentIdAtIndex(one, at) for at in numbers
            )
            inner = range(raw.FPDF_StructElement_CountChildren(one))
            open_ones += [raw.FPDF_StructElement_GetChildAtIndex(one, at) for at in inner]
    raw.FPDF_StructTree_Close(tree)
    return found
