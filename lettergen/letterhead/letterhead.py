"""The sender's look as plain data: what travels to whoever lays out."""

from __future__ import annotations

from dataclasses import dataclass

from lettergen.errors import TemplatePlace
from lettergen.geometry import Paper, Window
from lettergen.letter.pictures import Asset
from lettergen.letterhead.folder import StyleText
from lettergen.letterhead.house_style import HouseStyle


@dataclass(frozen=True, slots=True)
class Margins:
    """The bare edges of a sheet, in millimetres."""

    top: float
    right: float
    bottom: float
    left: float


@dataclass(frozen=True, slots=True)
class Printed:
    """How far from its edges paper is printed before a letter is, in millimetres.

    Attributes:
        top: From the upper edge of the sheet that page 1 is printed on.
        bottom: From its lower edge.
        later_top: From the upper edge of the sheets that the other pages are printed on.
        later_bottom: From their lower edge.
    """

    top: float = 0
    bottom: float = 0
    later_top: float = 0
    later_bottom: float = 0

    def of_page(self, number: int) -> tuple[float, float]:
        """Return how far the sheet of a page, counted from 1, is printed from top and bottom."""
        return (self.top, self.bottom) if number == 1 else (self.later_top, self.later_bottom)


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach the sender: an English label, translated when laid out, and its text."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Everything that laying out a letter takes from the sender's side.

    Attributes:
        name: The folder's name.
        style: The house style chosen.
        house: Its rules.
        paper: The sheet chosen.
        papers: The names of all sheets this letterhead is made for, the usual one first.
        fonts: The families in order; no other font may come into a letter.
        css: The house style's stylesheets and the letterhead's own, in this order.
        html: The skeleton of the page.
        text: The skeleton of the plain text.
        includes: What the skeletons import, by name.
        mark: The mark, or None.
        assets: The pictures in the letterhead's folder, the mark among them.
        language: The language of the sender's lines; empty when nobody said.
        country: The code of the state the sender posts letters in; empty when nobody said.
        window: The envelope window that the address stands in; None for none.
        printed: What is on the paper already; None for blank paper.
    """

    name: str
    title: str
    style: str
    house: HouseStyle
    paper: Paper
    papers: tuple[str, ...]
    sender: str
    sender_lines: tuple[str, ...]
    contacts: tuple[Contact, ...]
    fonts: tuple[str, ...]
    margins: Margins
    typographic_quotes: bool
    css: tuple[StyleText, ...]
    html: StyleText
    text: StyleText
    includes: tuple[tuple[str, StyleText], ...]
    mark: Asset | None
    mark_text: str
    assets: tuple[Asset, ...]
    place: TemplatePlace
    language: str = ""
    country: str = ""
    window: Window | None = None
    printed: Printed | None = None


@dataclass(frozen=True, slots=True)
class LetterheadSummary:
    """One letterhead in a list."""

    name: str
    title: str
    papers: tuple[str, ...]
    style: str
