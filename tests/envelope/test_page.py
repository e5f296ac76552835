"""The document of all envelopes: every line at its place, every word escaped."""

from __future__ import annotations

from itertools import pairwise

import pytest

from lettergen.envelope.address_block import Cover
from lettergen.envelope.page import Placed, envelope_html, envelope_styles, height_of
from lettergen.envelope.sizes import SIZES
from tests.offices import ogp

DL = SIZES["DL"]
COVER = Cover("en", ("PERSONAL",), ("Flavia <b>Elphberg", "1 Palace & Square"), "RURITANIA", "en")


def test_lines_stand_in_the_middle_of_their_place() -> None:
    """Line follows line at one distance; half a line sets the marks apart."""
    placed = Placed(COVER, 12, DL.address)
    tops = [line.top for line in placed.lines]
    room = DL.address.height - height_of(COVER, 12)

    assert placed.leading == pytest.approx(12 * 1.3 * 25.4 / 72)
    assert tops[0] == pytest.approx(DL.address.top + room / 2)
    steps = [after - before for before, after in pairwise(tops)]
    assert steps == pytest.approx([placed.leading * 1.5, placed.leading, placed.leading])
    assert [line.is_mark for line in placed.lines] == [True, False, False, False]


def test_more_lines_than_there_is_room() -> None:
    """Lines begin at the upper edge of their place at the earliest."""
    tall = Cover("en", (), tuple("abcdefghijklmnop"), "", "en")

    assert Placed(tall, 12, DL.address).lines[0].top == DL.address.top


@pytest.mark.parametrize(("language", "side"), [("en", "left"), ("ar", "right")])
def test_the_side_at_which_lines_begin(language: str, side: str) -> None:
    """An Arabic address begins at the right."""
    assert Placed(Cover(language, (), ("x",), "", "en"), 12, DL.address).side == side


def test_values_are_escaped() -> None:
    """What a record says never becomes markup."""
    html = envelope_html((Placed(COVER, 12, DL.address),), DL, ogp().letterhead)

    assert "Flavia &lt;b&gt;Elphberg" in html
    assert "1 Palace &amp; Square" in html
    assert '<html lang="en" dir="ltr">' in html


def test_the_page_is_the_envelope() -> None:
    """The stylesheet says the size and the letterhead's fonts, and no others."""
    css = "".join(one.text for one in envelope_styles(DL, ogp().letterhead))

    assert "size: 220mm 110mm" in css
    assert css.count("font-family") == 1
    assert '"Noto Serif"' in css
