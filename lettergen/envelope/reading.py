"""Reading envelopes back: where each sign stands on the finished page."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import reduce

import pypdfium2

from lettergen.geometry import Box, millimetres

LINE_END_HYPHENS = (
    "-\N{HYPHEN}\N{SOFT HYPHEN}\x02\ufffe"  # PDFium tells one from another its own way
)


@dataclass(frozen=True, slots=True)
class Sign:
    """One character on a page, and its ink's rectangle."""

    text: str
    box: Box

    @property
    def middle(self) -> float:
        """How far below the page's upper edge its middle is, in millimetres."""
        return (self.box.top + self.box.bottom) / 2


def signs_of(pdf: bytes) -> list[list[Sign]]:
    """Return what stands on each page; blanks are left out."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return [list(_signs(page)) for page in document]


def _signs(page: pypdfium2.PdfPage) -> Iterator[Sign]:
    height = page.get_height()
    words = page.get_textpage()
    for index in range(words.count_chars()):
        text = words.get_text_range(index, 1)
        left, bottom, right, top = words.get_charbox(index)
        if text.strip() and right > left and top > bottom:
            edges = (left, height - top, right, height - bottom)
            yield Sign(text, Box(*map(millimetres, edges)))
    words.close()


def bounds(signs: Sequence[Sign]) -> Box:
    """Return the rectangle around *signs*, of which there is at least one."""
    return reduce(Box.joined, (sign.box for sign in signs))


def says(signs: Sequence[Sign], line: str) -> bool:
    """Return whether *signs* are the letters of *line*, neither more nor fewer.

    Of a script whose letters join or change places, only which letters there are can be told.
    """
    found = Counter(_letters("".join(sign.text for sign in signs)))
    wanted = Counter(_letters(line))
    if all(unicodedata.bidirectional(one) not in {"R", "AL", "NSM"} for one in line):
        return found == wanted
    return set(found) == set(wanted)


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    return "".join(
        one
        for one in plain
        if not (one.isspace() or one in LINE_END_HYPHENS or unicodedata.category(one) == "Cf")
    )


def touching(upper: Sequence[Sign], lower: Sequence[Sign], most: float) -> bool:
    """Return whether a sign of one line covers one of the next by more than *most* mm each way."""
    return any(
        min(a.box.right, b.box.right) - max(a.box.left, b.box.left) > most
        and a.box.bottom - b.box.top > most
        for a in upper
        for b in lower
    )
