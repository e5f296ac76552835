"""What leaves the sheet is found."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from lettergen.errors import LetterError
from lettergen.letterhead import Asset, Letterhead, StyleText
from lettergen.letterhead.reading import load_letterhead
from lettergen.pdf.page_bounds import overflows
from lettergen.pdf.rendering import render_pdf
from tests.reference import REFERENCE

PLAIN = load_letterhead("plain", None)
SHEET = StyleText("test.css", "@page { size: 210mm 297mm; margin: 20mm } body, p { margin: 0 }")


def with_picture() -> Letterhead:
    """Return a letterhead with a small picture."""
    file = io.BytesIO()
    Image.new("RGB", (40, 40), "navy").save(file, "PNG")
    return replace(PLAIN, assets=(Asset("crest.png", "image/png", file.getvalue()),))


def lay_out(body: str, css: str = "") -> bytes:
    """Return a page with *body* as a PDF."""
    html = f'<html lang="en"><head><title>T</title></head><body>{body}</body></html>'
    sheets = (SHEET, StyleText("more.css", css))
    return render_pdf(html, sheets, with_picture(), day=REFERENCE.date).pdf


def problems(body: str, css: str = "") -> list[str]:
    """Return what is said of a page with *body*."""
    with pytest.raises(LetterError) as error:
        lay_out(body, css)
    assert {problem.code for problem in error.value.problems} == {"overflow"}
    return [problem.message for problem in error.value.problems]


@pytest.mark.parametrize(
    "css",
    [
        ".x { margin-left: -17mm }",
        ".x { margin-left: -30mm }",
        ".x { position: absolute; left: 180mm; white-space: nowrap }",
        ".x { position: absolute; left: 300mm; white-space: nowrap }",
        ".x { position: absolute; top: 270mm }",
        ".x { position: absolute; top: -19mm }",
    ],
)
def test_text_that_leaves(css: str) -> None:
    """Text in the bare edge or beyond the sheet is found, on every side."""
    (message,) = problems('<p class="x">Ruritania</p>', css)

    assert message.startswith("On page 1, ")
    assert message.endswith(" mm outside the printable area.")


def test_text_that_leaves_is_named() -> None:
    """The text is told, so that it can be found."""
    (message,) = problems('<p style="page-break-before: always; margin-left: -17mm">Ruritania</p>')

    assert "'Ruritania'" in message


def test_picture_that_leaves() -> None:
    """A picture in the bare edge is found as well, also within a drawing of its own."""
    image = '<img src="asset:crest.png" alt="Crest" style="margin-left: -18mm">'
    within = image.replace("18mm", "18mm; opacity: 0.5")

    assert problems(image) == ["On page 1, a picture is 2.0 mm outside the printable area."]
    assert len(problems(within)) == 1


@pytest.mark.parametrize(
    "body",
    [
        "<p>Ruritania</p>",
        '<p style="margin: -15.5mm">Ruritania</p>',
        '<img src="asset:crest.png" alt="Crest" style="margin-left: -15mm">',
    ],
)
def test_what_stays(body: str) -> None:
    """What keeps the bare edge is let through, however near it comes."""
    assert overflows(lay_out(body), PLAIN) == []


def test_picture_of_a_stylesheet() -> None:
    """A stylesheet shows a picture of the letterhead's folder by its name."""
    with_it = lay_out("<p>x</p>", "p { background: url('asset:crest.png') }")

    assert len(with_it) > len(lay_out("<p>x</p>")) + 100
