"""Nested data, in YAML and JSON: texts, lists and groups, each with its line.

The readers of both formats build the same three kinds of node, at most `MOST_LEVELS` deep.
They report what is wrong with a file as flaws; their caller turns these into problems.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from itertools import chain
from typing import NamedTuple, TypeAlias

MOST_LEVELS = 50
LINE_BREAK = re.compile(r"\r\n|\r|\n")


class Leaf(NamedTuple):
    """One text as typed."""

    text: str
    line: int


class MappingEntry(NamedTuple):
    """One key of a group, as typed, and its value."""

    key: str
    line: int
    node: Node


class Group(NamedTuple):
    """Keys and their values, in order, duplicates included."""

    entries: tuple[MappingEntry, ...]
    line: int


class Items(NamedTuple):
    """A list."""

    nodes: tuple[Node, ...]
    line: int


Node: TypeAlias = Leaf | Group | Items


class Flaw(NamedTuple):
    """A problem of a file, without the file's name."""

    code: str
    message: str
    hint: str
    line: int


def too_deep(line: int) -> Flaw:
    """Return the flaw of lists and groups that are nested too deep."""
    message = f"Lists and groups are nested more than {MOST_LEVELS} deep."
    return Flaw("data-too-deep", message, "Look for a bracket or an indentation too many.", line)


class Lines:
    """The line and column of a character in a text, as an editor counts them."""

    def __init__(self, text: str) -> None:
        # An array of machine integers: a hostile file may consist of line ends.
        self._starts = array("Q", chain([0], (match.end() for match in LINE_BREAK.finditer(text))))

    def line_of(self, index: int) -> int:
        """Return the line, from 1, of the character at *index*."""
        return bisect_right(self._starts, index)

    def at(self, index: int) -> tuple[int, int]:
        """Return line and column, both from 1, of the character at *index*."""
        line = self.line_of(index)
        return line, index - self._starts[line - 1] + 1
