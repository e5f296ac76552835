"""Language tags: their meaning, their direction, and which available text matches.

Tags are BCP 47 (RFC 5646): a language, with an optional script and an optional
region: ``en``, ``en-GB``, ``sr-Latn``, ``es-419``. Nothing here ever returns
another language or another script than the one requested.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.localedata import locale_identifiers

from lettergen.errors import CallError, Problem, did_you_mean
from lettergen.l10n.cldr import IsolatedLocale

ENGLISH = "en"
TAG = re.compile(
    r"(?P<language>[a-z]{2,3})([-_](?P<script>[a-z]{4}))?([-_](?P<territory>[a-z]{2}|\d{3}))?",
    re.ASCII | re.IGNORECASE,
)
SCRIPT = re.compile("[A-Z][a-z]{3}")
"""A script's code, as ISO 15924 writes it: ``Latn``, ``Cyrl``, ``Arab``."""


@lru_cache(maxsize=256)
def locale_of(language: str) -> Locale:
    """Return the CLDR locale of a language tag; ``fr_FR`` is accepted for ``fr-FR``.

    Raises:
        CallError: The tag is malformed, or CLDR has no such language, script or region.
    """
    match = TAG.fullmatch(language)
    locale = _parsed(match) if match else None
    if locale is None:
        message = f"Unknown language {language!r}."
        raise CallError([Problem("unknown-language", message, _advice(language, match))])
    return locale


def is_language(tag: str) -> bool:
    """Return whether `locale_of` accepts the *tag*."""
    try:
        locale_of(tag)
    except CallError:
        return False
    return True


def _parsed(tag: re.Match[str]) -> Locale | None:
    """Return the locale of a well-formed tag, or None.

    Babel silently corrects an unknown tag: ``en-ZZ``, ``eng`` and ``und`` all become ``en-US``.
    No letter is written in a corrected language, so every part of the tag must be returned as
    it was given.
    """
    try:
        locale = IsolatedLocale.parse(re.sub("_", "-", tag[0]), sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    same_language = locale.language == tag["language"].lower()
    same_territory = (locale.territory or "") == (tag["territory"] or "").upper()
    same_script = tag["script"] is None or _script(locale) == tag["script"].title()
    return locale if same_language and same_territory and same_script else None


def _advice(language: str, tag: re.Match[str] | None) -> str:
    """Return what to write instead of an unknown tag."""
    for alias in _by_code(tag) if tag else _by_name(language):
        return f"Did you mean {alias!r}?"
    if tag and tag["language"].lower() in locale_identifiers():
        return f"Write {tag['language'].lower()!r} alone, without a script or region."
    near = did_you_mean(language, _tags()) if tag else ""
    return near or "Write a tag such as 'en', 'en-GB' or 'pt-BR'."


def _by_name(language: str) -> Iterator[str]:
    """Yield the tag of an English name: ``French``, and ``Portugese`` too."""
    names = {name.lower(): code for code, name in locale_of(ENGLISH).languages.items()}
    for name in get_close_matches(language.lower(), names, n=1, cutoff=0.8):
        if names[name] in locale_identifiers():
            yield names[name]


def _by_code(tag: re.Match[str]) -> Iterator[str]:
    """Yield the tag for a code of another list: ``en`` for ``eng``, ``en-GB`` for ``en-UK``."""
    base = tag["language"].lower()
    base = get_global("language_aliases").get(base, base)
    regions = get_global("territory_aliases").get((tag["territory"] or "").upper(), ())
    candidates = [f"{base}-{region}" for region in regions] if tag["territory"] else [base]
    yield from (alias for alias in candidates if alias in _tags())


def _tags() -> list[str]:
    return [name.replace("_", "-") for name in locale_identifiers() if TAG.fullmatch(name)]


@lru_cache(maxsize=1024)
def tag_of(language: str) -> str:
    """Return the tag in the form of BCP 47: ``fr_fr`` becomes ``fr-FR``."""
    match = TAG.fullmatch(language)
    locale = locale_of(language)
    script = match["script"].title() if match and match["script"] else None
    return "-".join(part for part in (locale.language, script, locale.territory) if part)


def language_name(language: str) -> str:
    """Return the English name for use in problems: ``French``, ``Portuguese (Brazil)``."""
    name = locale_of(language).get_display_name(locale_of(ENGLISH))
    return name or language


@lru_cache(maxsize=1024)
def script_of(language: str) -> str:
    """Return the script's ISO 15924 code by CLDR's likely subtags: ``Latn``, ``Arab``, ``Cyrl``."""
    return _script(locale_of(language))


def _script(locale: Locale) -> str:
    if locale.script:
        return locale.script
    likely = get_global("likely_subtags")
    full = likely.get(f"{locale.language}_{locale.territory}") or likely.get(locale.language)
    return str(full).split("_")[1] if full else "Zyyy"


def text_direction(language: str) -> Literal["ltr", "rtl"]:
    """Return the direction of the language, for HTML's ``dir``."""
    return "rtl" if locale_of(language).text_direction == "rtl" else "ltr"


def same_language(a: str, b: str) -> bool:
    """Return whether two tags have the same language and script; regions may differ."""
    return locale_of(a).language == locale_of(b).language and script_of(a) == script_of(b)


def best_match(wanted: str, offered: Iterable[str]) -> str | None:
    """Return the tag in *offered* to use for a letter in *wanted*, or None.

    RFC 4647, section 3.4 (lookup): the tag itself, else the tag without its region, else
    only the language. ``en-GB`` finds ``en``; ``en`` never finds ``en-GB``, and no tag finds
    another language or another script.
    """
    return _best_match(wanted, tuple(offered))


@lru_cache(maxsize=4096)
def _best_match(wanted: str, offered: tuple[str, ...]) -> str | None:
    known = {tag_of(tag): tag for tag in offered}
    fitting = (tag for tag in _lookup(tag_of(wanted)) if tag in known)
    return next((known[tag] for tag in fitting if same_language(tag, wanted)), None)


def _lookup(tag: str) -> Iterator[str]:
    """Yield *tag*, then each shorter form without its last part."""
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]
