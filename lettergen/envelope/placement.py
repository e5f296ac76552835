"""Check that every line of a finished envelope is complete and in its place."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import pairwise

from lettergen.envelope.page import Placed
from lettergen.envelope.sizes import Face
from lettergen.errors import Problem
from lettergen.geometry import Box
from lettergen.pdf.page_text import Ink

TOLERANCE = 0.1  # millimetres
MOST_OVERLAP = 0.25  # millimetres: accents on capitals come close to the line above
LONGEST_EXCERPT = 60  # characters
LINE_END_HYPHENS = (
    "-\N{HYPHEN}\N{SOFT HYPHEN}\x02\ufffe"  # PDFium distinguishes these in its own way
)


def misplaced(placed: Placed, inks: Iterable[Ink], envelope: Face) -> Iterator[Problem]:
    """Yield the problems of a finished page: what is incomplete or out of place."""
    lines, others = by_line(placed, inks)
    for place, found in zip(placed.lines, lines, strict=True):
        if not reads_as(found, place.text):
            yield _unread(place.text)
        elif found and (excess := bounds(found).beyond(placed.zone)) > TOLERANCE:
            yield _outside(place.text, excess)
    for (upper, _), (lower, place) in pairwise(zip(lines, placed.lines, strict=True)):
        if touching(upper, lower, MOST_OVERLAP):
            message = f"On the envelope, {shown(place.text)} overlaps the line above it."
            yield Problem("envelope-lines", message, "Remove a line, or choose a larger envelope.")
    if others and (excess := bounds(others).beyond(envelope.sender)) > TOLERANCE:
        message = f"The return address is {excess:.1f} mm outside its area on the envelope."
        hint = "Shorten the lines under [sender] in letterhead.toml, or choose a larger envelope."
        yield Problem("return-address", message, hint)


def by_line(placed: Placed, inks: Iterable[Ink]) -> tuple[list[list[Ink]], list[Ink]]:
    """Return the ink on each line, and the ink on none."""
    lines: list[list[Ink]] = [[] for _ in placed.lines]
    others: list[Ink] = []
    tops = [place.top for place in placed.lines]
    for ink in inks:
        middle = (ink.box.top + ink.box.bottom) / 2
        number = bisect_right(tops, middle) - 1
        if number < 0 or middle > tops[number] + placed.leading + TOLERANCE:
            others.append(ink)
        else:
            lines[number].append(ink)
    return lines, others


def bounds(inks: Sequence[Ink]) -> Box:
    """Return the rectangle around *inks*, of which there is at least one."""
    return reduce(Box.joined, (ink.box for ink in inks))


def reads_as(inks: Sequence[Ink], line: str) -> bool:
    """Return whether *inks* are exactly the letters of *line*.

    In a script whose letters join or change places, only the set of letters is compared.
    """
    found = Counter(_letters("".join(ink.text for ink in inks)))
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


def touching(upper: Sequence[Ink], lower: Sequence[Ink], most: float) -> bool:
    """Return whether ink of two lines overlaps by more than *most* mm in both directions."""
    return any(
        min(a.box.right, b.box.right) - max(a.box.left, b.box.left) > most
        and a.box.bottom - b.box.top > most
        for a in upper
        for b in lower
    )


def shown(text: str) -> str:
    """Return *text* as a message shows it: quoted, and shortened if it is long."""
    return repr(text if len(text) <= LONGEST_EXCERPT else f"{text[:LONGEST_EXCERPT]}…")


def _unread(line: str) -> Problem:
    message = f"The line {shown(line)} reads differently on the finished envelope."
    return Problem("envelope-unread", message, "Correct the line; look for unusual characters.")


def _outside(line: str, excess: float) -> Problem:
    message = f"On the envelope, {shown(line)} is {excess:.1f} mm outside the address area."
    return Problem("envelope-line", message, "Split the line, or shorten it.")
