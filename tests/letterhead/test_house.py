"""The rules of a house style."""

from __future__ import annotations

from lettergen.letterhead.house import House


def test_parts_in_order() -> None:
    """The words stand between what opens the letter and what ends it."""
    house = House(opening=("date", "salutation"), ending=("close",), after=("notes",))

    assert house.parts == ("date", "salutation", "body", "close", "notes")
    assert house.shows("close")
    assert not house.shows("postscript")


def test_locale() -> None:
    """A house may write a language in one variety of it; one that a letter names stays."""
    house = House(locales={"en": "en-GB"})

    assert [house.locale(tag) for tag in ("en", "en-US", "fr")] == ["en-GB", "en-US", "fr"]
