"""What a house style says beside its look: which parts a letter has, in which order, and how.

The order of the parts is the style's, not the program's. A part that a letter has and its
style does not show is refused when the letter is composed, never left out silently.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lettergen.letter.numbering import DEFAULT_NUMBERING

LETTERHEAD = "letterhead"


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """The rules of one house style.

    Attributes:
        opening: The parts before the words, in order.
        ending: The parts after the words that stay together with their last lines.
        after: The parts that follow the ending and may stand on pages of their own.
        shown: Every part of a letter that one of the above shows.
        labels: Part to the English phrase that introduces it, where it is not the usual one.
        locales: Language to the variety it is written in here, such as ``en`` to ``en-GB``.
        windows: Paper to the window that the address stands in, where there is one.
        numbering: How numbered paragraphs count, outermost level first; ``1`` stands for the
            number, ``a`` for the letter.
        open_punctuation: Whether salutation and close go without their comma.
        notes_at_foot: Whether footnotes stand at the foot of their page; else after the end.
        third_person: Whether the words must never say I or we.
    """

    opening: tuple[str, ...] = ()
    ending: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    shown: frozenset[str] | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    locales: Mapping[str, str] = field(default_factory=dict)
    windows: Mapping[str, str] = field(default_factory=dict)
    numbering: tuple[str, ...] = DEFAULT_NUMBERING
    open_punctuation: bool = False
    notes_at_foot: bool = False
    third_person: bool = False

    def shows(self, part: str) -> bool:
        """Return whether a letter in this style has the part; a style that says nothing has all."""
        return self.shown is None or part in self.shown

    def locale(self, language: str) -> str:
        """Return the variety in which this house writes a letter in *language*."""
        return self.locales.get(language, language)
