"""Sheets of paper, in millimetres.

Sizes: ISO 216:2007 for A4; ANSI/ASME Y14.1 for US Letter (8.5 x 11 in).
"""

from __future__ import annotations

from dataclasses import dataclass

MM_PER_INCH = 25.4
POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet: its name, width and height in millimetres, upright."""

    name: str
    width: float
    height: float


PAPERS = {
    paper.name: paper
    for paper in (Paper("a4", 210, 297), Paper("letter", 8.5 * MM_PER_INCH, 11 * MM_PER_INCH))
}


def millimetres(points: float) -> float:
    """Convert PDF points (1/72 inch) to millimetres."""
    return points * MM_PER_INCH / POINTS_PER_INCH
