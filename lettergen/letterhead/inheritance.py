"""A folder with ``like`` takes every setting that it does not give from another folder.

So a letterhead on other paper is three lines, and form A of a house style says only what
differs from form B.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from lettergen.errors import CallError, placed
from lettergen.letterhead.folder import LetterheadFolder

LIKE = "like"
Table = dict[str, Any]


def read_like(
    folder: LetterheadFolder,
    file: str,
    find: Callable[[str], LetterheadFolder],
    names: Iterable[tuple[str, str]] = (),
) -> tuple[Table, tuple[LetterheadFolder, ...]]:
    """Read the settings *file* of *folder* and of the folders that ``like`` names.

    Args:
        find: Returns the folder of a name, or raises CallError.
        names: Pairs of names of the same setting, of which a file may give one.

    Returns:
        The settings, in which those of *folder* win; and the folders, *folder* first.

    Raises:
        CallError: A file cannot be read, gives a setting under two names, or its ``like`` is
            unknown or circular.
    """
    table: Table = {}
    folders: list[LetterheadFolder] = []
    while True:
        folders.append(folder)
        below = folder.settings(file).read()
        like = below.pop(LIKE, None)
        for pair in names:
            _need_one_name(pair, below, folder, file)
            if not table.keys().isdisjoint(pair):
                below = {key: value for key, value in below.items() if key not in pair}
        table = _over(table, below)
        if like is None:
            return table, tuple(folders)
        if not isinstance(like, str):
            hint = f'Write {LIKE} = "the name of another folder".'
            raise folder.refusal("bad-setting", file, f"{LIKE!r} is not a text.", hint, LIKE)
        try:
            folder = find(like)
        except CallError as error:
            raise placed(error, folder.settings(file).place(LIKE)) from None
        if folder in folders:
            message = f"The setting {LIKE!r} is circular: it leads back to {folder.name}."
            hint = f"Remove {LIKE!r} from one of the files."
            raise folders[-1].refusal("endless-likeness", file, message, hint, LIKE)


def _need_one_name(
    pair: tuple[str, str], table: Table, folder: LetterheadFolder, file: str
) -> None:
    name, former = pair
    if table.keys() >= {name, former}:
        message = f"{name!r} and {former!r} are the same setting, and both are given."
        raise folder.refusal("bad-setting", file, message, f"Remove {former!r}.", former)


def _over(own: Table, below: Table) -> Table:
    """Return *own* with the settings that only *below* has; tables are joined key by key."""
    joined = below | own
    for key, value in below.items():
        if isinstance(value, dict) and isinstance(own.get(key), dict):
            joined[key] = _over(own[key], value)
    return joined
