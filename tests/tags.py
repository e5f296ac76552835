"""The language tags that tests go through: all of CLDR in ``make soak``, some fifty otherwise.

What a rule says of one of a thousand locales, it says of nearly all. What makes one different is
its script, its direction, its digits, its calendar, its months or its plurals, or a gap in CLDR.
So ``make test`` takes at least one tag of each such kind, and each that was once wrong.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from babel.localedata import locale_identifiers

from lettergen.l10n.languages import TAG
from tests.conftest import Scale

CHOSEN: Mapping[str, str] = {
    **dict.fromkeys(("en", "fr", "es", "ar", "az", "ru"), "a language of the built-in letters"),
    **dict.fromkeys(("de", "ka", "pt", "uk"), "a further language of the fixed phrases"),
    **dict.fromkeys(("en-GB", "fr-CA", "fr-CH", "pt-BR"), "a region with rules of its own"),
    "es-419": "a region that is a number",
    "ar-LB": "other names of months in the same language",
    "ar-EG": "Arabic digits",
    "fa": "right to left, digits and a calendar of its own",
    "he": "right to left; its months once turned up in other languages",
    "ur": "right to left, in a third style of Arabic letters",
    "ug": "right to left; CLDR has no lists",
    "ug-CN": "the same with its region",
    "ff-Adlm": "right to left, in Adlam, with its own digits",
    "az-Cyrl": "another script of the same language",
    "sr": "two scripts: Cyrillic where none is said",
    "sr-Latn": "two scripts: the other one",
    "sr-Latn-ME": "a region that has its script without saying so",
    "zh": "Chinese in its simplified script; a date of numbers",
    "zh-Hant-TW": "Chinese in its traditional script",
    "ja": "a date of numbers and three scripts at once",
    "ko": "syllables as letters",
    "el": "Greek; months in the genitive; accents that capitals lose",
    "hy": "Armenian; a capital of two letters",
    "hi": "Devanagari; digits by threes and twos",
    "bn": "Bengali digits",
    "my": "Burmese digits; words without spaces",
    "th": "words without spaces; the Buddhist calendar in use",
    "am": "Ethiopic; a calendar of its own in use",
    "pl": "months in the genitive; four plurals",
    "cs": "months in the genitive; a plural for fractions",
    "fi": "months in the partitive",
    "ca": "months with and without an elided 'of'",
    "cy": "six plurals",
    "ga": "five plurals",
    "lt": "a dot that capitals keep",
    "tr": "an i with and without a dot",
    "nl": "two letters that are one capital",
    "yo": "letters with two accents; its months once were another language's",
    "vai": "a script of its own, and Latin beside it",
    "ab": "CLDR types a Latin letter in Cyrillic months",
    "wa": "CLDR has no month names",
}
"""Tag to the reason why it is among the few."""

ALL = tuple(sorted(name.replace("_", "-") for name in locale_identifiers() if TAG.fullmatch(name)))
TAGS = Scale(os.environ["LETTERGEN_SCALE"]).pick(small=tuple(CHOSEN), full=ALL)
