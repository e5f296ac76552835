"""Which way a text runs, and whether it is a stranger in a letter that runs the other way."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal
from unicodedata import bidirectional

Direction = Literal["ltr", "rtl"]
LETTERS = {"L", "R", "AL"}
STRANGERS = {"ltr": {"R", "AL", "AN"}, "rtl": {"L", "EN"}}
"""Direction of a letter to the kinds of signs that run, or count, the other way."""


def own_direction(text: str, around: str) -> Direction | None:
    """Return the direction that *text* must be given within words that run *around*, or None.

    It is that of its first letter (Unicode Standard Annex 9, P2 and P3). A text without a
    stranger needs none, nor do plain digits, nor a date in words: they read the same either way.
    """
    if (text.isascii() and around == "ltr") or text.isdecimal():
        return None
    kinds = [bidirectional(sign) for sign in text]
    if STRANGERS[around].isdisjoint(kinds) or (around == "rtl" and _is_at_home(kinds)):
        return None
    letters = [kind for kind in kinds if kind in LETTERS]
    return "ltr" if not letters or letters[0] == "L" else "rtl"


def is_mixed(text: str) -> bool:
    """Return whether letters of both directions stand in *text*."""
    kinds = {bidirectional(sign) for sign in text}
    return "L" in kinds and not {"R", "AL"}.isdisjoint(kinds)


def _is_at_home(kinds: Collection[str]) -> bool:
    """Return whether words from right to left hold no letters but their own, digits or not."""
    return "L" not in kinds and not {"R", "AL"}.isdisjoint(kinds)
