"""The pages of a finished PDF as pictures."""

from __future__ import annotations

from io import BytesIO
from itertools import islice

from lettergen.pdf.page_text import PrintedPage, opened

COMPRESSION = 1  # of 9: a picture is seen once, and made while someone waits


def page_pictures(pdf: bytes, *, dots_per_inch: int, first: int | None = None) -> tuple[bytes, ...]:
    """Return each page as a PNG file, or only the *first* pages.

    Raises:
        CallError: The file is not a readable PDF.
    """
    with opened(pdf) as pages:
        return tuple(_png(page, dots_per_inch) for page in islice(pages, first))


def _png(page: PrintedPage, dots_per_inch: int) -> bytes:
    picture = BytesIO()
    page.drawn(dots_per_inch).save(picture, "PNG", compress_level=COMPRESSION)
    return picture.getvalue()
