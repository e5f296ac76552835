"""What a finished PDF shows: its pages as pictures, its words as text.

PDFium is one for the whole process: a lock keeps two threads from drawing at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import BytesIO
from threading import Lock

import pypdfium2

from lettergen.errors import CallError, Problem

POINTS_PER_INCH = 72
COMPRESSION = 1  # of 9: a picture is looked at once, and made while somebody waits
_ONE_AT_A_TIME = Lock()


def page_pictures(pdf: bytes, *, dots_per_inch: int, first: int | None = None) -> tuple[bytes, ...]:
    """Return each page as a PNG file; of the *first* pages only, if told.

    Raises:
        CallError: The file is no PDF that can be read.
    """
    scale = dots_per_inch / POINTS_PER_INCH
    with opened(pdf, "the PDF") as document:
        pages = range(len(document) if first is None else min(first, len(document)))
        return tuple(_png(document[number], scale) for number in pages)


def _png(page: pypdfium2.PdfPage, scale: float) -> bytes:
    picture = BytesIO()
    page.render(scale=scale).to_pil().save(picture, "PNG", compress_level=COMPRESSION)
    return picture.getvalue()


def text_of_pages(pdf: bytes, name: str) -> str:
    """Return the words of all pages, as they are read.

    Raises:
        CallError: The file called *name* is no PDF that can be read.
    """
    with opened(pdf, name) as document:
        return "\n".join(_text(page) for page in document)


def _text(page: pypdfium2.PdfPage) -> str:
    with closing(page.get_textpage()) as text:
        words: str = text.get_text_bounded()
    return words.replace("\r\n", "\n")


@contextmanager
def opened(pdf: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    """Open *pdf*, called *name*, for the length of a block; one thread at a time.

    Raises:
        CallError: It is no PDF that can be read.
    """
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            message = f"{name} cannot be read as a PDF."
            hint = "Name a letter that lettergen made, or any other PDF without a password."
            raise CallError([Problem("not-a-pdf", message, hint)]) from error
        with closing(document):
            yield document
