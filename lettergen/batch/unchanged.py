"""What the letters in a folder were made from, in one hash: a batch that nothing has changed.

A thousand letters are found unchanged without reading a record, when all that went in is what
went in then and every file is as it was written. Nothing is remembered of a batch of which
anything was wrong: the next run looks again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel, ValidationError

from lettergen.batch.folder import BatchFolder
from lettergen.batch.letter_keys import enclosed, file_digest
from lettergen.batch.manifest import Line, Status, is_as_written
from lettergen.batch.report import Report
from lettergen.batch.staleness import MEMORY
from lettergen.errors import LettergenError
from lettergen.files.digest import digest_of_file
from lettergen.files.writing import write_whole
from lettergen.plan.entries import Entry, chosen, languages_in


class _Written(BaseModel):
    """The file `.inputs.json` of a batch's folder.

    Attributes:
        day: The day that the word today meant, if anybody wrote it; an ISO date.
        enclosed: The office's files that went along, and the SHA-256 of each.
        languages: Those that its letters were written in.
        manifest: The SHA-256 of the manifest that came of it.
    """

    digest: str
    day: str
    languages: tuple[str, ...]
    enclosed: dict[str, str]
    manifest: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """What goes into a batch.

    Attributes:
        digest: Of all that is known before the records are read.
        office: The office's folder.
        today: Returns the day that the word today means; an ISO date.
        has_asked: Returns whether that word was used.
    """

    digest: str
    office: Path
    today: Callable[[], str]
    has_asked: Callable[[], bool]

    def unchanged(self, path: Path, kind: Mapping[str, str]) -> Report | None:
        """Return the report of the batch in the folder at *path*, if nothing has changed since.

        Raises:
            CallError: The folder is in use, or another batch's.
        """
        written = _read(path / MEMORY)
        if written is None or not self._are(written):
            return None
        folder = BatchFolder(path, kind)
        with folder.opened():
            lines = folder.manifest.lines
            made = [line for line in lines if line.status is Status.MADE]
            is_whole = digest_of_file(folder.manifest.path) == written.manifest
            if is_whole and all(is_as_written(path, line) for line in made):
                kept = tuple(replace(line, kept=line.status is Status.MADE) for line in lines)
                return Report(path, kept, frozenset(written.languages))
        return None

    def remember(self, path: Path, entries: Sequence[Entry], lines: Iterable[Line]) -> None:
        """Write down what went into the batch in the folder at *path*, unless anything is wrong."""
        file = path / MEMORY
        if any(line.problems or line.status is Status.FAILED for line in lines):
            file.unlink(missing_ok=True)
            return
        files = {file for entry in chosen(entries) for file in enclosed(entry)}
        written = _Written(
            digest=self.digest,
            day=self.today() if self.has_asked() else "",
            languages=tuple(sorted(languages_in(entries))),
            enclosed={name: file_digest(self.office, name) for name in sorted(files)},
            manifest=digest_of_file(BatchFolder(path, {}).manifest.path),
        )
        with suppress(LettergenError):  # then the next run looks again, no more
            write_whole(file, written.model_dump_json().encode(), replace=True)

    def _are(self, written: _Written) -> bool:
        return (
            self.digest == written.digest
            and (not written.day or written.day == self.today())
            and all(file_digest(self.office, name) == one for name, one in written.enclosed.items())
        )


def _read(file: Path) -> _Written | None:
    try:
        return _Written.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return None
