"""Tests of spaces as a language sets them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lettergen.l10n.spacing import spaced, ties
from tests.tags import TAGS

SPACES = str.maketrans(dict.fromkeys(" \u00a0\u202f", ""))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Sujet : le plan", "Sujet\u00a0: le plan"),
        ("Sujet: le plan", "Sujet\u00a0: le plan"),
        ("échu ; fin", "échu\u202f; fin"),
        ("Vraiment ?", "Vraiment\u202f?"),
        ("Vraiment ?!", "Vraiment\u202f?!"),
        ("« suspendu »", "«\u00a0suspendu\u00a0»"),
        ("«suspendu».", "«\u00a0suspendu\u00a0»."),
        ("« \ufdd01\ufdd1x\ufdd2 » :", "«\u00a0\ufdd01\ufdd1x\ufdd2\u00a0»\u00a0:"),
        ("à 10:30", "à 10:30"),
        ("https://example.org/a?b;c", "https://example.org/a?b;c"),
        (" : reste", "\u00a0: reste"),
        ("déjà\u00a0: fait", "déjà\u00a0: fait"),
    ],
)
def test_french(typed: str, printed: str) -> None:
    """French has its space before : ; ! ? and within guillemets, and no line breaks at it."""
    assert spaced(typed, "fr") == printed
    assert spaced(printed, "fr") == printed


def test_french_in_quebec() -> None:
    """Quebec sets a space before the colon alone."""
    assert spaced("Oui : non ; si !", "fr-CA") == "Oui\u00a0: non ; si !"


@given(st.text(alphabet="ab 1:;!?«»().\u00a0\u202f"))
def test_only_spaces_change(text: str) -> None:
    """Nothing but spaces is changed, and doing it twice does it once."""
    once = spaced(text, "fr")

    assert once.translate(SPACES) == text.translate(SPACES)
    assert spaced(once, "fr") == once


def test_other_languages_stay_as_typed() -> None:
    """No other language gets a space from the French; each ties a number to its sign."""
    typed = "a : b ; « c » !"
    others = [tag for tag in TAGS if not tag.startswith("fr")]

    assert {tag for tag in others if spaced(typed, tag) != typed} == set()
    assert {tag for tag in others if not ties(tag).search("№ 149")} == set()


@pytest.mark.parametrize(
    ("language", "text", "whole"),
    [
        ("en", "Dear Mr. Huseynov, and", "Mr. Huseynov,"),
        ("en", "see art. 5 there", "art. 5"),
        ("en", "see § 5 there", "§ 5"),
        ("en", "to Prof. Dr. Zenda now", "Prof. Dr. Zenda"),
        ("fr", "à M. Dupont, ici", "M. Dupont,"),
        ("fr", "n° 12 du", "n° 12"),
        ("es", "el Sr. Pérez dijo", "Sr. Pérez"),
        ("ru", "закон № 149-ФЗ от", "№ 149-ФЗ"),
        ("ru", "Г-ну Гусейнову лично", "Г-ну Гусейнову"),
        ("az", "cənab Hüseynov ilə", "cənab Hüseynov"),
    ],
)
def test_what_no_line_breaks(language: str, text: str, whole: str) -> None:
    """An abbreviation and what follows it stay on one line."""
    found = ties(language).search(text)

    assert found is not None
    assert found[0] == whole


@pytest.mark.parametrize("text", ["Mr.", "party. The", "the smart. end", "No money"])
def test_what_a_line_may_break(text: str) -> None:
    """The end of another word is no abbreviation."""
    assert ties("en").search(text) is None
