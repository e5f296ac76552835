"""Which saved files make the page look again."""

from __future__ import annotations

import asyncio
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from watchfiles import Change, awatch

from lettergen.preview import watcher
from lettergen.preview.watcher import concerns_a_letter, watch

PATIENCE = 10


@pytest.mark.parametrize(
    ("path", "concerned"),
    [
        ("/office/members.yaml", True),
        ("/office/templates/note/en.md.j2", True),
        ("/office/letterheads/ogp/mark.svg", True),
        ("/office/members.xlsx", True),
        ("/office/~$members.xlsx", False),
        ("/office/.~lock.members.xlsx#", False),
        ("/office/.en.md.j2.swp", False),
        ("/office/en.md.j2~", False),
        ("/office/#en.md.j2#", False),
        ("/office/out/2021-04-27_note_AZE_en.pdf", False),
        ("/office/out/manifest.jsonl", False),
    ],
)
def test_what_concerns_a_letter(path: str, *, concerned: bool) -> None:
    """What letters are made from does; finished letters and editors' own files do not."""
    assert concerns_a_letter(Change.modified, path) is concerned


def save_in_place(path: Path) -> None:
    """Save as simple editors do."""
    path.write_text("new", encoding="utf-8")


def save_by_renaming(path: Path) -> None:
    """Save as careful editors do: write beside it, then rename."""
    beside = path.with_name(".new")
    beside.write_text("new", encoding="utf-8")
    beside.rename(path)


def delete(path: Path) -> None:
    """Delete it."""
    path.unlink()


@pytest.mark.parametrize("save", [save_in_place, save_by_renaming, delete])
@pytest.mark.parametrize("name", ["office/members.yaml", "office/templates/n/en.md.j2", "data.csv"])
def test_a_save_is_told(tmp_path: Path, name: str, save: Callable[[Path], None]) -> None:
    """However an editor saves, and wherever the file stands, the change is told."""
    file = tmp_path / name
    for folder in ("office/templates/n",):
        (tmp_path / folder).mkdir(parents=True)
    for path in (file, tmp_path / "data.csv", tmp_path / "office/lettergen.toml"):
        path.write_text("old", encoding="utf-8")
    told = asyncio.run(changes_of(tmp_path / "office", tmp_path / "data.csv", lambda: save(file)))

    assert told >= 1


def test_without_a_watch_it_looks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system has no watch left to give, a save is told all the same."""

    def scarce(*folders: Path, force_polling: bool, **options: Any) -> Any:
        if not force_polling:
            raise OSError(errno.ENOSPC, "no watch left")
        return awatch(*folders, force_polling=True, **options)

    monkeypatch.setattr(watcher, "awatch", scarce)
    file = tmp_path / "members.yaml"
    file.write_text("old", encoding="utf-8")
    os.utime(file, (0, 0))  # who looks again sees times, in whole seconds

    assert asyncio.run(changes_of(tmp_path, None, lambda: save_in_place(file))) >= 1


def test_finished_letters_are_not_told(tmp_path: Path) -> None:
    """A batch that runs beside the preview does not make the page blink."""
    office = tmp_path / "office"
    office.mkdir()

    def work() -> None:
        for number in range(20):
            (office / f"{number}.pdf").write_bytes(os.urandom(10))
        (office / "lettergen.toml").write_text("the end", encoding="utf-8")

    assert asyncio.run(changes_of(office, None, work)) == 1


async def changes_of(office: Path, data: Path | None, work: Callable[[], None]) -> int:
    """Do *work* while the office is watched; return how often a change was told."""
    stop, changed = asyncio.Event(), asyncio.Event()
    count = 0

    def told() -> None:
        nonlocal count
        count += 1
        changed.set()

    watching = asyncio.create_task(watch(office, data, told, stop))
    await asyncio.sleep(0.4)  # until it watches
    work()
    await asyncio.wait_for(changed.wait(), PATIENCE)
    await asyncio.sleep(0.3)
    stop.set()
    await watching
    return count
