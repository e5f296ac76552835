"""Tests of the two versions of a letter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lettergen.errors import DataPlace
from lettergen.merge.translation import UNOFFICIAL, second_version, unlike
from lettergen.office.passages import Passage
from tests.offices import aze, codes, ogp

PLACE = DataPlace("members.yaml", line=1)


def test_second_version() -> None:
    """The second version says that it is a translation, and counts its marks on."""
    letter = ogp().merged(aze()).letter
    assert letter is not None

    second = second_version(letter, 100)

    assert second.version == UNOFFICIAL
    numbers = [mark.number for mark in letter.body.origins]
    assert [mark.number for mark in second.body.origins] == [one + 100 for one in numbers]


@pytest.mark.parametrize(
    ("language", "written", "expected"),
    [
        ("fr", ["en", "fr"], []),
        ("fr", ["en"], ["untranslated"]),
        ("fr", ["fr"], ["untranslated"]),
        ("en-GB", [], ["same-language"]),
    ],
)
def test_unlike(language: str, written: list[str], expected: list[str]) -> None:
    """Two versions are in two languages and have the same passages."""
    entry = replace(ogp().entry(aze()), language="en")
    passages = {("AZE", tag): Passage(f"AZE.{tag}.md", {"here": "Text."}) for tag in written}

    assert codes(unlike(entry, language, passages, PLACE)) == expected
