"""The picture of a page with its measures."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from lettergen.errors import CallError
from lettergen.pdf.overlay import ADDRESS, EXPOSED, FOLD, MARGIN, SEEN, overlay
from tests.pdf.windowed import LINES, PLAIN, WINDOW, address

PDF = address(*LINES)


def dots(millimetres: float) -> int:
    """Return how many dots of the picture that is."""
    return round(millimetres / 25.4 * 100)


def test_measures_are_drawn() -> None:
    """Window, folds, margins and address stand at their millimetres, each in its colour."""
    with Image.open(BytesIO(overlay(PDF, WINDOW, WINDOW.folds, PLAIN.margins, LINES))) as picture:
        assert picture.format == "PNG"
        assert picture.width in (dots(210), dots(210) + 1)
        assert picture.getpixel((dots(60), dots(50))) == SEEN
        assert picture.getpixel((dots(60), dots(95))) == EXPOSED
        assert picture.getpixel((dots(5), dots(105))) == FOLD
        assert picture.getpixel((dots(3), dots(148.5))) == FOLD
        assert picture.getpixel((dots(PLAIN.margins.left), dots(200))) == MARGIN
        colours = {colour for _, colour in picture.getcolors(100000) or ()}
    assert ADDRESS in colours


def test_only_what_there_is() -> None:
    """Without a window, folds and address, only the margins are drawn."""
    with Image.open(BytesIO(overlay(PDF, None, None, PLAIN.margins))) as picture:
        colours = {colour for _, colour in picture.getcolors(100000) or ()}

    assert MARGIN in colours
    assert colours.isdisjoint({SEEN, EXPOSED, FOLD, ADDRESS})


def test_same_picture_again() -> None:
    """The same letter gives the same bytes."""
    once, again = (overlay(PDF, WINDOW, WINDOW.folds, PLAIN.margins, LINES) for _ in range(2))

    assert once == again


def test_no_pdf() -> None:
    """What is no PDF is refused."""
    with pytest.raises(CallError):
        overlay(b"", WINDOW, None, PLAIN.margins)
