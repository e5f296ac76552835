"""Capital letters by the rules of the language.

Python's ``upper`` ignores the language: it makes ``BINƏQƏDI`` of Azerbaijani
``Binəqədi``, which should be ``BİNƏQƏDİ``. The rules below are those of Unicode's
SpecialCasing.txt (Turkish, Azerbaijani, Lithuanian) and of CLDR's ``el-Upper``
(Greek) and ``hy-Upper`` (Armenian). No other language needs a special rule.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from lettergen.l10n.languages import locale_of

DOT_ABOVE = "\u0307"
ACUTE = "\u0301"
DIAERESIS = "\u0308"
# Greek letters are written as escapes, since many look exactly like Latin ones.
GREEK_ACCENTS = "\u0300\u0301\u0313\u0314\u0342"
LETTER = "[\u0391-\u03a9\u03b1-\u03c9]"
VOWEL = "[\u0391\u0395\u0397\u0399\u039f\u03a5\u03a9\u03b1\u03b5\u03b7\u03b9\u03bf\u03c5\u03c9]"
GLIDE = "[\u03b9\u03c5]"
ETA = "[\u0397\u03b7]"


def upper(text: str, language: str) -> str:
    """Return *text* in capitals, by the rules of *language*."""
    return UPPER.get(locale_of(language).language, str.upper)(text)


def sentence_start(text: str, language: str) -> str:
    """Return *text* with its first letter a capital: ``the Gambia`` -> ``The Gambia``.

    Anything before the letter is kept. A text that begins with a digit is unchanged.

    Raises:
        ValueError: *text* has neither a letter nor a digit.
    """
    at = next((place for place, sign in enumerate(text) if sign.isalnum()), None)
    if at is None:
        msg = f"{text!r} cannot start a sentence: it has no letter."
        raise ValueError(msg)
    pairs = FIRST_LETTERS.get(locale_of(language).language, {})
    for small, capital in pairs.items():
        if text.startswith(small, at):
            return text[:at] + capital + text[at + len(small) :]
    return text[:at] + text[at].title() + text[at + 1 :]


def _turkic_upper(text: str) -> str:
    return text.replace(f"i{DOT_ABOVE}", "i").replace("i", "İ").upper()


def _lithuanian_upper(text: str) -> str:
    """Drop the dot that Lithuanian keeps over an accented small i or j."""
    apart = unicodedata.normalize("NFD", text)
    dotless = re.sub(f"(?<=[ij])(\u0328?){DOT_ABOVE}", r"\1", apart)
    return unicodedata.normalize("NFC", dotless.upper())


def _greek_upper(text: str) -> str:
    """Drop the accents, except the one that distinguishes the word for "or" from the article.

    Where only the accent separated two vowels, a diaeresis replaces it: ``άυλος`` becomes
    ``ΑΫΛΟΣ``.
    """
    apart = unicodedata.normalize("NFD", text)
    hiatus = rf"({VOWEL}{ACUTE}{GLIDE})(?![{GREEK_ACCENTS}{DIAERESIS}])"
    apart = re.sub(hiatus, rf"\1{DIAERESIS}", apart)
    marks = (
        rf"(?P<or>(?<!\w){ETA}{ACUTE}(?!\w))|(?<={LETTER})(?P<marks>[{GREEK_ACCENTS}{DIAERESIS}]+)"
    )
    bare = re.sub(marks, lambda found: found["or"] or _without_accents(found["marks"]), apart)
    return unicodedata.normalize("NFC", bare.upper())


def _without_accents(marks: str) -> str:
    return DIAERESIS if DIAERESIS in marks else ""


def _armenian_upper(text: str) -> str:
    return text.replace("և", "եվ").upper()


UPPER: Mapping[str, Callable[[str], str]] = {
    "az": _turkic_upper,
    "el": _greek_upper,
    "hy": _armenian_upper,
    "lt": _lithuanian_upper,
    "tr": _turkic_upper,
}

FIRST_LETTERS: Mapping[str, Mapping[str, str]] = {
    "az": {f"i{DOT_ABOVE}": "İ", "i": "İ"},
    "hy": {"և": "Եվ"},
    "nl": {"ij": "IJ"},
    "tr": {f"i{DOT_ABOVE}": "İ", "i": "İ"},
}
"""First letters whose capital differs from Unicode's; the Dutch ij is one letter."""
