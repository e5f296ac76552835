"""Dates in words by CLDR, with corrections.

French has an ordinal for the first day of a month, Azerbaijani for years, and some languages
have another form of a month that follows "of".
"""

# ruff: noqa: RUF001, RUF002 - letters of other alphabets are the point here

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from babel.dates import format_date, format_skeleton

from lettergen.l10n.languages import language_name, locale_of
from lettergen.l10n.rules import clean, is_integer, need, need_rule, rule_for

DAY_ONE = {"fr": ("1 ", "1er ")}
"""Languages with an ordinal for the first day of a month, where CLDR's pattern has a plain 1."""

YEAR_ENDINGS: Mapping[str, Mapping[str, str]] = {
    "az": {"one": "-ci", "few": "-cü", "many": "-cı", "other": "-cu"},
}
"""Language to CLDR ordinal category to the ending of an ordinal year: ``2021-ci il``."""

GENITIVE_MONTHS = ("be", "ru", "uk")
"""Languages whose CLDR months have a genitive, the form in a date with its day."""


class MonthLike(Protocol):
    """A month of a year: a `Month`, or a date of which only the month is printed."""

    @property
    def year(self) -> int:
        """The year, in the Gregorian calendar."""

    @property
    def month(self) -> int:
        """The month, from 1."""


def long_date(value: date, language: str) -> str:
    """Return the day in words: ``April 27, 2021`` (en), ``27 April 2021`` (en-GB).

    Raises:
        ValueError: CLDR has no name for that month in *language*, as for Yoruba.
    """
    need(isinstance(value, date), "long_date", "a date", value)
    text = clean(format_date(value, "long", locale=locale_of(language)))
    bare, counted = DAY_ONE.get(locale_of(language).language, ("", ""))
    if value.day == 1 and bare and text.startswith(bare):
        text = counted + text.removeprefix(bare)
    return _named(text, value, language)


def month_year(value: MonthLike, language: str) -> str:
    """Return the month in words: ``August 2021``.

    Raises:
        ValueError: CLDR has no name for that month in *language*.
    """
    is_month = hasattr(value, "year") and hasattr(value, "month")
    need(is_month, "month_year", "a month or a date", value)
    first_day = date(value.year, value.month, 1)
    text = clean(format_skeleton("yMMMM", first_day, locale=locale_of(language)))
    return _named(text, first_day, language)


def month_year_genitive(value: MonthLike, language: str) -> str:
    """Return the month in words after "of": ``августа 2021 г.``, ``2021-ci ilin avqust ayının``.

    Raises:
        ValueError: *language* has no rule for it.
    """
    is_month = hasattr(value, "year") and hasattr(value, "month")
    need(is_month, "month_year_genitive", "a month or a date", value)
    need_rule("month_year_genitive", (*GENITIVE_MONTHS, *YEAR_ENDINGS), language)
    locale, first_day = locale_of(language), date(value.year, value.month, 1)
    if locale.language in GENITIVE_MONTHS:
        pattern = locale.datetime_skeletons["yMMMM"].pattern.replace("LLLL", "MMMM")
        return clean(format_date(first_day, pattern, locale=locale))
    month = format_date(first_day, "MMMM", locale=locale)
    return f"{ordinal_year(value.year, language)} ilin {month} ayının"


def ordinal_year(value: int, language: str) -> str:
    """Return the year as an ordinal, such as ``2021-ci``.

    Raises:
        ValueError: *language* has no rule for it.
    """
    need(is_integer(value) and value >= 1, "ordinal_year", "a year", value)
    endings = rule_for("ordinal_year", YEAR_ENDINGS, language)
    whole_thousand = value % 1000 == 0  # "mininci", which CLDR's categories lack
    category = "one" if whole_thousand else locale_of(language).ordinal_form(value)
    return f"{value}{endings[category]}"


def _named(text: str, day: date, language: str) -> str:
    """Return *text*, unless it has the ``M04`` that CLDR writes for a month without a name."""
    if f"M{day.month:02}" in text:
        msg = f"CLDR has no month names for {language_name(language)}: type the date as text."
        raise ValueError(msg)
    return text
