"""Envelopes, in millimetres, and the zone of each where the post reads an address.

Sizes: ISO 269:1985 for C4, C5 and DL; #10 is 9 1/2 by 4 1/8 inches. Zones:

- USPS DMM 202.2.1 reads a letter's address between 5/8 and 2 3/4 inches from the bottom and
  at least 1/2 inch from the sides, and keeps the lowest 5/8 inch on the right for a barcode;
  a flat (C4) has its address in the upper half (DMM 202.2.2).
- The Universal Postal Union and Royal Mail keep the upper 40 mm for stamp and postmark,
  above all its rightmost 74 mm, and ask for the address between 15 mm and 140 mm from the
  right edge.

Each zone meets all of these rules.
"""

from __future__ import annotations

from dataclasses import dataclass

from lettergen.errors import CallError, Problem, did_you_mean
from lettergen.geometry import ENVELOPES, MM_PER_INCH, Box, Envelope

POSTAGE_HEIGHT = 40.0
POSTAGE_WIDTH = 74.0
RIGHT_EDGE = 15.0
LEFT_LIMIT = 140.0  # from the right edge
CLEAR_FOOT = 16.0  # 5/8 inch, rounded up
READ_FROM = 69.0  # 2 3/4 inches from the bottom, rounded down
LONGEST_LETTER = 11.5 * MM_PER_INCH  # anything larger is a flat
EDGE = 12.7  # 1/2 inch, from the left to the return address
RETURN_TOP = 9.0
RETURN_BOTTOM = 38.0


@dataclass(frozen=True, slots=True)
class Face(Envelope):
    """The front of an envelope, the longer side at the bottom."""

    @property
    def address(self) -> Box:
        """The area for the recipient's whole address."""
        is_flat = self.width > LONGEST_LETTER
        top = self.height / 2 - 54 if is_flat else max(POSTAGE_HEIGHT, self.height - READ_FROM)
        bottom = self.height / 2 if is_flat else self.height - CLEAR_FOOT
        return Box(self.width - LEFT_LIMIT, top, self.width - RIGHT_EDGE, bottom)

    @property
    def sender(self) -> Box:
        """The area for the return address: next to the stamp, above everything else."""
        return Box(EDGE, RETURN_TOP, self.width - POSTAGE_WIDTH, RETURN_BOTTOM)


def _face(envelope: Envelope) -> Face:
    short, long = sorted((envelope.width, envelope.height))
    return Face(envelope.name.upper(), long, short, envelope.source)


SIZES = {face.name: face for face in (_face(ENVELOPES[name]) for name in ("c5", "c4", "dl", "#10"))}
USUAL = {"letter": "#10", "a4": "DL"}  # for paper folded twice


def envelope_called(name: str, paper: str) -> Face:
    """Return the envelope called *name*, in any case; by default the usual one for *paper*.

    Raises:
        CallError: There is no such envelope.
    """
    chosen = SIZES.get(name.upper() if name else USUAL.get(paper, "C5"))
    if chosen is None:
        hint = f"{did_you_mean(name.upper(), SIZES)} Known: {', '.join(SIZES)}.".strip()
        raise CallError([Problem("unknown-size", f"Unknown envelope size {name!r}.", hint)])
    return chosen
