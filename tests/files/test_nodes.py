"""Nested data, each part with its line."""

from __future__ import annotations

import pytest

from lettergen.files.nodes import Lines, too_deep


@pytest.mark.parametrize(
    ("index", "place"), [(0, (1, 1)), (1, (1, 2)), (3, (2, 1)), (5, (3, 1)), (7, (4, 1))]
)
def test_lines(index: int, place: tuple[int, int]) -> None:
    """All three kinds of line end count as one."""
    assert Lines("a\r\nb\nc\rd").at(index) == place


def test_too_deep_names_its_line() -> None:
    """Brackets without end are a flaw of the line on which there are too many."""
    assert (too_deep(7).code, too_deep(7).line) == ("data-too-deep", 7)
