"""Spaces as a language sets them: French before its punctuation, and none to break after № or Mr.

Only spaces change: what is there becomes one at which no line breaks, and French gets the
one that it wants before ``: ; ! ?`` and within guillemets. Times, addresses of the web and
the like are left alone, since nothing follows their punctuation but more of them.
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
"""What may follow punctuation that ends something: white space, a bracket, a filled-in value."""

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
"""Language to what must stand on one line with what follows it."""


def spaced(text: str, language: str) -> str:
    """Return *text* with the spaces that its language sets at punctuation."""
    locale = locale_of(language)
    if locale.language != "fr":
        return text
    text = re.sub(f"«{ANY_SPACE}?(?=[^\\s»])", f"«{NO_BREAK}", text)
    text = re.sub(f"(?<=[^\\s«]){ANY_SPACE}?»", f"{NO_BREAK}»", text)
    ends_well = locale.territory != "CA"  # Quebec sets a space before the colon alone

    def before(found: re.Match[str]) -> str:
        if found[1].startswith(":"):
            return NO_BREAK + found[1]
        return NARROW + found[1] if ends_well else found[0]

    text = re.sub(f"(?<=[^\\s:;!?]){ANY_SPACE}?([:;!?]+){AFTER}", before, text)
    return re.sub("^ (?=[:;!?»])", NO_BREAK, text)


@lru_cache(maxsize=64)
def ties(language: str) -> re.Pattern[str]:
    """Return the pattern of what no line may break: ``Mr. Huseynov``, ``№ 149``, ``§ 5``."""
    own = (*EVERYWHERE, *ABBREVIATIONS.get(locale_of(language).language, ()))
    words = "|".join(map(re.escape, sorted(own, key=len, reverse=True)))
    return re.compile(rf"(?<![\w.])(?:(?:{words}) )+\S+")
