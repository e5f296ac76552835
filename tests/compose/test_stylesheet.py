"""Stylesheets: the page and its margins, the pictures, the numbering."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lettergen.compose.document import compose_html, compose_text
from lettergen.compose.stylesheet import stylesheets
from lettergen.letter.letter import Body
from lettergen.letter.numbering import numbering_css
from lettergen.letterhead import Asset, Margins, Printed, StyleText
from lettergen.letterhead.reading import load_letterhead
from tests.reference import REFERENCE, page_texts, printed

OGP = load_letterhead("ogp", None)


def test_no_text_of_a_letter_in_a_stylesheet() -> None:
    """The stylesheets of a letterhead are the same for every letter in a language."""
    sheets = stylesheets(OGP, "en")

    assert sheets == stylesheets(OGP, "en-GB")
    assert "Huseynov" not in str(sheets)
    assert "size: 215.9mm 279.4mm" in sheets[0].text


def test_pictures_of_a_stylesheet() -> None:
    """A picture that a stylesheet names is in the HTML, and is named for print."""
    wave = StyleText("wave.css", ".sheet { background: url('asset:wave.png') }")
    letterhead = replace(
        OGP, css=(*OGP.css, wave), assets=(*OGP.assets, Asset("wave.png", "image/png", b"wave"))
    )

    assert "url('data:image/png;base64,d2F2ZQ==')" in compose_html(
        REFERENCE, letterhead, preview=True
    )
    assert stylesheets(letterhead, "en")[-1] == wave


def test_numbering_of_the_house() -> None:
    """A house's own way to number paragraphs is in plain text, on paper and on screen."""
    numbering = ("§ 1", "A.", "(i)", "a)")
    letterhead = replace(OGP, house=replace(OGP.house, numbering=numbering))
    letter = replace(REFERENCE, body=Body("1. x\n   1. y\n   2. z\n"))
    rules = numbering_css(numbering)

    assert "§ 1 x\n    A. y\n    B. z\n" in compose_text(letter, letterhead)
    assert rules in stylesheets(letterhead, "en")[0].text
    assert rules in compose_html(letter, letterhead, preview=False)
    assert "§ 1 \r\nA. \r\nB. " in page_texts(printed(letter, letterhead).pdf)[0]


@pytest.mark.parametrize(
    ("paper", "first", "later"),
    [
        (None, ("20mm", "22mm"), "42mm 25mm 22mm 25mm"),
        (Printed(40, 30, 12, 18), ("45mm", "35mm"), "42mm 25mm 23mm 25mm"),
        (Printed(16, 0, 30, 17), ("21mm", "22mm"), "57mm 25mm 22mm 25mm"),
    ],
)
def test_margins_clear_of_print(paper: Printed | None, first: tuple[str, str], later: str) -> None:
    """A page begins and ends 5 mm off what its paper bears, and never outside its margins."""
    letterhead = replace(OGP, margins=Margins(20, 25, 22, 25), printed=paper)
    rules = stylesheets(letterhead, "en")[0].text

    top, bottom = first
    assert f"@page :first {{ margin-top: {top}; margin-bottom: {bottom} }}" in rules
    assert f"margin: {later} }}" in rules
