"""What is chosen on the page, and what the office provides for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace

from lettergen.errors import Problem
from lettergen.letterhead import Letterhead
from lettergen.merge.materials import Materials
from lettergen.plan.entries import Entry

LONGEST = 200  # characters of one choice


@dataclass(frozen=True, slots=True)
class Choice:
    """The letter that the page requests; an empty text leaves the choice to the office."""

    template: str
    record: str = ""
    language: str = ""
    letterhead: str = ""
    style: str = ""
    paper: str = ""
    date: str = ""

    @property
    def of_all_records(self) -> Choice:
        """The same choice for any record."""
        return replace(self, record="")


NAMES = tuple(field.name for field in fields(Choice))


def choice_from(asked: Mapping[str, str], usual: Choice) -> Choice:
    """Return the choice of a request; what it leaves out is taken from *usual*."""
    given = {name: asked[name][:LONGEST] for name in NAMES if name in asked}
    return replace(usual, **given)


@dataclass(frozen=True, eq=False)
class Sources:
    """Everything that the letters of one choice are made from, read at one time.

    Attributes:
        entries: The plan, a decision for each record, in the order of the data.
        warnings: By language, the warnings about every letter, such as an unreviewed body.
        offered: The options: names of templates, languages, letterheads, styles, papers.
    """

    entries: tuple[Entry, ...]
    materials: Materials
    letterhead: Letterhead
    warnings: Mapping[str, tuple[Problem, ...]]
    offered: Mapping[str, tuple[str, ...]]


Read = Callable[[Choice], Sources]
"""Reads the office for a choice, or raises LettergenError with every problem found."""
