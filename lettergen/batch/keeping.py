"""Which letters of an earlier batch are kept: unchanged letters are not rendered again.

A letter is kept when it was made without a problem from what has the same key now, and its file
and its enclosures are still those that were written then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lettergen.batch.manifest import Line, is_as_written
from lettergen.fields.names import is_blind
from lettergen.merge.letter import merge
from lettergen.merge.materials import Materials
from lettergen.plan.entries import Entry


@dataclass(frozen=True, slots=True)
class Keeping:
    """What an earlier batch left in *folder*.

    Attributes:
        lines: File name to what the manifest says of that letter.
    """

    folder: Path
    lines: Mapping[str, Line]
    materials: Materials

    def kept(self, entry: Entry, name: str, key: str) -> Line | None:
        """Return the line of the letter of *entry* in the file *name*, if it is kept."""
        line = self.lines.get(name)
        if line is None or line.key != key or line.id != entry.record.id:
            return None
        if entry.problems or entry.record.problems or self._blind_complaint(entry):
            return None
        return replace(line, kept=True) if is_as_written(self.folder, line) else None

    def _blind_complaint(self, entry: Entry) -> bool:
        """Return whether anything is wrong with blind copies, which are in no key."""
        is_asked = any(is_blind(path) for path in entry.record.values)
        return is_asked and bool(merge(entry, self.materials).problems)
