"""How a language joins the parts of a line about a person, such as title and office.

Azerbaijani and Russian write the post as one phrase, *Dövlət Miqrasiya Xidmətinin rəisi*,
so the record gives the words in the case that the phrase needs.
"""

from __future__ import annotations

from collections.abc import Mapping

from lettergen.l10n.languages import best_match, script_of

POSTS: Mapping[str, str] = {
    "az": "{office} {title}",
    "be": "{title} {office}",
    "ru": "{title} {office}",
    "uk": "{title} {office}",
}
"""Language to how it joins title and office; others put a comma between them."""

COMMAS: Mapping[str, str] = {"Arab": "، "}
"""Script to its comma, where it differs."""


def comma(language: str) -> str:
    """Return the separator between the parts of a line."""
    return COMMAS.get(script_of(language), ", ")


def post_pattern(language: str) -> str:
    """Return the pattern that joins title and office."""
    own = best_match(language, POSTS)
    return POSTS[own] if own else f"{{title}}{comma(language)}{{office}}"
