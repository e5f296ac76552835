"""The letters of a batch with their enclosures and the manifest in one ZIP file.

The same letters make the same bytes: files are in the order of the plan, carry the day of
their letter and are stored as they are, since no two versions of zlib compress alike.
"""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from lettergen.batch.finished_letters import complete, contents
from lettergen.batch.manifest import NAME
from lettergen.batch.report import Report
from lettergen.errors import LetterError
from lettergen.files.writing import unwritable, whole_file

MODE = stat.S_IFREG | 0o644
UNIX = 3
FIRST_DAY = date(1980, 1, 1)  # that a ZIP file can name


def write_zip(report: Report, path: Path, *, force: bool) -> int:
    """Write the ZIP file of a batch to *path*, whole or not at all; return how many files it has.

    Raises:
        LetterError: A letter is missing or was changed, or the file cannot be written.
    """
    lines = complete(report, path)
    last = max(_day(line.file) for line in lines)
    with whole_file(path, replace=force) as file, ZipFile(file, "w", ZIP_STORED) as archive:
        for line in lines:
            for name, content in contents(report, line):
                archive.writestr(_entry(name, _day(line.file)), content)
        archive.writestr(_entry(NAME, last), _manifest(report))
        return len(archive.infolist())


def _day(letter: str) -> date:
    """Return the day on a letter, with which its name begins."""
    return max(FIRST_DAY, date.fromisoformat(letter.partition("_")[0]))


def _entry(name: str, day: date) -> ZipInfo:
    entry = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    entry.external_attr = MODE << 16
    entry.create_system = UNIX
    return entry


def _manifest(report: Report) -> bytes:
    path = report.folder / NAME
    try:
        return path.read_bytes()
    except OSError as error:
        raise LetterError([unwritable(path, error)]) from error
