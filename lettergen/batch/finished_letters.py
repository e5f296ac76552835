"""The finished letters of a batch, read back from its folder for one file of them all.

Such a file is made of every letter or not at all: one that lacks some looks like one that
has them all. What is read back must be what was made.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from lettergen.batch.manifest import Line, Status
from lettergen.batch.report import Report
from lettergen.errors import LetterError, Problem
from lettergen.files.writing import is_taken


def complete(report: Report, path: Path) -> tuple[Line, ...]:
    """Return the lines of all letters, in the order of the plan, for the file *path*.

    Raises:
        LetterError: One of them is missing, or there is none.
    """
    made = tuple(line for line in report.lines if line.status is Status.MADE)
    failed = len(report.failed)
    if made and not failed:
        return made
    why = (
        f"{failed} of {len(made) + failed} letters are missing" if failed else "there is no letter"
    )
    hint = "Fix what is named above, or leave those records out with --where, and run it again."
    if is_taken(path):
        hint += " The existing file is from an earlier run."
    raise LetterError([Problem("incomplete", f"{path} was not made: {why}.", hint)])


def contents(report: Report, line: Line) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of a letter, then of each of its enclosures.

    Raises:
        LetterError: A file is not there or is not what the batch wrote.
    """
    yield line.file, _read(report.folder / line.file, line.sha256)
    for one in line.enclosures:
        yield one.file, _read(report.folder / one.file, one.sha256)


def _read(path: Path, digest: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        problem = f"{path} cannot be read: {error.strerror}."
    else:
        if sha256(content).hexdigest() == digest:
            return content
        problem = f"{path} was changed after it was made."
    raise LetterError([Problem("changed-letter", problem, "Run the same command again.")])
