"""Tests of locales that no other locale can change, over all of CLDR."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache

from babel import localedata
from babel.dates import format_date

from lettergen.l10n.cldr import IsolatedLocale
from lettergen.l10n.dates import long_date, month_year
from lettergen.l10n.filters import list_and, number
from lettergen.l10n.languages import locale_of, script_of
from lettergen.l10n.rules import DIRECTION_MARKS
from tests.tags import TAGS

NO_LISTS = {"ug", "ug-CN"}
ABKHAZ_SCHWA = "\u0259"
"""CLDR types the Latin letter in Abkhaz month names, where the Cyrillic one looks the same."""
SCRIPTS = {"Latn": "LATIN", "Cyrl": "CYRILLIC", "Arab": "ARABIC", "Grek": "GREEK"}

OCTOBER = date(2025, 10, 15)


def shared_wrappers(value: object) -> Iterator[localedata.LocaleDataDict]:
    """Yield what Babel wrote into data that locales share."""
    if isinstance(value, localedata.LocaleDataDict):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from shared_wrappers(part)


def test_earlier_letter_leaves_no_words() -> None:
    """A month asked for in Hebrew does not turn up in a later language (babel#1234)."""
    words = {
        tag: format_date(OCTOBER, "LLLL", locale=IsolatedLocale.parse(tag))
        for tag in ("he", "no", "fr", "de", "vai", "yo")
    }

    assert (words["no"], words["fr"], words["de"]) == ("oktober", "octobre", "Oktober")
    assert words["yo"] == "Oṣù Ọ̀wàrà"


def test_shared_data_stay_as_babel_shipped_them() -> None:
    """Looking up writes nothing into the data that other locales inherit."""
    locale = IsolatedLocale.parse("vai_Latn")
    format_date(OCTOBER, "LLLL", locale=locale)

    for name in ("root", str(locale)):
        assert list(shared_wrappers(localedata.load(name))) == []


def test_reads_the_same_as_babel() -> None:
    """The copy says what CLDR says."""
    assert IsolatedLocale.parse("fr").months["format"]["wide"][8] == "août"


@cache
def words_of(tag: str) -> tuple[str, ...]:
    """Return all that a locale says of twelve months, a number and a list."""
    said = []
    for month in range(1, 13):
        for write in (long_date, month_year):
            try:
                said.append(write(date(2021, month, 27), tag))
            except ValueError as error:
                assert "CLDR has no month names" in str(error)  # noqa: PT017 - both ends are right
    said.append(number(-1234567, tag))
    return (*said, *([] if tag in NO_LISTS else [list_and(["1", "2", "3"], tag)]))


def test_every_locale_speaks_its_own_script() -> None:
    """In every locale of CLDR, dates, numbers and lists hold only letters of its script."""
    foreign = {
        tag: sign
        for tag in TAGS
        if script_of(tag) in SCRIPTS
        for sign in "".join(words_of(tag))
        if sign.isalpha() and unicodedata.category(sign) != "Lm"
        if not unicodedata.name(sign).startswith(SCRIPTS[script_of(tag)])
        and unicodedata.normalize("NFKD", sign) == sign
        and (tag[:2], sign) != ("ab", ABKHAZ_SCHWA)
    }

    assert foreign == {}


def test_every_locale_names_its_own_month() -> None:
    """In every locale of CLDR, a long date holds that locale's own name or number of the month."""
    wrong = []
    for tag in TAGS:
        months = locale_of(tag).months
        names = {months[use][width][4] for use in months for width in ("wide", "abbreviated")}
        try:
            text = long_date(date(2021, 4, 27), tag)
        except ValueError:
            assert {"M04"} & names, tag
            continue
        if not any(name in text for name in names) and "4" not in text.replace("2021", ""):
            wrong.append(tag)

    assert wrong == []


def test_order_of_letters_changes_no_word() -> None:
    """What a locale says does not hang on which languages were written before it."""
    before = {tag: words_of(tag) for tag in TAGS}
    words_of.cache_clear()
    locale_of.cache_clear()
    order = list(before)
    random.Random(1917).shuffle(order)  # noqa: S311 - an order, not a secret

    assert {tag: words_of(tag) for tag in order} == before


def test_no_hidden_marks() -> None:
    """No direction mark of CLDR's patterns reaches the letter, in any locale."""
    hidden = {
        tag for tag in TAGS for sign in "".join(words_of(tag)) if ord(sign) in DIRECTION_MARKS
    }

    assert hidden == set()
