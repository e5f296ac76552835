"""Paper, envelopes and their windows, in millimetres from the top left."""

from lettergen.geometry.box import Box
from lettergen.geometry.folds import FOLDS, Folds
from lettergen.geometry.sizes import (
    ENVELOPES,
    MM_PER_INCH,
    PAPERS,
    POINTS_PER_INCH,
    Envelope,
    Paper,
    millimetres,
)
from lettergen.geometry.windows import WINDOWS, Window, window

__all__ = [
    "ENVELOPES",
    "FOLDS",
    "MM_PER_INCH",
    "PAPERS",
    "POINTS_PER_INCH",
    "WINDOWS",
    "Box",
    "Envelope",
    "Folds",
    "Paper",
    "Window",
    "millimetres",
    "window",
]
