"""Rectangles in millimetres."""

from __future__ import annotations

import pytest

from lettergen.geometry import Box

BOX = Box(10, 20, 50, 40)


def test_size() -> None:
    """A box has a width and a height."""
    assert (BOX.width, BOX.height) == (40, 20)
    assert BOX.shrunk(2) == Box(12, 22, 48, 38)
    assert BOX.joined(Box(0, 30, 20, 90)) == Box(0, 20, 50, 90)


@pytest.mark.parametrize(
    ("other", "meets", "away"),
    [
        (Box(40, 30, 60, 60), True, 0),
        (Box(50, 20, 60, 40), False, 0),
        (Box(53, 20, 60, 40), False, 3),
        (Box(53, 45, 60, 60), False, 5),
    ],
)
def test_two_boxes(other: Box, meets: bool, away: float) -> None:
    """Boxes that only touch do not meet; their distance is in millimetres."""
    assert BOX.meets(other) is other.meets(BOX) is meets
    assert BOX.away(other) == away
