"""Filters: how a language writes a value, as in ``{{ date|long_date }}``.

Pure functions of a value and a language tag. Words and patterns are CLDR's,
through Babel, for the letter's language. Where a language has no rule, a filter
raises ValueError with a message; it never uses another language's form.

The invisible direction marks in CLDR's right-to-left patterns are removed: they print
nothing and stay hidden in copied text. Values themselves stay as typed. The filters for
dates are in `lettergen.l10n.dates`.
"""

from __future__ import annotations

import decimal
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from babel.lists import format_list
from babel.numbers import format_decimal

from lettergen.l10n import casing
from lettergen.l10n.dates import (
    GENITIVE_MONTHS,
    YEAR_ENDINGS,
    long_date,
    month_year,
    month_year_genitive,
    ordinal_year,
)
from lettergen.l10n.languages import best_match, language_name, locale_of, script_of
from lettergen.l10n.rules import clean, is_integer, need, rule_for

ORDINAL_ENDINGS: Mapping[str, Mapping[str, str]] = {
    "en": {"one": "st", "two": "nd", "few": "rd", "other": "th"},
}
"""Language to CLDR ordinal category to the ending of the number."""

ORDINAL_WORDS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
    ),
}
"""Language to its words for 1st, 2nd and so on."""


def ordinal(value: int, language: str) -> str:
    """Return the ordinal in digits: ``1st``, ``2nd``, ``11th``."""
    need(is_integer(value), "ordinal", "a whole number", value)
    need(value >= 1, "ordinal", "a number from 1", value)
    endings = rule_for("ordinal", ORDINAL_ENDINGS, language)
    category = locale_of(language).ordinal_form(value)
    return f"{number(value, language)}{endings[category]}"


def ordinal_word(value: int, language: str) -> str:
    """Return the ordinal as a word: ``first`` to ``tenth``."""
    need(is_integer(value), "ordinal_word", "a whole number", value)
    words = rule_for("ordinal_word", ORDINAL_WORDS, language)
    need(1 <= value <= len(words), "ordinal_word", f"a number from 1 to {len(words)}", value)
    return words[value - 1]


def list_and(value: list[str], language: str) -> str:
    """Join texts as in a sentence: ``A, B, and C`` (en), ``A, B and C`` (en-GB).

    Raises:
        ValueError: The list or one of its texts is empty, or CLDR has no words for it in
            *language*.
    """
    need(isinstance(value, list | tuple), "list_and", "a list of texts", value)
    need(len(value) > 0, "list_and", "a list that is not empty", value)
    for item in value:
        need(isinstance(item, str), "list_and", "texts only", item)
        need(item.strip() != "", "list_and", "texts that are not empty", item)
    joined = _list_pattern(len(value), language).format(*value)
    return _spanish_e(joined, value[-1]) if locale_of(language).language == "es" else joined


@lru_cache(maxsize=256)
def _list_pattern(length: int, language: str) -> str:
    """Return CLDR's pattern for that many items: ``{0}, {1}, and {2}``."""
    places = [f"{{{place}}}" for place in range(length)]
    pattern = clean(format_list(places, locale=locale_of(language)))
    if script_of(language) != "Latn" and re.search("[A-Za-z]", pattern):
        # CLDR's Uyghur has the English "and".
        msg = f"CLDR cannot join a list in {language_name(language)}: write the list out."
        raise ValueError(msg)
    return pattern


def _spanish_e(joined: str, last: str) -> str:
    """Write ``e`` for ``y`` before the sound of i: ``Francia e Italia`` (CLDR, list patterns)."""
    word = last.casefold()
    is_i = word.startswith(("i", "í", "hi", "hí")) and not word.startswith(("hia", "hie", "hio"))
    before = joined.removesuffix(last)
    if is_i and before.endswith(" y "):
        return f"{before.removesuffix(' y ')} e {last}"
    return joined


