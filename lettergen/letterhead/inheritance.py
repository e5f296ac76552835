"""A folder that is like another one: what it does not say itself, it takes from there.

So a letterhead on other paper is three lines, and form A of a house style is what differs
from form B.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lettergen.letterhead.folder import LetterheadFolder

LIKE = "like"
Table = dict[str, Any]


def read_like(
    folder: LetterheadFolder, file: str, find: Callable[[str], LetterheadFolder]
) -> tuple[Table, tuple[LetterheadFolder, ...]]:
    """Read the settings *file* of *folder* and of the folders it is like.

    Args:
        find: Returns the folder of a name, or raises CallError.

    Returns:
        The settings, its own before those it is like; and the folders in the same order.

    Raises:
        CallError: A file cannot be read, ``like`` names nothing, or leads back in a circle.
    """
    table: Table = {}
    folders: list[LetterheadFolder] = []
    while True:
        folders.append(folder)
        below = folder.settings(file).read()
        like = below.pop(LIKE, None)
        table = _over(table, below)
        if like is None:
            return table, tuple(folders)
        if not isinstance(like, str):
            hint = f'Write {LIKE} = "the name of another one".'
            raise folder.refusal("bad-setting", file, f"{LIKE!r} is not a text.", hint, LIKE)
        folder = find(like)
        if folder in folders:
            message = f"{folder.name} is like itself, by way of {LIKE!r}."
            hint = "Let one of them stand on its own."
            raise folders[-1].refusal("endless-likeness", file, message, hint, LIKE)


def _over(own: Table, below: Table) -> Table:
    """Return *own* with what only *below* says; tables are joined key by key."""
    joined = below | own
    for key, value in below.items():
        if isinstance(value, dict) and isinstance(own.get(key), dict):
            joined[key] = _over(own[key], value)
    return joined
