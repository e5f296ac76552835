"""Sizes of paper and envelopes, in millimetres.

ISO 216:2007 for A4; ANSI/ASME Y14.1 for US Letter (8.5 x 11 in); ISO 269 for envelopes.
"""

from __future__ import annotations

from dataclasses import dataclass

MM_PER_INCH = 25.4
POINTS_PER_INCH = 72
ISO_269 = "ISO 269:1985"


def millimetres(points: float) -> float:
    """Convert PDF points (1/72 inch) to millimetres."""
    return points * MM_PER_INCH / POINTS_PER_INCH


@dataclass(frozen=True, slots=True)
class Paper:
    """Paper: its name, width and height in millimetres, in portrait orientation."""

    name: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Envelope:
    """An envelope in the orientation in which its address is read, and the source of its size.

    C4 is in portrait orientation, the others are in landscape.
    """

    name: str
    width: float
    height: float
    source: str = ISO_269


PAPERS = {
    paper.name: paper
    for paper in (Paper("a4", 210, 297), Paper("letter", 8.5 * MM_PER_INCH, 11 * MM_PER_INCH))
}
ENVELOPES = {
    envelope.name: envelope
    for envelope in (
        Envelope("c4", 229, 324),
        Envelope("c5", 229, 162),
        Envelope("c6", 162, 114),
        Envelope("c5/6", 229, 114),
        Envelope("dl", 220, 110),
        Envelope("b4", 250, 353),
        Envelope("b5", 250, 176),
        Envelope("#10", 9.5 * MM_PER_INCH, 4.125 * MM_PER_INCH, "US trade size, 4 1/8 x 9 1/2 in"),
    )
}
