"""How a language writes a value: what a body may ask for after a bar, ``{{ date|long_date }}``.

Pure functions of a value and a language tag. The words and patterns are CLDR's,
through Babel, of the letter's own language; where a language has no rule here,
the answer is a ValueError with a sentence, never another language's form.

Invisible direction marks that CLDR puts into right-to-left patterns are taken out:
they print nothing, and they hide in copied text. Values themselves stay as typed.
"""

from __future__ import annotations

import decimal
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from lettergen.l10n import casing
from lettergen.l10n.languages import best_match, language_name, locale_of, script_of

DIRECTION_MARKS = dict.fromkeys(
    map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)

DAY_ONE = {"fr": ("1 ", "1er ")}
"""Languages that count the first day of a month, where CLDR's pattern gives a bare 1."""

ORDINAL_ENDINGS: Mapping[str, Mapping[str, str]] = {
    "en": {"one": "st", "two": "nd", "few": "rd", "other": "th"},
}
"""Language to CLDR ordinal category to the ending of the figure."""

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
"""Language to its words for 1st, 2nd and on."""


class MonthLike(Protocol):
    """A month of a year: a `Month`, or a date of which only the month is said."""

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
    _need(isinstance(value, date), "long_date", "a date", value)
    text = _clean(format_date(value, "long", locale=locale_of(language)))
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
    _need(is_month, "month_year", "a month or a date", value)
    first_day = date(value.year, value.month, 1)
    text = _clean(format_skeleton("yMMMM", first_day, locale=locale_of(language)))
    return _named(text, first_day, language)


def _named(text: str, day: date, language: str) -> str:
    """Return *text*, unless it holds the ``M04`` that CLDR writes for a month without a name."""
    if f"M{day.month:02}" in text:
        msg = f"CLDR has no month names for {language_name(language)}: type the date as a text."
        raise ValueError(msg)
    return text


def ordinal(value: int, language: str) -> str:
    """Return the number as a rank in figures: ``1st``, ``2nd``, ``11th``."""
    _need(_is_integer(value), "ordinal", "a whole number", value)
    _need(value >= 1, "ordinal", "a number from 1", value)
    endings = _rule("ordinal", ORDINAL_ENDINGS, language)
    category = locale_of(language).ordinal_form(value)
    return f"{number(value, language)}{endings[category]}"


def ordinal_word(value: int, language: str) -> str:
    """Return the number as a rank in a word: ``first``, up to the tenth."""
    _need(_is_integer(value), "ordinal_word", "a whole number", value)
    words = _rule("ordinal_word", ORDINAL_WORDS, language)
    _need(1 <= value <= len(words), "ordinal_word", f"a number from 1 to {len(words)}", value)
    return words[value - 1]


def list_and(value: list[str], language: str) -> str:
    """Join texts as a sentence does: ``A, B, and C`` (en), ``A, B and C`` (en-GB).

    Raises:
        ValueError: The list or one of its texts is empty; or CLDR has no words of *language*
            for it.
    """
    _need(isinstance(value, list | tuple), "list_and", "a list of texts", value)
    _need(len(value) > 0, "list_and", "a list that is not empty", value)
    for item in value:
        _need(isinstance(item, str), "list_and", "texts only", item)
        _need(item.strip() != "", "list_and", "texts that are not empty", item)
    joined = _list_pattern(len(value), language).format(*value)
    return _spanish_e(joined, value[-1]) if locale_of(language).language == "es" else joined


@lru_cache(maxsize=256)
def _list_pattern(length: int, language: str) -> str:
    """Return CLDR's pattern for that many items: ``{0}, {1}, and {2}``."""
    places = [f"{{{place}}}" for place in range(length)]
    pattern = _clean(format_list(places, locale=locale_of(language)))
    if script_of(language) != "Latn" and re.search("[A-Za-z]", pattern):
        # CLDR's Uyghur says the English "and".
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
    _need(isinstance(value, str), "possessive", "a text", value)
    return _rule("possessive", POSSESSIVES, language)(value)


def _english_possessive(name: str) -> str:
    """Add an apostrophe, and an s unless one stands there (GPO Style Manual 2016, 8.3)."""
    if not name or not (name[-1].isalnum() or name[-1] == ".") or name.casefold().endswith("'s"):
        msg = f"{name!r} cannot take a possessive ending: reword the sentence with 'of'."
        raise ValueError(msg)
    return f"{name}'" if name[-1] in "sS" else f"{name}'s"


POSSESSIVES: Mapping[str, Callable[[str], str]] = {"en": _english_possessive}


def number(value: int | Decimal, language: str) -> str:
    """Return the number with the language's grouping: ``1,234.50`` (en), ``1.234,50`` (az).

    All decimals given are shown, a trailing zero too. The digits are 0 to 9 in every
    language, as in dates.
    """
    _need(_is_integer(value) or isinstance(value, Decimal), "number", "a number", value)
    exact = Decimal(value)
    _need(exact.is_finite(), "number", "a finite number", value)
    exponent = int(exact.as_tuple().exponent)
    decimals = max(0, -exponent)
    locale = locale_of(language)
    whole = locale.decimal_formats[None].pattern.split(";")[0].split(".")[0]
    pattern = f"{whole}.{'0' * decimals}" if decimals else whole
    with decimal.localcontext() as context:
        context.prec = len(exact.as_tuple().digits) + abs(exponent) + 2
        return _clean(format_decimal(exact, format=pattern, locale=locale))


def sentence_start(value: str, language: str) -> str:
    """Return the text as it begins a sentence: ``The Gambia``."""
    _need(isinstance(value, str), "sentence_start", "a text", value)
    return casing.sentence_start(value, language)


def upper(value: str, language: str) -> str:
    """Return the text in capitals, by the language's rules."""
    _need(isinstance(value, str), "upper", "a text", value)
    return casing.upper(value, language)


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter, and what a template checker has to know of it.

    Attributes:
        takes: The types of declared fields it can be put after, as `template.toml` names them.
        languages: The languages it has rules for; None for every language.
    """

    name: str
    function: Callable[[Any, str], str]
    takes: tuple[str, ...]
    languages: tuple[str, ...] | None = None

    def __call__(self, value: Any, language: str) -> str:  # noqa: ANN401 - checked by the function
        """Return *value* as *language* writes it, or raise ValueError with a sentence."""
        return self.function(value, language)

    def speaks(self, language: str) -> bool:
        """Return whether there are rules for *language*."""
        return self.languages is None or best_match(language, self.languages) is not None


TEXT = ("text", "one of")

FILTERS: Mapping[str, Filter] = MappingProxyType(
    {
        one.name: one
        for one in (
            Filter("long_date", long_date, ("date",)),
            Filter("month_year", month_year, ("month", "date")),
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
"""All filters by name. A year and a yes/no have none: a year is printed as it is."""

R = TypeVar("R")


def _rule(name: str, rules: Mapping[str, R], language: str) -> R:
    """Return the rule of that language, or raise ValueError."""
    found = best_match(language, rules)
    if found is None:
        msg = (
            f"There is no {name!r} for {language_name(language)} ({language}): reword the sentence."
        )
        raise ValueError(msg)
    return rules[found]


def _need(condition: bool, name: str, wanted: str, value: object) -> None:
    if not condition:
        msg = f"{name!r} needs {wanted}, not {value!r}."
        raise ValueError(msg)


def _is_integer(value: object) -> bool:
    """Return whether *value* is a whole number; True and False are not."""
    return isinstance(value, int) and not isinstance(value, bool)


def _clean(text: str) -> str:
    return text.translate(DIRECTION_MARKS)
