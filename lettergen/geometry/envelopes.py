"""Envelopes, in millimetres, the way they lie when the address is read.

C4 stands upright, the others lie on their long side.
"""

from __future__ import annotations

from dataclasses import dataclass

from lettergen.geometry.papers import MM_PER_INCH

ISO_269 = "ISO 269:1985"


@dataclass(frozen=True, slots=True)
class Envelope:
    """An envelope: its name, width and height in millimetres, and where these are from."""

    name: str
    width: float
    height: float
    source: str = ISO_269


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
