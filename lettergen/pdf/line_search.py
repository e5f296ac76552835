"""Find lines of a letter on its finished page, by their letters and digits alone.

Ligatures, accents, spaces, punctuation, capitals and line breaks may differ between the input
and what is read back from a PDF; the letters themselves may not. Of two matches, the one in or
nearest a target is taken, and a whole printed row before a part of one.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lettergen.geometry import Box
from lettergen.pdf.page_text import PrintedPage

PART_OF_A_ROW = 15.0
"""Millimetres added to the distance of a match that shares its row with other words."""
RIGHT_TO_LEFT = {"R", "AL"}


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Where a line is printed: its *characters* on the page, and their box."""

    characters: range
    box: Box


@dataclass(frozen=True, slots=True)
class _Place:
    """A match for a line, and its distance from the target."""

    characters: range
    away: float
    top: float


def find_lines(
    page: PrintedPage, lines: Sequence[str], target: Box
) -> tuple[PrintedLine | None, ...]:
    """Return where each of *lines* is printed; None for one that is not.

    Equal lines get different places, the first one uppermost. A line without a letter or a
    digit cannot be identified and is not found.
    """
    letters, numbers = _letters(page.text)
    keys = [_letters(line)[0] for line in lines]
    found: list[range | None] = [None] * len(lines)
    taken: set[int] = set()
    for key in sorted({key for key in keys if key}, key=len, reverse=True):
        wanted = [number for number, one in enumerate(keys) if one == key]
        places = sorted(_places(page, letters, numbers, key, target), key=lambda one: one.away)
        chosen: list[_Place] = []
        for place in places:
            if len(chosen) < len(wanted) and taken.isdisjoint(place.characters):
                chosen.append(place)
                taken.update(place.characters)
        chosen.sort(key=lambda one: one.top)
        for number, place in zip(wanted, chosen, strict=False):
            found[number] = place.characters
    return tuple(_printed(page, characters) for characters in found)


def _printed(page: PrintedPage, characters: range | None) -> PrintedLine | None:
    box = page.around(characters) if characters else None
    return PrintedLine(characters, box) if characters and box else None


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    """Return the plain letters and digits of a character."""
    plain = unicodedata.normalize("NFKD", character.casefold())
    return "".join(one for one in plain if one.isalnum())


def _letters(text: str) -> tuple[str, list[int]]:
    """Return the plain letters and digits of *text*, and the position of each."""
    folded = [_folded(character) for character in text]
    numbers = [number for number, plain in enumerate(folded) for _ in plain]
    return "".join(folded), numbers


def _places(
    page: PrintedPage, letters: str, numbers: list[int], key: str, target: Box
) -> Iterator[_Place]:
    starts = list(_starts(letters, key)) or list(_turned(page, letters, numbers, key))
    for start in starts:
        characters = range(numbers[start], numbers[start + len(key) - 1] + 1)
        edges = page.around((characters[0], characters[-1]))
        if edges and _is_whole(page.text, characters):
            farther = 0.0 if _has_row(page.text, characters) else PART_OF_A_ROW
            yield _Place(characters, target.away(edges) + farther, edges.top)


def _starts(letters: str, key: str) -> Iterator[int]:
    start = letters.find(key)
    while start >= 0:
        yield start
        start = letters.find(key, start + 1)


def _turned(page: PrintedPage, letters: str, numbers: list[int], key: str) -> Iterator[int]:
    """Yield the start of each row that has the letters of *key* in another order.

    PDFium reorders the words of a right-to-left row, and not always into the original order.
    """
    if not any(unicodedata.bidirectional(one) in RIGHT_TO_LEFT for one in key):
        return
    wanted = sorted(key)
    for row in page.rows():
        start = bisect_left(numbers, row.start)
        if sorted(letters[start : start + len(key)]) == wanted:
            yield start


def _is_whole(text: str, characters: range) -> bool:
    """Return whether no letter or digit adjoins the place, so that it is no part of a word."""
    before, after = characters[0] - 1, characters[-1] + 1
    return not (before >= 0 and text[before].isalnum()) and not (
        after < len(text) and text[after].isalnum()
    )


def _has_row(text: str, characters: range) -> bool:
    """Return whether the place's rows have no other letter or digit before or after it."""
    before, after = characters[0] - 1, characters[-1] + 1
    while before >= 0 and text[before] not in "\r\n":
        if text[before].isalnum():
            return False
        before -= 1
    while after < len(text) and text[after] not in "\r\n":
        if text[after].isalnum():
            return False
        after += 1
    return True
