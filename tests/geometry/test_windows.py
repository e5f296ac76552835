"""Windows against the figures of their sources, and what they show of a sheet that slides."""

from __future__ import annotations

from dataclasses import astuple, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lettergen.errors import CallError
from lettergen.geometry.box import Box
from lettergen.geometry.folds import Folds
from lettergen.geometry.sizes import PAPERS, Envelope, Paper
from lettergen.geometry.windows import WINDOWS, Window, window

Edges = tuple[float, float, float, float]
lengths = st.floats(5, 100)
shares = st.floats(0, 1)


@pytest.mark.parametrize(
    ("name", "visible", "exposed"),
    [
        # Envelope 220 x 110, folded sheet 210 x 105: play 10 and 5 mm. The window 20..110 from
        # the left, 50..95 from the top. Form A begins 18 mm above its sheet.
        ("din5008-a", (20, 32, 100, 72), (10, 27, 110, 77)),
        # The same without the 18 mm: the field of 45..90 less its first 5 mm, the return line.
        ("din5008-b", (20, 50, 100, 90), (10, 45, 110, 95)),
        # Envelope 229 x 114: play 19 and 9 mm; the window 54..99 from the top.
        ("din5008-a-c56", (20, 36, 91, 72), (1, 27, 110, 81)),
        ("din5008-b-c56", (20, 54, 91, 90), (1, 45, 110, 99)),
        # Folded sheet 210 x 99: play 10 and 11 mm; the window 20..113, 53..92.
        ("uk-dl", (20, 53, 103, 81), (10, 42, 113, 92)),
        # Play 241.3 - 215.9 = 25.4 and 104.775 - 93.133 = 11.642 mm; the window from the left
        # 22.225..136.525, from the top 104.775 - 12.7 - 28.575 = 63.5..92.075.
        ("us-10", (22.225, 63.5, 111.125, 80.433), (0, 51.858, 136.525, 92.075)),
        # The same with a play of 104.775 - 101.6 = 3.175 mm downwards.
        ("us-10-4in", (22.225, 63.5, 111.125, 88.9), (0, 60.325, 136.525, 92.075)),
        # Envelope 229 x 324, flat sheet 210 x 297: play 19 and 27 mm.
        ("c4-27", (20, 27, 91, 45), (1, 0, 110, 72)),
        ("c4-45", (20, 45, 91, 63), (1, 18, 110, 90)),
        # Envelope 229 x 162, sheet 210 x 148.5: play 19 and 13.5 mm; the window 57..102.
        ("c5", (20, 57, 91, 88.5), (1, 43.5, 110, 102)),
    ],
)
def test_what_a_window_shows(name: str, visible: Edges, exposed: Edges) -> None:
    """What is always and what is ever seen of the sheet is as computed by hand."""
    found = WINDOWS[name]

    assert astuple(found.visible) == pytest.approx(visible, abs=0.001)
    assert astuple(found.exposed) == pytest.approx(exposed, abs=0.001)


def test_table_is_whole() -> None:
    """Every window is in the test above by its own name, and says where its figures are from."""
    assert len(WINDOWS) == 10
    assert all(one.name == name and one.source for name, one in WINDOWS.items())
    assert {one.name for one in WINDOWS.values() if not one.confirmed} == {"c4-27", "c4-45", "c5"}


@pytest.mark.parametrize("name", WINDOWS)
def test_window_is_within_its_envelope(name: str) -> None:
    """A window is a hole in its envelope, the sheet fits in, and two lines of 10 pt can be read."""
    found = WINDOWS[name]
    room = found.visible.shrunk(found.clear)

    assert found.left + found.width < found.envelope.width
    assert found.top + found.height < found.envelope.height
    assert min(found.play) >= 0
    assert room.bottom - room.top > 2 * 12 * 25.4 / 72


@given(lengths, lengths, lengths, lengths, st.floats(0, 30), st.floats(0, 30), shares, shares)
def test_sliding(  # noqa: PLR0917 - what is drawn at random
    left: float,
    top: float,
    width: float,
    height: float,
    across: float,
    down: float,
    right: float,
    low: float,
) -> None:
    """Wherever the sheet lies, the window shows all of `visible` and nothing but `exposed`."""
    paper = Paper("test", 250, 250)
    envelope = Envelope("test", paper.width + across, paper.height + down)
    one = Window("test", envelope, left, top, width, height, Folds("flat", paper), "made up")
    x, y = right * across, low * down  # where the sheet lies in its envelope

    seen = Box(left - x, top - y, left + width - x, top + height - y)

    assert seen.left <= one.visible.left + 1e-9
    assert seen.top <= one.visible.top + 1e-9
    assert seen.right >= one.visible.right - 1e-9
    assert seen.bottom >= one.visible.bottom - 1e-9
    assert max(seen.left, 0) >= one.exposed.left - 1e-9
    assert max(seen.top, 0) >= one.exposed.top - 1e-9
    assert min(seen.right, 250) <= one.exposed.right + 1e-9
    assert min(seen.bottom, 250) <= one.exposed.bottom + 1e-9


def test_tight_envelope() -> None:
    """Without play, what is always seen and what is ever seen are the same."""
    tight = replace(WINDOWS["uk-dl"], envelope=Envelope("tight", 210, 99))

    assert tight.visible == tight.exposed


@pytest.mark.parametrize("name", WINDOWS)
def test_window_for_its_paper(name: str) -> None:
    """A window is found by its name for the paper it is made for."""
    assert window(name, WINDOWS[name].paper) is WINDOWS[name]


@pytest.mark.parametrize(
    ("name", "paper", "code", "words"),
    [
        ("us-10", "a4", "window-paper", "for letter, not for a4"),
        ("din5008-b", "letter", "window-paper", "us-10"),
        ("din5008b", "a4", "unknown-window", "Did you mean 'din5008-b'?"),
        ("porthole", "letter", "unknown-window", "Windows for letter: us-10, us-10-4in."),
    ],
)
def test_window_that_cannot_be(name: str, paper: str, code: str, words: str) -> None:
    """A window for another paper, or of no known name, is refused with those there are."""
    with pytest.raises(CallError) as refused:
        window(name, PAPERS[paper])

    (problem,) = refused.value.problems
    assert problem.code == code
    assert words in str(problem)


def test_boxes() -> None:
    """Boxes are joined, shrunk, compared and measured in millimetres."""
    one, other = Box(0, 0, 10, 10), Box(9, 9, 20, 20)

    assert one.joined(other) == Box(0, 0, 20, 20)
    assert one.shrunk(2) == Box(2, 2, 8, 8)
    assert (one.meets(other, 0.5), one.meets(other, 1.5)) == (True, False)
    assert (one.away(other), one.away(Box(13, 0, 20, 10)), one.away(Box(0, 15, 10, 20))) == (
        0,
        3,
        5,
    )
