"""Tests of how a language joins the parts of a line."""

from __future__ import annotations

import pytest
from babel.localedata import locale_identifiers

from lettergen.l10n.languages import TAG
from lettergen.l10n.lines import comma, post_pattern

TAGS = sorted(name.replace("_", "-") for name in locale_identifiers() if TAG.fullmatch(name))


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


@pytest.mark.parametrize("language", TAGS)
def test_every_language_has_a_joint(language: str) -> None:
    """In every locale of CLDR a line has its comma, and a post both its parts."""
    assert comma(language) in {", ", "، "}
    assert set(post_pattern(language).format(title="1", office="2")) >= {"1", "2"}
