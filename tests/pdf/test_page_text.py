"""Words and their places are read back from a finished page."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

import pytest

from lettergen.errors import CallError
from lettergen.geometry import Box
from lettergen.pdf.overlay import overlay
from lettergen.pdf.page_bounds import overflows
from lettergen.pdf.page_text import first_page, text_of_pages
from lettergen.pdf.raster import page_pictures
from tests.pdf.windowed import PLAIN, block, close_to, finished, laid_out


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


def test_runs() -> None:
    """Each run of text is found with its place, and its words are asked for by its number."""
    with first_page(laid_out(block("One", 50, 100) + block("Two", 50, 150))) as page:
        tops = [box.top for box in page.runs()]
        words = [page.words_of_run(number) for number in range(len(tops))]

    assert words == ["One", "Two"]
    assert tops[1] - tops[0] == pytest.approx(50, abs=0.5)


def test_words_are_read() -> None:
    """The text of the pages holds the letter's sentences, whatever line they end on."""
    words = " ".join(text_of_pages(finished(), "a.pdf").split())

    assert "Dear Mr. Huseynov," in words
    assert "this assessment will take place in 2022." in words


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04 a workbook"])
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    """A file that is no PDF is refused by its name, with a next step."""
    with pytest.raises(CallError) as refused:
        text_of_pages(content, "old.pdf")

    (problem,) = refused.value.problems
    assert problem.code == "not-a-pdf"
    assert problem.message == "old.pdf cannot be read as a PDF."
    assert problem.hint


READERS: dict[str, Callable[[bytes], object]] = {
    "picture": lambda pdf: page_pictures(pdf, dots_per_inch=20),
    "words": lambda pdf: text_of_pages(pdf, "a.pdf"),
    "bounds": lambda pdf: overflows(pdf, PLAIN),
    "overlay": lambda pdf: overlay(pdf, None, None, PLAIN.margins),
    "letter": lambda _: laid_out(block("Two", 50, 100)),
}


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_one_thread_at_a_time(read: Callable[[bytes], object]) -> None:
    """While one thread has a PDF open, no other one gets at PDFium, whatever it wants there."""
    pdf = laid_out(block("One", 50, 100))
    read(pdf)
    other = Thread(target=read, args=(pdf,))
    with first_page(pdf) as page:
        other.start()
        other.join(1)
        assert other.is_alive()
        assert page.text.strip() == "One"
    other.join()


def test_threads_get_what_they_would_get_alone() -> None:
    """Several threads may ask at once; each gets what it would get alone."""
    alone = page_pictures(finished(), dots_per_inch=40)
    found: list[tuple[bytes, ...]] = []
    threads = [
        Thread(target=lambda: found.append(page_pictures(finished(), dots_per_inch=40)))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [alone] * 6
