"""The files that a record encloses: which facts name them, and which files are allowed."""

from __future__ import annotations

from pathlib import Path

from lettergen.errors import Problem
from lettergen.fields.declaration import pattern
from lettergen.fields.names import Declared, full_path
from lettergen.files import paths
from lettergen.records import Record

ENCLOSURE = "enclosure"
ENCLOSED = f"{ENCLOSURE}.*.file"


def missing_enclosures(record: Record, declared: Declared, folder: Path) -> list[Problem]:
    """Return a problem for each enclosure that is not a file in the office's *folder*."""
    problems = []
    for path in filter(is_enclosed, record.values):
        value = record.values[path]
        if pattern(full_path(path, declared) or "") != ENCLOSED or not value.text:
            continue
        if not is_enclosable(folder / value.text, folder):
            message = f"The enclosure {value.text!r} is not a file in the office's folder."
            hint = "Put it there, or correct its name."
            problems.append(Problem("missing-enclosure", message, hint, data=value.place))
    return problems


def is_enclosed(path: str) -> bool:
    """Return whether *path*, in its full or in a short form, may name an enclosure's file."""
    return path.startswith(f"{ENCLOSURE}.") and path.endswith(".file")


def is_enclosable(file: Path, folder: Path) -> bool:
    """Return whether *file* is a file inside the office's *folder*."""
    try:
        return file.is_file() and paths.is_inside(file, folder)
    except OSError:  # such as a name that is too long
        return False
