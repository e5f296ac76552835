"""Envelopes, in millimetres, and where on each the post reads an address.

Sizes: ISO 269:1985 for C4, C5 and DL; #10 is 9 1/2 by 4 1/8 inches. Zones:

- USPS DMM 202.2.1 reads a letter's address between 5/8 and 2 3/4 inches from the bottom and
  at least 1/2 inch from the sides, and keeps the lowest 5/8 inch on the right for a barcode;
  a flat (C4) bears its address in the upper half (DMM 202.2.2).
- The Universal Postal Union and Royal Mail keep the upper 40 mm for stamp and postmark, the
  rightmost 74 mm of it above all, and want the address at least 15 mm from the right and at
  most 140 mm from it.

Each zone meets all of these at once.
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
LONGEST_LETTER = 11.5 * MM_PER_INCH  # what is larger is a flat
EDGE = 12.7  # 1/2 inch: the return address from the left
RETURN_TOP = 9.0
RETURN_BOTTOM = 38.0


@dataclass(frozen=True, slots=True)
class Face(Envelope):
    """The front of an envelope as it lies before the reader, the longer side below."""

    @property
    def address(self) -> Box:
        """Where the recipient's address stands, whole."""
        is_flat = self.width > LONGEST_LETTER
        top = self.height / 2 - 54 if is_flat else max(POSTAGE_HEIGHT, self.height - READ_FROM)
        bottom = self.height / 2 if is_flat else self.height - CLEAR_FOOT
        return Box(self.width - LEFT_LIMIT, top, self.width - RIGHT_EDGE, bottom)

    @property
    def sender(self) -> Box:
        """Where the return address stands: beside the stamp, above everything else."""
        return Box(EDGE, RETURN_TOP, self.width - POSTAGE_WIDTH, RETURN_BOTTOM)


def _face(envelope: Envelope) -> Face:
    short, long = sorted((envelope.width, envelope.height))
    return Face(envelope.name.upper(), long, short, envelope.source)


SIZES = {face.name: face for face in (_face(ENVELOPES[name]) for name in ("c5", "c4", "dl", "#10"))}
USUAL = {"letter": "#10", "a4": "DL"}  # what a sheet folded twice goes into


def envelope_called(name: str, paper: str) -> Face:
    """Return the envelope called *name*, in any case; without a name, the usual one for *paper*.

    Raises:
        CallError: There is no such envelope.
    """
    chosen = SIZES.get(name.upper() if name else USUAL.get(paper, "C5"))
    if chosen is None:
        hint = f"{did_you_mean(name.upper(), SIZES)} Known: {', '.join(SIZES)}.".strip()
        raise CallError([Problem("unknown-size", f"There is no envelope {name!r}.", hint)])
    return chosen
