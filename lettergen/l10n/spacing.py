"""Spaces by the rules of a language: French punctuation, and no line break after № or Mr.

Only spaces change: some become no-break spaces, and French gets one before ``: ; ! ?`` and
within guillemets. Times, web addresses and the like stay as they are, since no space follows
the punctuation in them.
"""

# ruff: noqa: RUF001 - spaces and letters of other alphabets are the point here

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from lettergen.l10n.languages import locale_of

NO_BREAK, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
ANY_SPACE = f"[ {NO_BREAK}{NARROW}]"
AFTER = r"(?=[\s\xa0\u202f»)\]\ufdd0-\ufdd2]|$)"
"""What may follow punctuation at the end: white space, a bracket, a filled-in value."""

EVERYWHERE = ("№", "§§", "§", "Art.", "art.", "Nr.", "No.")
ABBREVIATIONS: Mapping[str, tuple[str, ...]] = {
    "en": ("Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "St.", "H.E.", "p.", "pp.", "para.", "paras."),
    "fr": ("M.", "MM.", "Mme", "Mmes", "Mlle", "Dr", "Pr", "Me", "S.E.", "n°", "no", "p."),
    "es": ("Sr.", "Sra.", "Sres.", "Sras.", "Dr.", "Dra.", "D.", "S.E.", "núm.", "n.º", "pág."),
    "de": ("Herr", "Frau", "Dr.", "Prof.", "S.", "Abs.", "Ziff."),
    "pt": ("Sr.", "Sra.", "Dr.", "Dra.", "S.E.", "n.º", "pág."),
    "az": ("c.", "s.", "cənab", "xanım"),
    "ru": ("г-н", "г-жа", "г-ну", "г-же", "Г-н", "Г-жа", "Г-ну", "Г-же", "ст.", "п.", "пп.", "с."),
    "uk": ("п.", "ст.", "пп.", "с."),
}
"""Language to abbreviations that stay on one line with the next word."""


def spaced(text: str, language: str) -> str:
    """Return *text* with the language's spaces at punctuation."""
    locale = locale_of(language)
    if locale.language != "fr":
        return text
    text = re.sub(f"«{ANY_SPACE}?(?=[^\\s»])", f"«{NO_BREAK}", text)
    text = re.sub(f"(?<=[^\\s«]){ANY_SPACE}?»", f"{NO_BREAK}»", text)
    ends_well = locale.territory != "CA"  # Quebec has a space only before the colon

    def before(found: re.Match[str]) -> str:
        if found[1].startswith(":"):
            return NO_BREAK + found[1]
        return NARROW + found[1] if ends_well else found[0]

    text = re.sub(f"(?<=[^\\s:;!?]){ANY_SPACE}?([:;!?]+){AFTER}", before, text)
    return re.sub("^ (?=[:;!?»])", NO_BREAK, text)


@lru_cache(maxsize=64)
def ties(language: str) -> re.Pattern[str]:
    """Return the pattern of text without line breaks: ``Mr. Huseynov``, ``№ 149``, ``§ 5``."""
    own = (*EVERYWHERE, *ABBREVIATIONS.get(locale_of(language).language, ()))
    words = "|".join(map(re.escape, sorted(own, key=len, reverse=True)))
    return re.compile(rf"(?<![\w.])(?:(?:{words}) )+\S+")
