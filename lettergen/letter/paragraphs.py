"""Paragraphs: a text that keeps its lines, such as a whole letter that is quoted.

A blank line separates two paragraphs; a single line end is kept. Only a field of the type
``paragraphs`` has such a value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

LINE_END = re.compile(r"\r\n|[\n\v\f\r\x85\u2028\u2029]")
SPACES = re.compile("[^\\S\u00a0\u202f]+")


@dataclass(frozen=True, slots=True, order=True)
class Paragraphs:
    """A text of several lines: its paragraphs, each a tuple of lines, none of them empty."""

    paragraphs: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        """Return the text as typed, with a blank line between paragraphs."""
        return "\n\n".join("\n".join(lines) for lines in self.paragraphs)

    @property
    def one_line(self) -> str:
        """All its words on one line."""
        return " ".join(line for lines in self.paragraphs for line in lines)


def read_paragraphs(text: str) -> Paragraphs:
    """Return the paragraphs of *text*, without stray spaces and without blank lines at its ends."""
    lines = (SPACES.sub(" ", line).strip() for line in LINE_END.split(text))
    return Paragraphs(tuple(tuple(group) for filled, group in groupby(lines, bool) if filled))
