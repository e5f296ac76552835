"""Input and output of a layout: plain data, quick to import."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from lettergen.letterhead import Letterhead, StyleText


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One letter to lay out.

    Attributes:
        html: From `compose_print`.
        stylesheets: From `compose.stylesheets`.
        letterhead: Where pictures and fonts come from.
        day: The letter's date: the only date in the file.
        most_pages: A longer letter is refused.
        address: The lines that the letterhead's window must show.
        also_visible: What the window may show too.
    """

    html: str
    stylesheets: tuple[StyleText, ...]
    letterhead: Letterhead
    day: date
    most_pages: int
    address: tuple[str, ...] = ()
    also_visible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RenderedPdf:
    """A finished letter and how many pages it has."""

    pdf: bytes
    pages: int


LayOut = Callable[[PrintJob], RenderedPdf]
"""Lays a letter out, or raises LetterError with every problem found."""
