"""A record: what the data say about one member, as typed by a person.

Every value is text until a declared field gives it a type, so that ``NO``,
``00420``, ``1:30`` and ``1e5`` stay what was typed. Nested data are flat:
the path ``cc.1.name`` names the same fact in YAML, JSON, CSV and XLSX.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lettergen.errors import DataPlace, Problem


@dataclass(frozen=True, slots=True)
class Value:
    """One fact as typed, without stray spaces; an empty text is an empty cell.

    Attributes:
        text: On one line.
        lines: The same with its line ends, for a field that keeps them; empty for one line.
    """

    text: str
    place: DataPlace
    lines: str = ""

    @property
    def typed(self) -> str:
        """The text with the line ends that were typed."""
        return self.lines or self.text


@dataclass(frozen=True, slots=True)
class Record:
    """The facts about one member.

    Attributes:
        id: The record's id; empty when the data give none (then *problems* says so).
        values: Path to value, in the order of the data; list items count from 1.
        place: Where the record begins.
        problems: What is wrong with this record as data; it affects no other record.
    """

    id: str
    values: Mapping[str, Value]
    place: DataPlace
    problems: tuple[Problem, ...] = ()
