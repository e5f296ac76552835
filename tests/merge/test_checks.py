"""What is wrong with a letter as a whole, and which facts are absent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lettergen.errors import DataPlace, Problem
from lettergen.letterhead.house_style import HouseStyle
from lettergen.merge.checks import without_repeats
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
    assert f"prints no {part}" in told[0].message
    assert not told[0].is_error
    assert "part-not-shown" not in {one.code for one in merge(entry, desk.materials).problems}


def hole(path: str, said_of: str = "") -> Problem:
    """Return what a body says of the absent fact at *path*, which it may call otherwise."""
    message = f"The template needs {said_of or path!r} here."
    return Problem("missing-field", message, "Fill it in.", data=DataPlace("a.yaml", 1, path=path))


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ([], ["concern"]),
        ([hole("concern")], []),
        ([hole("role")], ["concern"]),
    ],
)
def test_told_once(told: list[Problem], left: list[str]) -> None:
    """A hole that was named already is not named again, nor twice by the body itself."""
    found = list(without_repeats([hole("concern"), hole("concern")], told))

    assert [problem.data.path for problem in found if problem.data] == left


def test_at_its_source() -> None:
    """What is worked out from other facts is named by the fact that it is made of."""
    (found,) = without_repeats([hole("history.1.instrument", said_of="standing.instrument")], [])

    assert found.message == (
        "The template needs a fact here that comes from 'history.1.instrument', which is not given."
    )
    assert found.hint == "Fill in 'history.1.instrument'."


def test_other_problems_stay() -> None:
    """A problem of another kind is nobody's echo."""
    other = Problem("template-failure", "It cannot be filled.", "Mend it.")

    assert list(without_repeats([other], [])) == [other]
