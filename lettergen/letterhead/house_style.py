"""The rules of a house style: which parts a letter shows, in which order, and how.

The house style sets the order of the parts, not the program. A part that a letter has and its
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
        opening: The parts before the body, in order.
        ending: The parts after the body that stay together with its last lines.
        after: The parts after the ending, which may be on later pages.
        shown: Every letter part that one of the above shows; None for all.
        labels: Part to the English phrase of its label, where it is not the usual one.
        locales: Language to its variety in this style, such as ``en`` to ``en-GB``.
        windows: Paper to the envelope window of the address, if there is one.
        numbering: The numbers of paragraphs, outermost level first; ``1`` is replaced by the
            number, ``a`` by a letter.
        open_punctuation: Whether salutation and close have no comma.
        notes_at_foot: Whether footnotes are at the foot of their page; else after the letter.
        third_person: Whether the body must not say I or we.
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
        """Return whether this style shows *part*."""
        return self.shown is None or part in self.shown

    def locale(self, language: str) -> str:
        """Return the variety of *language* that this style uses."""
        return self.locales.get(language, language)
