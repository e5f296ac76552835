"""Words and their places are read back from a finished page."""

from __future__ import annotations

import pytest

from lettergen.errors import CallError
from lettergen.geometry import Box
from lettergen.pdf.page_text import first_page
from tests.pdf.windowed import block, close_to, laid_out


def test_where_ink_stands() -> None:
    """A word's box holds its ink in millimetres from the top left; a space has no ink."""
    with first_page(laid_out(block("H H", 50, 100, "font-size: 20pt; line-height: 20pt"))) as page:
        assert page.size == pytest.approx((210, 297), abs=0.01)
        assert page.text.strip() == "H H"
        (row,) = page.rows()
        box = page.around(row)
        assert page.box(page.text.index(" ")) is None

    assert box is not None
    # Noto Serif: H is 0.714 em high (5.04 mm) and stands on its line.
    assert box.bottom - box.top == pytest.approx(0.714 * 20 * 25.4 / 72, abs=0.1)
    assert 50 < box.left < 50.5
    assert 100 < box.top < box.bottom < 107.1


def test_rows_and_sizes() -> None:
    """Each printed row is one; a size is given in points, whatever unit the PDF counts in."""
    with first_page(laid_out(block("One<br>Two", 50, 100, "font-size: 7.5pt"))) as page:
        rows = [page.text[row.start : row.stop] for row in page.rows()]
        assert rows == ["One", "Two"]
        assert page.points(0) == pytest.approx(7.5)


def test_what_is_cut_off() -> None:
    """Text in a box that cuts it off says what is left to be seen; other text is whole."""
    cut = block("Rupert", 50, 100, "overflow: hidden; width: 5mm; height: 3mm", "div")
    with first_page(laid_out(cut + block("Whole", 50, 150))) as page:
        clip = page.clip(page.text.index("Rupert"))
        assert clip is not None
        assert close_to(clip, Box(50, 100, 55, 103), 0.05)
        assert page.clip(page.text.index("Whole")) is None


def test_drawings() -> None:
    """A coloured part is found with its place, and is told from text and pictures."""
    ground = block("", 50, 100, "width: 20mm; height: 10mm; background: navy", "div")
    with first_page(laid_out(ground + block("Text", 10, 10))) as page:
        ((is_picture, box),) = page.drawings()

    assert not is_picture
    assert close_to(box, Box(50, 100, 70, 110), 0.05)


def test_no_pdf() -> None:
    """What is no PDF is refused as a mistake of the call, never with a traceback."""
    with pytest.raises(CallError), first_page(b"%PDF-1.7"):
        pass
