"""A letterhead as plain data, which can be sent to the worker that makes the layout."""

from __future__ import annotations

from dataclasses import dataclass

from lettergen.errors import TemplatePlace
from lettergen.geometry import Paper, Window
from lettergen.letter.pictures import Asset
from lettergen.letterhead.folder import StyleText
from lettergen.letterhead.house_style import HouseStyle


@dataclass(frozen=True, slots=True)
class Margins:
    """The margins of a page, in millimetres."""

    top: float
    right: float
    bottom: float
    left: float


@dataclass(frozen=True, slots=True)
class Printed:
    """How far from its edges the paper is preprinted, in millimetres.

    Attributes:
        top: From the upper edge of page 1.
        bottom: From the lower edge of page 1.
        later_top: From the upper edge of the other pages.
        later_bottom: From the lower edge of the other pages.
    """

    top: float = 0
    bottom: float = 0
    later_top: float = 0
    later_bottom: float = 0

    def of_page(self, number: int) -> tuple[float, float]:
        """Return how far a page, counted from 1, is preprinted from its top and bottom."""
        return (self.top, self.bottom) if number == 1 else (self.later_top, self.later_bottom)


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach the sender: an English label, translated with the letter, and its text."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Everything that the layout of a letter takes from the letterhead.

    Attributes:
        name: The folder's name.
        style: The house style chosen.
        house: Its rules.
        paper: The paper chosen.
        papers: The names of all papers this letterhead is made for, the usual one first.
        fonts: The font families in order; a letter uses no other font.
        css: The house style's stylesheets and the letterhead's own, in this order.
        html: The skeleton of the page.
        text: The skeleton of the plain text.
        includes: The files that the skeletons import, by name.
        mark: The logo, or None.
        mark_text: What a screen reader says for the logo.
        assets: The images in the letterhead's folder, the logo included.
        language: The language of the sender's lines; empty if not given.
        country: The code of the state where letters are posted; empty if not given.
        window: The envelope window of the address, or None.
        printed: The preprinted areas; None for blank paper.
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
