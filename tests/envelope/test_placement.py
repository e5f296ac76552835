"""Finished envelopes: letters, places and overlaps are seen as they are."""

from __future__ import annotations

import pytest

from lettergen.envelope.placement import bounds, reads_as, touching
from lettergen.geometry import Box
from lettergen.pdf.page_text import Ink


def inks(text: str, top: float = 0) -> list[Ink]:
    """Return the ink of each letter, a millimetre wide and two high."""
    return [
        Ink(letter, Box(number, top, number + 1, top + 2)) for number, letter in enumerate(text)
    ]


SAID = [
    ("Rue Émile-Zola", "Rue Émile-Zola", True),
    ("Rue Émile Zola", "Rue\u00a0Émile Zola", True),
    ("ﬁle", "file", True),
    ("Rue Emile", "Rue Émile", False),
    ("Strelsa", "Strelsau", False),
    ("Strelsauu", "Strelsau", False),
    ("", "x", False),
    ("بريق", "برق", False),
    ("رب", "بر", True),
    ("กิกิ", "กิ", True),
    ("aa", "a", False),
]


@pytest.mark.parametrize(("read", "line", "expected"), SAID)
def test_a_line_is_read_whole(read: str, line: str, expected: bool) -> None:
    """A letter too few, too many or another one is seen; kinds of blanks are not told apart."""
    assert reads_as(inks(read), line) is expected


def test_bounds() -> None:
    """The rectangle around all ink of a line."""
    assert bounds(inks("abc", top=5)) == Box(0, 5, 3, 7)


@pytest.mark.parametrize(("top", "expected"), [(2, False), (1.9, False), (1, True)])
def test_lines_that_touch(top: float, expected: bool) -> None:
    """A little of an accent may reach into the line above; more may not."""
    assert touching(inks("ab"), inks("b", top=top), 0.25) is expected
