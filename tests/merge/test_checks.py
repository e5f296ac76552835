"""What is wrong with a letter that is whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lettergen.letterhead.house_style import HouseStyle
from lettergen.merge.letter import merge
from tests.offices import aze, ogp

SHOWN = frozenset({"date", "addressees", "subject", "copies", "enclosures"})


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ({"salutation": "Dear Sir,"}, "salutation"),
        ({"close": "Sincerely,"}, "close"),
        ({"signatory.1.id": "ceo"}, "signatories"),
    ],
)
def test_given_in_vain(given: dict[str, str], part: str) -> None:
    """What a record gives and no letter of the house has is a warning at its place."""
    desk = ogp()
    entry = desk.entry(aze(given))
    house = replace(desk.materials, house=HouseStyle(shown=SHOWN))

    told = [one for one in merge(entry, house).problems if one.code == "part-not-shown"]
    assert [one.data.path for one in told if one.data] == list(given)
    assert f"have no {part}" in told[0].message
    assert not told[0].is_error
    assert "part-not-shown" not in {one.code for one in merge(entry, desk.materials).problems}
