"""Tests of dates in words."""

# ruff: noqa: RUF001 - letters of other scripts are the point here

from __future__ import annotations

from datetime import date

import pytest

from lettergen.fields.declaration import Month
from lettergen.l10n.dates import long_date, month_year, month_year_genitive, ordinal_year
from lettergen.l10n.languages import locale_of
from tests.tags import TAGS


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "April 27, 2021"),
        ("en-US", "April 27, 2021"),
        ("en-GB", "27 April 2021"),
        ("fr", "27 avril 2021"),
        ("es", "27 de abril de 2021"),
        ("pt-BR", "27 de abril de 2021"),
        ("az", "27 aprel 2021"),
        ("ru", "27 апреля 2021\u202fг."),
        ("ar", "27 أبريل 2021"),
        ("ar-LB", "27 نيسان 2021"),
    ],
)
def test_long_date(language: str, text: str) -> None:
    """A day is written as the language writes it."""
    assert long_date(date(2021, 4, 27), language) == text


@pytest.mark.parametrize("language", [tag for tag in TAGS if locale_of(tag).language == "fr"])
def test_first_of_the_month_in_french(language: str) -> None:
    """French letters write 1er, and only for the first day."""
    assert long_date(date(2021, 3, 1), language) == "1er mars 2021"
    assert long_date(date(2021, 3, 11), language) == "11 mars 2021"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "August 2021"),
        ("en-GB", "August 2021"),
        ("fr", "août 2021"),
        ("es", "agosto de 2021"),
        ("az", "avqust 2021"),
        ("ru", "август 2021\u202fг."),
        ("ar", "أغسطس 2021"),
    ],
)
def test_month_year(language: str, text: str) -> None:
    """A month is written without a day, in the form a month alone takes."""
    assert month_year(Month(2021, 8), language) == text
    assert month_year(date(2021, 8, 31), language) == text


def test_month_without_a_name() -> None:
    """Where CLDR has no month names, the date is refused, not printed as M04."""
    with pytest.raises(ValueError, match=r"CLDR has no month names for Walloon"):
        long_date(date(2021, 4, 27), "wa")
    with pytest.raises(ValueError, match=r"CLDR has no month names for Walloon"):
        month_year(Month(2021, 4), "wa")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "августа 2021\u202fг."),
        ("uk", "серпня 2021\u202fр."),
        ("az", "2021-ci ilin avqust ayının"),
    ],
)
def test_month_after_of(language: str, text: str) -> None:
    """After "of" a month has the form that its language gives it there."""
    assert month_year_genitive(Month(2021, 8), language) == text


@pytest.mark.parametrize(
    ("years", "ending"),
    [
        ((2001, 2012, 2015, 2017, 2018, 2020, 2050, 1970, 1980, 2000, 1000), "-ci"),
        ((2003, 2014, 1900), "-cü"),
        ((2016, 2040, 2060, 1990), "-cı"),
        ((2009, 2010, 2030), "-cu"),
    ],
)
def test_azerbaijani_years(years: tuple[int, ...], ending: str) -> None:
    """An Azerbaijani year is counted, and its ending follows the number as it is spoken."""
    assert [ordinal_year(year, "az") for year in years] == [f"{year}{ending}" for year in years]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_no_form_of_its_own(language: str) -> None:
    """A language without such a form says so."""
    with pytest.raises(ValueError, match="There is no 'month_year_genitive' for"):
        month_year_genitive(Month(2021, 8), language)
    with pytest.raises(ValueError, match="There is no 'ordinal_year' for"):
        ordinal_year(2021, language)
