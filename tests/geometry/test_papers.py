"""The sheets of paper."""

from __future__ import annotations

import pytest

from lettergen.geometry.papers import PAPERS, millimetres


@pytest.mark.parametrize(
    ("name", "width", "height"),
    [("a4", 210, 297), ("letter", 215.9, 279.4)],
)
def test_papers(name: str, width: float, height: float) -> None:
    """A sheet stands upright and has the size of its standard, in millimetres."""
    paper = PAPERS[name]

    assert paper.name == name
    assert (paper.width, paper.height) == pytest.approx((width, height))


def test_millimetres() -> None:
    """72 points are an inch, and an inch is 25.4 mm."""
    assert millimetres(72) == pytest.approx(25.4)
    assert millimetres(841.89) == pytest.approx(297, abs=0.001)
