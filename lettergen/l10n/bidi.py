"""The direction of a text, and whether it differs from that of its letter."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal
from unicodedata import bidirectional

Direction = Literal["ltr", "rtl"]
LETTERS = {"L", "R", "AL"}
OPPOSITE = {"ltr": {"R", "AL", "AN"}, "rtl": {"L", "EN"}}
"""Direction of a letter to the bidirectional classes that run the other way."""


def own_direction(text: str, around: str) -> Direction | None:
    """Return the direction to set for *text* within words of the direction *around*, or None.

    It is that of its first letter (Unicode Standard Annex 9, P2 and P3). None is set for a text
    without opposite characters, for plain digits, or for a date in words: these read the same in
    both directions.
    """
    if (text.isascii() and around == "ltr") or text.isdecimal():
        return None
    kinds = [bidirectional(sign) for sign in text]
    if OPPOSITE[around].isdisjoint(kinds) or (around == "rtl" and _all_rtl(kinds)):
        return None
    letters = [kind for kind in kinds if kind in LETTERS]
    return "ltr" if not letters or letters[0] == "L" else "rtl"


def is_mixed(text: str) -> bool:
    """Return whether *text* has letters of both directions."""
    kinds = {bidirectional(sign) for sign in text}
    return "L" in kinds and not {"R", "AL"}.isdisjoint(kinds)


def _all_rtl(kinds: Collection[str]) -> bool:
    """Return whether all letters run from right to left, whatever the digits."""
    return "L" not in kinds and not {"R", "AL"}.isdisjoint(kinds)
