"""Enclosures: the office's files, copied into the letter's folder under its name and a number."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from lettergen.batch.file_names import enclosure_name
from lettergen.batch.manifest import EnclosureCopy
from lettergen.errors import LetterError, Problem
from lettergen.files import paths
from lettergen.letter.letter import Enclosure


def enclosure_copies(
    letter: str, enclosures: Iterable[Enclosure], office: Path
) -> list[tuple[EnclosureCopy, bytes]]:
    """Return, for each enclosure that is a file, its copy for the folder of the file *letter*.

    Raises:
        LetterError: A file is not there, cannot be read or is outside the office.
    """
    copies = []
    for number, enclosure in enumerate(enclosures, start=1):
        if enclosure.file:
            content = _read(office, enclosure.file)
            name = enclosure_name(letter, number, enclosure.file)
            copy = EnclosureCopy(enclosure.title, name, sha256(content).hexdigest())
            copies.append((copy, content))
    return copies


def _read(office: Path, file: str) -> bytes:
    try:
        if paths.is_inside(office / file, office):
            return (office / file).read_bytes()
        reason = "it is outside the office's folder"
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be a file's"
    message = f"The enclosure {file!r} cannot be taken: {reason}."
    hint = "Put it into the office's folder, or correct its name in the record."
    raise LetterError([Problem("missing-enclosure", message, hint)])
