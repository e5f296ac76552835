"""A rectangle on paper or on an envelope."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in millimetres from the top left; empty if *right* is less than *left*."""

    left: float
    top: float
    right: float
    bottom: float

    def shrunk(self, by: float) -> Box:
        """Return the box reduced by *by* millimetres on every side."""
        return Box(self.left + by, self.top + by, self.right - by, self.bottom - by)

    def joined(self, other: Box) -> Box:
        """Return the smallest box that contains both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def meets(self, other: Box, by: float = 0.0) -> bool:
        """Return whether both overlap by more than *by* millimetres in each direction."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > by and down > by

    def away(self, other: Box) -> float:
        """Return the larger of the two gaps to *other*, in millimetres; 0 if they meet."""
        across = max(self.left - other.right, other.left - self.right)
        down = max(self.top - other.bottom, other.top - self.bottom)
        return max(across, down, 0.0)

    def beyond(self, limits: Box) -> float:
        """Return how far this box extends beyond *limits* on the worst side, in mm; else <= 0."""
        return max(
            limits.left - self.left,
            limits.top - self.top,
            self.right - limits.right,
            self.bottom - limits.bottom,
        )

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top
