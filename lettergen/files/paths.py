"""Where files are: the only module that distinguishes a checkout from a wheel.

Templates, letterheads and examples are at the top of a checkout, because
people edit them; a wheel has them inside the package. An office's own folder
takes precedence over the built-in one of the same name.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from unicodedata import normalize

Kind = Literal["templates", "letterheads", "examples"]

PACKAGE = Path(__file__).resolve().parent.parent


def shipped(kind: Kind) -> Path:
    """Return the built-in folder of *kind*."""
    inside = PACKAGE / "_shipped" / kind
    return inside if inside.is_dir() else PACKAGE.parent / kind


def searched(kind: Kind, office: Path | None) -> tuple[Path, ...]:
    """Return the folders that are searched for *kind*, the office's own first."""
    own = (office / kind,) if office else ()
    return (*own, shipped(kind))


def names(kind: Kind, office: Path | None) -> tuple[str, ...]:
    """Return the names to choose from, sorted.

    A folder whose name begins with ``_`` is part of others and cannot be chosen.
    """
    found = {
        folder.name
        for root in searched(kind, office)
        if root.is_dir()
        for folder in root.iterdir()
        if folder.is_dir() and not folder.name.startswith((".", "_"))
    }
    return tuple(sorted(found))


def find(kind: Kind, name: str, office: Path | None) -> Path | None:
    """Return the folder called *name*, or None.

    A name is one folder, never a path; what `names` leaves out is not found.
    """
    if not name or name.startswith((".", "_")) or any(sign in name for sign in "/\\\0"):
        return None
    for root in searched(kind, office):
        if (root / name).is_dir():
            return root / name
    return None


def name_key(name: str) -> str:
    """Return *name* as case-insensitive file systems compare names.

    Ids are compared in this form because files are named after them: ``AZE`` and ``aze`` would
    be one file on some disks.
    """
    return normalize("NFC", name.casefold())


def is_inside(path: Path, folder: Path) -> bool:
    """Return whether *path*, with every link followed, is inside *folder*."""
    return path.resolve().is_relative_to(folder.resolve())
