"""Tests of which way a text runs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lettergen.l10n.bidi import own_direction


@pytest.mark.parametrize(
    ("text", "around", "direction"),
    [
        ("Rupert Hentzau", "ltr", None),
        ("محمد", "ltr", "rtl"),
        ("محمد (Muhammad)", "ltr", "rtl"),
        ("Muhammad (محمد)", "ltr", "ltr"),
        ("محمد", "rtl", None),
        ("Rupert Hentzau", "rtl", "ltr"),
        ("2022", "rtl", None),
        ("2019-2021", "rtl", "ltr"),
        ("27 أبريل 2021", "rtl", None),
        ("القرار A/1", "rtl", "rtl"),
        ("+1 202-555-0142", "rtl", "ltr"),
        ("—", "rtl", None),
        ("", "rtl", None),
    ],
)
def test_own_direction(text: str, around: str, direction: str | None) -> None:
    """A text that runs the other way is given its own direction; one at home needs none."""
    assert own_direction(text, around) == direction


@given(st.text(), st.sampled_from(["ltr", "rtl"]))
def test_never_fails(text: str, around: str) -> None:
    """Whatever a text holds, it has a direction or needs none."""
    assert own_direction(text, around) in {None, "ltr", "rtl"}
