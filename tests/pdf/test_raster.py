"""What a finished PDF shows: pictures and words."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from threading import Thread

import pytest
from PIL import Image

from lettergen.errors import CallError
from lettergen.pdf.raster import page_pictures, text_of_pages
from lettergen.produce import Format
from tests.offices import ogp


@cache
def finished(record_id: str = "AZE") -> bytes:
    """Return a finished letter of the sample office."""
    outcome = ogp().outcome(ogp().record(record_id), Format.PDF)
    assert outcome.content is not None
    return outcome.content


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


def test_threads_take_turns() -> None:
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
