"""A letter's key: the hash of all that decides its bytes, but for its blind copies.

What the letters of a batch share (words, office, tables, look, this machine) is hashed once.
To it come the letter's day and languages, its record's facts, its passages and the files that go
along. Blind copies decide no byte of a letter, and no hash may give them away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path

from lettergen.fields.names import is_blind
from lettergen.files.digest import digest, digest_of_file
from lettergen.letterhead import Letterhead
from lettergen.machine.fingerprint import Fingerprint
from lettergen.merge.materials import Materials
from lettergen.office.passages import Passages
from lettergen.plan.enclosures import is_enclosable, is_enclosed
from lettergen.plan.entries import Entry


@dataclass(frozen=True, slots=True)
class OwnInputs:
    """What decides one letter of a batch and no other.

    Attributes:
        languages: Its own, and that of its translation.
        facts: Path to text as it was typed, without those of blind copies.
        passages: The office's passages for it, in each of its languages.
        enclosed: The SHA-256 of each file that goes along.
    """

    date: date | None
    languages: tuple[str, ...]
    record_language: str
    facts: Mapping[str, str]
    passages: Passages
    enclosed: Sequence[str]


class Keys:
    """The keys of a batch's letters.

    Attributes:
        shared: The hash of all that the letters share.
    """

    def __init__(self, materials: Materials, letterhead: Letterhead, machine: Fingerprint) -> None:
        self._materials = materials
        # Each file is read once a batch: the next batch of the same process looks again.
        self._file_digest = cache(partial(file_digest, materials.office.folder))
        self.shared = digest(replace(materials, passages={}), letterhead, machine)

    def key(self, entry: Entry) -> str:
        """Return the key of the letter of *entry*."""
        given = entry.record.values
        own = OwnInputs(
            entry.date,
            entry.languages,
            entry.record_language,
            {path: given[path].typed for path in given if not is_blind(path)},
            self._materials.for_letter(entry).passages,
            [self._file_digest(file) for file in enclosed(entry)],
        )
        return digest(self.shared, own)


def enclosed(entry: Entry) -> list[str]:
    """Return the names of the files that the record encloses, as typed."""
    given = entry.record.values
    return [given[path].text for path in given if is_enclosed(path) and given[path].text]


def file_digest(folder: Path, file: str) -> str:
    """Return the SHA-256 of an enclosed *file*; empty when it is none of the office's *folder*."""
    try:
        inside = is_enclosable(folder / file, folder)
        return digest_of_file(folder / file) if inside else ""
    except (OSError, ValueError):
        return ""
