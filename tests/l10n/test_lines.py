"""Tests of how a language joins the parts of a line."""

from __future__ import annotations

import pytest

from lettergen.l10n.lines import comma, post_pattern
from tests.tags import TAGS


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Chief, Service"),
        ("fr-CA", "Chief, Service"),
        ("ar", "Chief، Service"),
        ("fa", "Chief، Service"),
        ("ru", "Chief Service"),
        ("be", "Chief Service"),
        ("uk", "Chief Service"),
        ("az", "Service Chief"),
    ],
)
def test_post(language: str, line: str) -> None:
    """Title and office are joined as the language joins them."""
    assert post_pattern(language).format(title="Chief", office="Service") == line


def test_every_language_has_a_joint() -> None:
    """In every locale of CLDR a line has its comma, and a post both its parts."""
    posts = {tag: post_pattern(tag).format(title="1", office="2") for tag in TAGS}

    assert {tag for tag in TAGS if comma(tag) not in {", ", "، "}} == set()
    assert {tag for tag, post in posts.items() if not {"1", "2"} <= set(post)} == set()
