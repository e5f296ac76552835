"""Tests of texts dressed for the page."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from lettergen.l10n.typography import capitals, dressed, isolated, tied


def test_abbreviation_and_name_stay_together() -> None:
    """Text without line breaks is in a separate element, all of it escaped."""
    assert tied("Dear Mr. <Huseynov>, hello", "en") == (
        'Dear <span class="whole">Mr. &lt;Huseynov&gt;,</span> hello'
    )
    assert isolated("Dear Mr. Huseynov,", "en", ties=False) == "Dear Mr. Huseynov,"


def test_a_foreign_name_is_set_apart() -> None:
    """In an Arabic line a Latin name is set apart, and the line runs from right to left."""
    assert dressed("Harry Anguish، القائم بالأعمال", "ar", ties=True) == (
        '<bdi dir="ltr">Harry Anguish</bdi>، القائم بالأعمال'
    )
    assert dressed("4 Lighthouse Row, Port Amaranth", "ar", ties=True) == (
        '<bdi dir="ltr">4 Lighthouse Row, Port Amaranth</bdi>'
    )
    assert dressed("Registrar, محمد", "en", ties=True) == 'Registrar, <bdi dir="rtl">محمد</bdi>'


def test_french_space() -> None:
    """A French line gets its spaces."""
    assert dressed("Objet : fin", "fr", ties=True) == "Objet\u00a0: fin"


@given(st.text(), st.sampled_from(["en", "ar", "ru"]), st.booleans())
def test_the_words_stay_the_same(text: str, language: str, ties: bool) -> None:
    """Whatever a text holds, it is escaped, and its words are the same in the same order."""
    html = dressed(text, language, ties=ties)
    bare = re.sub('</?(span|bdi)( class="whole"| dir="(ltr|rtl)")?>', "", html)

    assert unescape(bare) == text
    assert "<" not in bare


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Status of the plan", "en", "STATUS OF THE PLAN"),
        ("Binəqədi", "az", "BİNƏQƏDİ"),
        (Markup("Oil &amp; <em>gas</em> &lt;b&gt;"), "en", "OIL &amp; <em>GAS</em> &lt;B&gt;"),
        (Markup("i &#39;x&#39;"), "az", "İ 'X'"),
    ],
)
def test_capitals(text: str, language: str, expected: str) -> None:
    """Capitals are those of the language; tags and escaped signs of HTML stay what they are."""
    said = capitals(text, language)

    assert said == expected
    assert isinstance(said, Markup) == isinstance(text, Markup)
