"""A guess, made before anything is imported: will a batch have a letter to make?

A batch with letters to make starts the server of workers first of all, and one without need not
wait for it. A wrong guess costs time and never a letter: what is unchanged is found out later,
from what the files hold.
"""

from __future__ import annotations

from pathlib import Path

MEMORY = ".inputs.json"
"""The file in a batch's folder that remembers what went in; written last."""

SOURCES = ("*", "passages/*/*", "templates/*/*", "letterheads/*/*")


def seems_unchanged(folder: Path, office: Path, data: Path | None) -> bool:
    """Return whether the batch in *folder* is younger than the files of *office* and the *data*."""
    found = [file for pattern in SOURCES for file in office.glob(pattern) if file.is_file()]
    sources = [*found, data] if data else found
    try:
        made = (folder / MEMORY).stat().st_mtime_ns
        return all(file.stat().st_mtime_ns < made for file in sources)
    except OSError:  # there is no such batch, or whoever reads the files says what is wrong
        return False
