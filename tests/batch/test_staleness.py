"""The guess, before anything is imported, whether a batch has letters to make."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lettergen.batch.staleness import MEMORY, seems_unchanged
from tests.offices import OGP
from tests.processes import lettergen

CALL = ("batch", "suspension-update")
# Pebble, Markdown, and what lays out and makes letters.
FOR_MAKING = (
    "multiprocessing.forkserver",
    "pebble",
    "lettergen.merge.letter",
    "lettergen.produce",
    "markdown_it",
)
LISTED = f"""
import sys
from lettergen.cli import main
try:
    main()
finally:
    print("imported", [name for name in {FOR_MAKING} if name in sys.modules], file=sys.stderr)
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A copy of the sample office, older than the memory of the batch in its folder `out`."""
    folder = shutil.copytree(OGP, tmp_path / "office")
    (folder / "out").mkdir()
    memory = folder / "out" / MEMORY
    memory.touch()
    later(memory, 60)
    return folder


def later(file: Path, seconds: int) -> None:
    """Give *file* a time of change that is so much later."""
    changed = file.stat().st_mtime + seconds
    os.utime(file, (changed, changed))


def test_unchanged(office: Path) -> None:
    """Where every file is older than the batch, nothing seems to have changed."""
    assert seems_unchanged(office / "out", office, None)
    assert seems_unchanged(office / "out", office, office / "members.yaml")


def test_no_batch(office: Path) -> None:
    """Where no batch was remembered, letters are to be made."""
    assert not seems_unchanged(office / "other", office, None)


@pytest.mark.parametrize(
    "name", ["members.yaml", "lettergen.toml", "templates/own/en.md.j2", "passages/own/AZE.en.md"]
)
def test_a_younger_file(office: Path, name: str) -> None:
    """A file of the office that is younger than the batch is a change."""
    file = office / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    later(file, 120)

    assert not seems_unchanged(office / "out", office, None)


def younger(file: Path) -> None:
    """Make a data file that is younger than the batch."""
    file.touch()
    later(file, 120)


@pytest.mark.parametrize("change", [younger, lambda _: None], ids=["younger", "missing"])
def test_other_data(office: Path, tmp_path: Path, change: Callable[[Path], None]) -> None:
    """So is a data file from elsewhere that is younger, or that nobody can read."""
    file = tmp_path / "others.yaml"
    change(file)

    assert not seems_unchanged(office / "out", office, file)


def test_what_an_unchanged_batch_imports(tmp_path: Path) -> None:
    """A batch that nothing has changed loads nothing that makes letters, and starts no server.

    A wrong guess is harmless: a letter that was spoilt is found and made again.
    """
    office, out = shutil.copytree(OGP, tmp_path / "office"), tmp_path / "out"
    for file in (file for file in office.rglob("*") if file.is_file()):
        later(file, -3600)
    call = (*CALL, "--office", office, "-o", out)
    first = lettergen(*call)
    assert first.returncode == 0, first.stderr

    again = listed(*call)
    letter = next(out.glob("*.pdf"))
    whole = letter.read_bytes()
    letter.write_bytes(whole[:-1])
    mended = listed(*call)

    assert "7 letters are unchanged" in again
    assert "imported []" in again
    assert "6 letters are unchanged" in mended
    assert f"imported {list(FOR_MAKING)}" in mended
    assert letter.read_bytes() == whole


def listed(*arguments: str | Path) -> str:
    """Run a command and return what it tells people, and which of FOR_MAKING it imported."""
    command = [sys.executable, "-c", LISTED, *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return done.stderr
