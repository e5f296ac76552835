"""What a batch did, in one small thing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lettergen.batch.manifest import Line, Status
from lettergen.errors import Problem


@dataclass(frozen=True, slots=True)
class Report:
    """What a batch did.

    Attributes:
        lines: One per record, in the order of the plan.
        languages: Those of all letters, in which some are written a second time too.
        superseded: Files of an earlier batch that belong to no letter of this one.
        warnings: What concerns no single letter: the bodies in use that were not reviewed.
    """

    folder: Path
    lines: tuple[Line, ...]
    languages: frozenset[str] = frozenset()
    superseded: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @property
    def made(self) -> tuple[Line, ...]:
        """The records whose letter is there."""
        return tuple(line for line in self.lines if line.status is Status.MADE)

    @property
    def failed(self) -> tuple[Line, ...]:
        """The records whose letter could not be made."""
        return tuple(line for line in self.lines if line.status is Status.FAILED)

    @property
    def kept(self) -> int:
        """How many letters are unchanged and were kept."""
        return sum(line.kept for line in self.lines)
