"""Sheets, envelopes and their windows, in millimetres from the top left."""

from lettergen.geometry.box import Box
from lettergen.geometry.envelopes import ENVELOPES, Envelope
from lettergen.geometry.folds import FOLDS, Folds
from lettergen.geometry.papers import MM_PER_INCH, PAPERS, POINTS_PER_INCH, Paper, millimetres
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