def possessive(value: str, language: str) -> str:
    """Return the possessive: ``Azerbaijan's``, ``the United States'``."""
    need(isinstance(value, str), "possessive", "a text", value)
    return rule_for("possessive", POSSESSIVES, language)(value)


def _english_possessive(name: str) -> str:
    """Add an apostrophe, and an s unless the name ends in one (GPO Style Manual 2016, 8.3)."""
    if not name or not (name[-1].isalnum() or name[-1] == ".") or name.casefold().endswith("'s"):
        msg = f"{name!r} cannot take a possessive ending: reword the sentence with 'of'."
        raise ValueError(msg)
    return f"{name}'" if name[-1] in "sS" else f"{name}'s"


POSSESSIVES: Mapping[str, Callable[[str], str]] = {"en": _english_possessive}


def number(value: int | Decimal, language: str) -> str:
    """Return the number with the language's grouping: ``1,234.50`` (en), ``1.234,50`` (az).

    All given decimals are shown, trailing zeros too. The digits are 0 to 9 in every language,
    as in dates.
    """
    need(is_integer(value) or isinstance(value, Decimal), "number", "a number", value)
    exact = Decimal(value)
    need(exact.is_finite(), "number", "a finite number", value)
    exponent = int(exact.as_tuple().exponent)
    decimals = max(0, -exponent)
    locale = locale_of(language)
    whole = locale.decimal_formats[None].pattern.split(";")[0].split(".")[0]
    pattern = f"{whole}.{'0' * decimals}" if decimals else whole
    with decimal.localcontext() as context:
        context.prec = len(exact.as_tuple().digits) + abs(exponent) + 2
        return clean(format_decimal(exact, format=pattern, locale=locale))


def sentence_start(value: str, language: str) -> str:
    """Return the text as at the start of a sentence: ``The Gambia``."""
    need(isinstance(value, str), "sentence_start", "a text", value)
    return casing.sentence_start(value, language)


def upper(value: str, language: str) -> str:
    """Return the text in capitals, by the language's rules."""
    need(isinstance(value, str), "upper", "a text", value)
    return casing.upper(value, language)


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter, with what the check of templates needs.

    Attributes:
        takes: The types of declared fields it accepts, as `template.toml` names them.
        languages: The languages it has rules for; None for every language.
    """

    name: str
    function: Callable[[Any, str], str]
    takes: tuple[str, ...]
    languages: tuple[str, ...] | None = None

    def __call__(self, value: Any, language: str) -> str:  # noqa: ANN401 - checked by the function
        """Return *value* as *language* writes it, or raise ValueError with a message."""
        return self.function(value, language)

    def supports(self, language: str) -> bool:
        """Return whether there are rules for *language*."""
        return self.languages is None or best_match(language, self.languages) is not None


TEXT = ("text", "one of")

FILTERS: Mapping[str, Filter] = MappingProxyType(
    {
        one.name: one
        for one in (
            Filter("long_date", long_date, ("date",)),
            Filter("month_year", month_year, ("month", "date")),
            Filter(
                "month_year_genitive",
                month_year_genitive,
                ("month", "date"),
                (*GENITIVE_MONTHS, *YEAR_ENDINGS),
            ),
            Filter("ordinal_year", ordinal_year, ("year",), tuple(YEAR_ENDINGS)),
            Filter("ordinal", ordinal, ("integer",), tuple(ORDINAL_ENDINGS)),
            Filter("ordinal_word", ordinal_word, ("integer",), tuple(ORDINAL_WORDS)),
            Filter("list_and", list_and, ("list of text",)),
            Filter("possessive", possessive, TEXT, tuple(POSSESSIVES)),
            Filter("number", number, ("integer",)),
            Filter("sentence_start", sentence_start, TEXT),
            Filter("upper", upper, TEXT),
        )
    }
)
"""All filters by name. There is none for yes/no, nor for a year in most languages."""
