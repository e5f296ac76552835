"""The rules of a house style."""

from __future__ import annotations

from lettergen.letterhead.house_style import HouseStyle


def test_shows() -> None:
    """A style shows the parts it names; one that names none shows whatever a letter has."""
    house = HouseStyle(shown=frozenset({"date", "close"}))

    assert house.shows("close")
    assert not house.shows("postscript")
    assert HouseStyle().shows("postscript")


def test_locale() -> None:
    """A house may write a language in one variety of it; one that a letter names stays."""
    house = HouseStyle(locales={"en": "en-GB"})

    assert [house.locale(tag) for tag in ("en", "en-US", "fr")] == ["en-GB", "en-US", "fr"]
