"""Tests of capital letters."""

# ruff: noqa: RUF001 - letters of other scripts are the point here

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lettergen.l10n.casing import sentence_start, upper


@pytest.mark.parametrize(
    ("text", "language", "capitals"),
    [
        ("Binəqədi", "az", "BİNƏQƏDİ"),
        ("ılıq", "az", "ILIQ"),
        ("istanbul, ıhlara", "tr", "İSTANBUL, IHLARA"),
        ("i\u0307", "tr", "İ"),
        ("Istanbul", "en", "ISTANBUL"),
        ("istanbul", "en-GB", "ISTANBUL"),
        ("i\u0307\u0300 i\u0307\u0301 ėję", "lt", "Ì Í ĖJĘ"),
        ("\u03ac\u03c5\u03bb\u03bf\u03c2", "el", "\u0391\u03ab\u039b\u039f\u03a3"),
        ("\u039c\u03ac\u03b9\u03bf\u03c2", "el", "\u039c\u0391\u03aa\u039f\u03a3"),
        ("\u03b5\u03c5\u03c1\u03ce", "el", "\u0395\u03a5\u03a1\u03a9"),
        ("\u03b7 \u03ae \u03b7", "el", "\u0397 \u0389 \u0397"),
        ("\u0390", "el", "\u03aa"),
        ("café", "el", "CAFÉ"),
        ("եվ և", "hy", "ԵՎ ԵՎ"),
        ("Straße", "de", "STRASSE"),
        ("Москва", "ru", "МОСКВА"),
        ("", "az", ""),
    ],
)
def test_upper(text: str, language: str, capitals: str) -> None:
    """Capitals follow the language: the dot of Azerbaijani, the accents of Greek."""
    assert upper(text, language) == capitals


@given(st.text(), st.sampled_from(["en", "az", "tr", "lt", "el", "hy", "ru", "ar"]))
def test_upper_twice(text: str, language: str) -> None:
    """Text in capitals stays as it is."""
    once = upper(text, language)

    assert upper(once, language) == once


@pytest.mark.parametrize(
    ("text", "language", "start"),
    [
        ("the Gambia", "en", "The Gambia"),
        ("Azerbaijan", "en", "Azerbaijan"),
        ("iyun", "az", "İyun"),
        ("ijs", "nl", "IJs"),
        ("«l'État»", "fr", "«L'État»"),
        ("3 milestones", "en", "3 milestones"),
        ("ß", "de", "Ss"),
        ("\u03ae", "el", "\u0389"),
        ("საქართველო", "ka", "საქართველო"),
        ("أذربيجان", "ar", "أذربيجان"),
    ],
)
def test_sentence_start(text: str, language: str, start: str) -> None:
    """Only the first letter changes, as the language writes a capital."""
    assert sentence_start(text, language) == start


@pytest.mark.parametrize("text", ["", "...", "  "])
def test_sentence_without_a_letter(text: str) -> None:
    """A text without a letter cannot start a sentence."""
    with pytest.raises(ValueError, match="cannot start a sentence: it has no letter"):
        sentence_start(text, "en")
