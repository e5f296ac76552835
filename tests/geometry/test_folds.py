"""Folds against DIN 5008 and plain arithmetic."""

from __future__ import annotations

import pytest

from lettergen.geometry.folds import FOLDS


@pytest.mark.parametrize(
    ("name", "marks", "height", "begins"),
    [
        # Panels of 87, 105 and 105 mm: the front one is 18 mm lower than those behind.
        ("din5008-a", (87, 192), 105, -18),
        # Panels of 105, 105 and 87 mm.
        ("din5008-b", (105, 210), 105, 0),
        ("a4-thirds", (99, 198), 99, 0),
        ("a4-half", (148.5,), 148.5, 0),
        ("a4-flat", (), 297, 0),
        # 279.4 / 3.
        ("letter-thirds", (93.1333, 186.2667), 93.1333, 0),
        # 4 and 8 in: panels of 101.6, 101.6 and 76.2 mm.
        ("letter-4-8", (101.6, 203.2), 101.6, 0),
    ],
)
def test_folds(name: str, marks: tuple[float, ...], height: float, begins: float) -> None:
    """A sheet folded at its marks is as high as its largest panel, from its first fold upwards."""
    folds = FOLDS[name]

    assert folds.marks == pytest.approx(marks, abs=0.001)
    assert folds.height == pytest.approx(height, abs=0.001)
    assert folds.begins == pytest.approx(begins, abs=0.001)


def test_punch() -> None:
    """A4 is punched at half its height; US Letter is not."""
    punched = {folds.punch for folds in FOLDS.values() if folds.paper.name == "a4"}

    assert punched == {148.5}
    assert {folds.punch for folds in FOLDS.values() if folds.paper.name == "letter"} == {None}
