"""What a request may choose."""

from __future__ import annotations

import pytest

from lettergen.preview.choice import LONGEST, Choice, choice_from

USUAL = Choice("note", "AZE", letterhead="ogp", date="2021-04-27")


@pytest.mark.parametrize(
    ("asked", "chosen"),
    [
        ({}, USUAL),
        ({"record": "XAA"}, Choice("note", "XAA", letterhead="ogp", date="2021-04-27")),
        ({"letterhead": "", "date": ""}, Choice("note", "AZE")),
        ({"office": "/etc", "data": "/etc/passwd", "of_all_records": "1"}, USUAL),
        ({"style": "x" * 5000}, Choice("note", "AZE", "", "ogp", "x" * LONGEST, "", "2021-04-27")),
    ],
)
def test_a_request_chooses(asked: dict[str, str], chosen: Choice) -> None:
    """What is named is chosen, even as nothing; no request names a folder or a file."""
    assert choice_from(asked, USUAL) == chosen


def test_one_reading_serves_all_records() -> None:
    """Choices that differ in the record alone are read once."""
    assert Choice("a", "x", date="d").of_all_records == Choice("a", "y", date="d").of_all_records
    assert Choice("a", "x").of_all_records != Choice("a", "x", language="fr").of_all_records
