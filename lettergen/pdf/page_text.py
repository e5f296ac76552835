"""The words of one finished page and where each of them stands, read back from the PDF.

Reading is lazy: a character's box is asked for only where somebody needs it, since a page
has thousands and every letter of a batch is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from ctypes import byref, c_double, c_float
from functools import reduce
from math import hypot

import pypdfium2
from pypdfium2 import raw

from lettergen.geometry import Box, millimetres
from lettergen.pdf.raster import opened

_ROW = re.compile(r"[^\r\n]+")


class PrintedPage:
    """A page while its file is open.

    Attributes:
        text: Its characters in the order of reading; rows end with a line break.
        size: Width and height in millimetres.
    """

    def __init__(self, page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> None:
        self._page, self._text = page, text.raw
        self._height = page.get_height()
        self._boxes: dict[int, Box | None] = {}
        self._numbers = c_double(), c_double(), c_double(), c_double()
        self._pointers = tuple(byref(number) for number in self._numbers)
        self.size = (millimetres(page.get_width()), millimetres(self._height))
        count = text.count_chars()
        whole: str = text.get_text_range() if count else ""
        if len(whole) != count:  # PDFium leaves a character out, or takes two places for one
            codes = (raw.FPDFText_GetUnicode(self._text, index) for index in range(count))
            whole = "".join(chr(code) for code in codes)
        self.text = whole

    def rows(self) -> Iterator[range]:
        """Yield the characters of each printed row."""
        for row in _ROW.finditer(self.text):
            yield range(*row.span())

    def box(self, index: int) -> Box | None:
        """Return where the ink of a character stands; None where there is none."""
        if index not in self._boxes:
            found = raw.FPDFText_GetCharBox(self._text, index, *self._pointers)
            left, right, bottom, top = (number.value for number in self._numbers)
            is_ink = found and right > left and top > bottom and not self.text[index].isspace()
            self._boxes[index] = self._placed(left, bottom, right, top) if is_ink else None
        return self._boxes[index]

    def around(self, characters: Iterable[int]) -> Box | None:
        """Return the smallest box around the ink of *characters*."""
        boxes = [box for index in characters if (box := self.box(index))]
        return reduce(Box.joined, boxes) if boxes else None

    def points(self, index: int) -> float:
        """Return the size in which a character is set, in points."""
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self._text, index, matrix)
        size: float = raw.FPDFText_GetFontSize(self._text, index)
        return size * hypot(matrix.c, matrix.d)

    def clip(self, index: int) -> Box | None:
        """Return what is left to be seen of the place of a character; None for all of it."""
        path = raw.FPDFPageObj_GetClipPath(raw.FPDFText_GetTextObject(self._text, index))
        boxes = []
        for number in range(max(raw.FPDFClipPath_CountPaths(path), 0)):
            points = list(_corners(path, number))
            if points:
                across, up = zip(*points, strict=True)
                boxes.append(self._placed(min(across), min(up), max(across), max(up)))
        return reduce(_common, boxes) if boxes else None

    def drawings(self) -> Iterator[tuple[bool, Box]]:
        """Yield all that is no text: whether it is a picture, else a line or a ground; where."""
        for item in self._page.get_objects(max_depth=1):
            if item.type != raw.FPDF_PAGEOBJ_TEXT:
                yield item.type != raw.FPDF_PAGEOBJ_PATH, self._placed(*item.get_bounds())

    def _placed(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a box given in points from the lower left as millimetres from the top left."""
        return Box(
            millimetres(left),
            millimetres(self._height - top),
            millimetres(right),
            millimetres(self._height - bottom),
        )


@contextmanager
def first_page(pdf: bytes) -> Iterator[PrintedPage]:
    """Give page 1 of *pdf* for the length of a block."""
    with opened(pdf, "the letter") as document:
        page = document[0]
        text = page.get_textpage()
        try:
            yield PrintedPage(page, text)
        finally:
            text.close()
            page.close()


def _corners(path: raw.FPDF_CLIPPATH, number: int) -> Iterator[tuple[float, float]]:
    across, up = c_float(), c_float()
    for index in range(max(raw.FPDFClipPath_CountPathSegments(path, number), 0)):
        segment = raw.FPDFClipPath_GetPathSegment(path, number, index)
        if raw.FPDFPathSegment_GetPoint(segment, across, up):
            yield across.value, up.value


def _common(one: Box, other: Box) -> Box:
    return Box(
        max(one.left, other.left),
        max(one.top, other.top),
        min(one.right, other.right),
        min(one.bottom, other.bottom),
    )
