"""How a language joins the parts of a line about a person: a title and an office, a list of parts.

Azerbaijani and Russian write the post as one phrase, *Dövlət Miqrasiya Xidmətinin rəisi*,
so the record gives its words in the case that the phrase takes.
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
"""Script to its comma, where that is another one."""


def comma(language: str) -> str:
    """Return what stands between the parts of a line."""
    return COMMAS.get(script_of(language), ", ")


def post_pattern(language: str) -> str:
    """Return how title and office become one phrase."""
    own = best_match(language, POSTS)
    return POSTS[own] if own else f"{{title}}{comma(language)}{{office}}"
