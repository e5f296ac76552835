"""Paper and envelopes against their standards."""

from __future__ import annotations

import pytest

from lettergen.geometry.sizes import ENVELOPES, PAPERS, millimetres


@pytest.mark.parametrize(
    ("name", "width", "height"),
    [("a4", 210, 297), ("letter", 215.9, 279.4)],
)
def test_papers(name: str, width: float, height: float) -> None:
    """Paper is in portrait orientation and has the size of its standard, in millimetres."""
    paper = PAPERS[name]

    assert paper.name == name
    assert (paper.width, paper.height) == pytest.approx((width, height))


def test_millimetres() -> None:
    """72 points are an inch, and an inch is 25.4 mm."""
    assert millimetres(72) == pytest.approx(25.4)
    assert millimetres(841.89) == pytest.approx(297, abs=0.001)


@pytest.mark.parametrize(
    ("name", "width", "height"),
    [
        ("c4", 229, 324),  # ISO 269, as are the next six
        ("c5", 229, 162),
        ("c6", 162, 114),
        ("c5/6", 229, 114),
        ("dl", 220, 110),
        ("b4", 250, 353),
        ("b5", 250, 176),
        ("#10", 241.3, 104.775),  # 9.5 x 25.4; 4.125 x 25.4
    ],
)
def test_envelopes(name: str, width: float, height: float) -> None:
    """An envelope has the size of its standard in millimetres, and says where that is from."""
    envelope = ENVELOPES[name]

    assert envelope.name == name
    assert (envelope.width, envelope.height) == pytest.approx((width, height))
    assert envelope.source
