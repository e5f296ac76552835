"""Which files a letter is made from, and when one of them was saved."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from watchfiles import Change, awatch

from lettergen.files import paths

QUIET = 10  # milliseconds without another change: an editor writes, renames and deletes at once
LONGEST_NOISE = 200  # milliseconds until a change is told, however many others follow
OF_NO_LETTER = (".pdf", ".jsonl", "~", ".tmp", ".swp")
PASSING = (".", "~$", "#")
"""How the files begin that editors and office programs keep only while they work."""


def concerns_a_letter(_change: Change, path: str) -> bool:
    """Return whether a letter may be made from the file at *path*."""
    name = path.replace("\\", "/").rpartition("/")[2]
    return not name.startswith(PASSING) and not name.endswith(OF_NO_LETTER)


async def watch(
    office: Path, data: Path | None, changed: Callable[[], None], stop: asyncio.Event
) -> None:
    """Call *changed* each time something that letters are made from was saved, until *stop*.

    Args:
        office: Watched with everything below it, as are the built-in words and letterheads.
        data: A data file outside the office; the folder it stands in is watched.
    """
    kinds = (paths.shipped("templates"), paths.shipped("letterheads"))
    folders = [folder.resolve() for folder in (office, *kinds) if folder.is_dir()]
    watchers = [_watch(folders, changed, stop, deep=True)]
    if data is not None and data.parent.is_dir() and not paths.is_inside(data, office):
        watchers.append(_watch([data.parent.resolve()], changed, stop, deep=False))
    await asyncio.gather(*watchers)


async def _watch(
    folders: list[Path], changed: Callable[[], None], stop: asyncio.Event, *, deep: bool
) -> None:
    """Watch *folders*; where the system has no watch left to give, look again and again."""
    try:
        await _follow(folders, changed, stop, deep=deep, by_looking=False)
    except (OSError, RuntimeError):
        await _follow(folders, changed, stop, deep=deep, by_looking=True)


async def _follow(
    folders: list[Path],
    changed: Callable[[], None],
    stop: asyncio.Event,
    *,
    deep: bool,
    by_looking: bool,
) -> None:
    async for _ in awatch(
        *folders,
        watch_filter=concerns_a_letter,
        debounce=LONGEST_NOISE,
        step=QUIET,
        stop_event=stop,
        recursive=deep,
        force_polling=by_looking,
    ):
        changed()
