"""Watch the files that letters are made from, and report when one was saved."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from watchfiles import Change, awatch

from lettergen.files import paths

QUIET = 10  # milliseconds without another change: an editor writes, renames and deletes at once
LONGEST_NOISE = 200  # milliseconds until a change is reported, however many others follow
OF_NO_LETTER = (".pdf", ".jsonl", "~", ".tmp", ".swp")
PASSING = (".", "~$", "#")
"""Prefixes of the temporary files of editors and office programs."""


def concerns_a_letter(_change: Change, path: str) -> bool:
    """Return whether a letter may be made from the file at *path*."""
    name = path.replace("\\", "/").rpartition("/")[2]
    return not name.startswith(PASSING) and not name.endswith(OF_NO_LETTER)


async def watch(
    office: Path, data: Path | None, changed: Callable[[], None], stop: asyncio.Event
) -> None:
    """Call *changed* each time a file that letters are made from is saved, until *stop*.

    Args:
        office: Watched with everything below it, as are the built-in templates and letterheads.
        data: A data file outside the office; its folder is watched.
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
    """Watch *folders*; poll them if the system has no watch left."""
    try:
        await _follow(folders, changed, stop, deep=deep, polling=False)
    except (OSError, RuntimeError):
        await _follow(folders, changed, stop, deep=deep, polling=True)


async def _follow(
    folders: list[Path],
    changed: Callable[[], None],
    stop: asyncio.Event,
    *,
    deep: bool,
    polling: bool,
) -> None:
    async for _ in awatch(
        *folders,
        watch_filter=concerns_a_letter,
        debounce=LONGEST_NOISE,
        step=QUIET,
        stop_event=stop,
        recursive=deep,
        force_polling=polling,
    ):
        changed()
