"""The four envelopes: their sizes, and places that all the posts asked accept."""

from __future__ import annotations

import pytest

from lettergen.envelope.sizes import SIZES, Face, envelope_called
from lettergen.errors import CallError

MEASURES = {"C5": (229, 162), "C4": (324, 229), "DL": (220, 110), "#10": (241.3, 104.775)}


def test_the_sizes() -> None:
    """Landscape, in millimetres: ISO 269, and 9 1/2 by 4 1/8 inches."""
    found = {one.name: (round(one.width, 3), round(one.height, 3)) for one in SIZES.values()}

    assert found == MEASURES


@pytest.mark.parametrize("envelope", SIZES.values(), ids=SIZES)
def test_places_that_every_post_accepts(envelope: Face) -> None:
    """The address stands clear of stamp, foot and edges, in what the USPS reads by machine."""
    zone, sender = envelope.address, envelope.sender

    assert zone.top >= 40
    assert envelope.width - zone.left == 140
    assert envelope.width - zone.right == 15
    assert envelope.height - zone.bottom >= 0.625 * 25.4
    assert zone.height >= 48
    assert sender.right <= envelope.width - 74
    assert sender.bottom < zone.top
    if envelope.name == "C4":
        assert zone.bottom <= envelope.height / 2
    else:
        assert envelope.height - zone.top <= 2.75 * 25.4


NAMES = [("c5", "a4", "C5"), ("", "a4", "DL"), ("", "letter", "#10"), ("", "other", "C5")]


@pytest.mark.parametrize(("typed", "paper", "name"), NAMES)
def test_choosing(typed: str, paper: str, name: str) -> None:
    """The name counts in any case; without one, a sheet folded twice decides."""
    assert envelope_called(typed, paper).name == name


def test_an_unknown_envelope() -> None:
    """A name that is none is told, with those that are."""
    with pytest.raises(CallError, match="Unknown envelope size 'C7'") as caught:
        envelope_called("C7", "a4")

    assert "Known: C5, C4, DL, #10." in caught.value.problems[0].hint
