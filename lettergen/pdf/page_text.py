"""Finished pages, read back from the PDF: their words, the place of each, and the drawings.

The only module that uses PDFium. PDFium has one state for the whole process and is not
thread-safe, so `opened` admits one thread at a time. Reading is lazy: a page has thousands of
characters, and every letter of a batch is read.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from ctypes import byref, c_double, c_float
from functools import cached_property, reduce
from math import hypot
from threading import Lock
from typing import NamedTuple

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from lettergen.errors import CallError, Problem
from lettergen.geometry import POINTS_PER_INCH, Box, millimetres

_ONE_AT_A_TIME = Lock()
_ROW = re.compile(r"[^\r\n]+")


class Ink(NamedTuple):
    """A character that leaves ink, and the box of its ink."""

    text: str
    box: Box


class PrintedPage:
    """A page while its file is open.

    Attributes:
        size: Width and height in millimetres.
    """

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page
        self._height = page.get_height()
        self._boxes: dict[int, Box | None] = {}
        self._numbers = c_double(), c_double(), c_double(), c_double()
        self._pointers = tuple(byref(number) for number in self._numbers)
        self.size = (millimetres(page.get_width()), millimetres(self._height))

    def close(self) -> None:
        """Release what PDFium keeps of the page and its words."""
        self._page.close()

    @cached_property
    def _words(self) -> pypdfium2.PdfTextPage:
        return self._page.get_textpage()

    @cached_property
    def _text(self) -> raw.FPDF_TEXTPAGE:
        return self._words.raw

    @cached_property
    def text(self) -> str:
        """Its characters in reading order; rows end with a line break."""
        count = self._words.count_chars()
        whole: str = self._words.get_text_range() if count else ""
        if len(whole) == count:
            return whole
        # PDFium omits a character, or counts one twice.
        codes = (raw.FPDFText_GetUnicode(self._text, index) for index in range(count))
        return "".join(chr(code) for code in codes)

    def words(self) -> str:
        """Return all words within the page's edges, row by row."""
        words: str = self._words.get_text_bounded()
        return words.replace("\r\n", "\n")

    def rows(self) -> Iterator[range]:
        """Yield the characters of each printed row."""
        for row in _ROW.finditer(self.text):
            yield range(*row.span())

    def box(self, index: int) -> Box | None:
        """Return the box of a character's ink; None if it has no ink."""
        if index not in self._boxes:
            found = raw.FPDFText_GetCharBox(self._text, index, *self._pointers)
            left, right, bottom, top = (number.value for number in self._numbers)
            is_ink = found and right > left and top > bottom and not self.text[index].isspace()
            self._boxes[index] = self._placed(left, bottom, right, top) if is_ink else None
        return self._boxes[index]

    def inks(self) -> Iterator[Ink]:
        """Yield all characters that leave ink."""
        for index, text in enumerate(self.text):
            if box := self.box(index):
                yield Ink(text, box)

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
        """Return the area to which a character is clipped; None if it is not."""
        path = raw.FPDFPageObj_GetClipPath(raw.FPDFText_GetTextObject(self._text, index))
        boxes = []
        for number in range(max(raw.FPDFClipPath_CountPaths(path), 0)):
            points = list(_corners(path, number))
            if points:
                across, up = zip(*points, strict=True)
                boxes.append(self._placed(min(across), min(up), max(across), max(up)))
        return reduce(_common, boxes) if boxes else None

    def runs(self) -> Iterator[Box]:
        """Yield the box of each run of text; see `words_of_run`."""
        for number in range(self._words.count_rects()):
            yield self._placed(*self._words.get_rect(number))

    def words_of_run(self, number: int) -> str:
        """Return the words of a run, counted from 0 in the order of `runs`."""
        words: str = self._words.get_text_bounded(*self._words.get_rect(number))
        return words.strip()

    def pictures(self) -> Iterator[Box]:
        """Yield the box of each picture, including those within a drawing."""
        for item in self._page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
            yield self._placed(*item.get_bounds())

    def drawings(self) -> Iterator[tuple[bool, Box]]:
        """Yield all but text: whether it is a picture (else a line or an area), and its box."""
        for item in self._page.get_objects(max_depth=1):
            if item.type != raw.FPDF_PAGEOBJ_TEXT:
                yield item.type != raw.FPDF_PAGEOBJ_PATH, self._placed(*item.get_bounds())

    def drawn(self, dots_per_inch: int) -> Image.Image:
        """Return the page as a picture."""
        picture: Image.Image = self._page.render(scale=dots_per_inch / POINTS_PER_INCH).to_pil()
        return picture

    def _placed(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a box given in points from the lower left as millimetres from the top left."""
        return Box(
            millimetres(left),
            millimetres(self._height - top),
            millimetres(right),
            millimetres(self._height - bottom),
        )


@contextmanager
def opened(pdf: bytes, name: str = "the PDF") -> Iterator[Iterator[PrintedPage]]:
    """Give the pages of *pdf*, called *name*, one by one; one thread at a time.

    A page can be read until the next one is taken.

    Raises:
        CallError: It is not a readable PDF.
    """
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            message = f"{name} cannot be read as a PDF."
            hint = "Give a letter made by lettergen, or any other PDF without a password."
            raise CallError([Problem("not-a-pdf", message, hint)]) from error
        with closing(document), closing(_pages(document)) as pages:
            yield pages


def _pages(document: pypdfium2.PdfDocument) -> Generator[PrintedPage]:
    for page in document:
        with closing(PrintedPage(page)) as printed:
            yield printed


@contextmanager
def first_page(pdf: bytes) -> Iterator[PrintedPage]:
    """Give page 1 of *pdf* for the length of a block.

    Raises:
        CallError: The file is not a readable PDF.
    """
    with opened(pdf, "the letter") as pages:
        yield next(pages)


def text_of_pages(pdf: bytes, name: str) -> str:
    """Return the words of all pages, in reading order.

    Raises:
        CallError: The file called *name* is not a readable PDF.
    """
    with opened(pdf, name) as pages:
        return "\n".join(page.words() for page in pages)


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
