"""The pages of a finished PDF as pictures."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from lettergen.pdf.raster import page_pictures
from tests.pdf.windowed import finished


def test_each_page_is_a_picture() -> None:
    """A page of US Letter at 72 dots to the inch is 612 by 792 dots, white, with ink on it."""
    (page,) = page_pictures(finished(), dots_per_inch=72)

    with Image.open(BytesIO(page)) as picture:
        assert (picture.format, picture.size) == ("PNG", (612, 792))
        shades = {shade for _, shade in picture.convert("L").getcolors() or ()}
    tones = [int(str(shade)) for shade in shades]
    assert (min(tones) < 80, max(tones)) == (True, 255)


def test_only_the_first_pages() -> None:
    """Of a letter of two pages the first can be had alone."""
    assert len(page_pictures(finished("XAC"), dots_per_inch=20)) == 2
    assert len(page_pictures(finished("XAC"), dots_per_inch=20, first=1)) == 1
