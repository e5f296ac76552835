"""Output files: whole or not at all, never by accident over another."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lettergen.errors import CallError, LetterError
from lettergen.files.writing import (
    HIDDEN,
    append,
    is_taken,
    make_folder,
    remove_leftovers,
    write_whole,
)
from tests.processes import contents, largest_file, small_disk

OLD, NEW = b"the letter of yesterday", b"the letter of today"
TOO_LARGE = b"x" * 200_000
KILLED_WHILE_WRITING = """
import os, signal, sys
from pathlib import Path
from lettergen.files import writing
os.fsync = lambda descriptor: os.kill(os.getpid(), signal.SIGKILL)
writing.write_whole(Path(sys.argv[1]), b"half", replace=True)
"""


def test_new_file(tmp_path: Path) -> None:
    """A file has all its content, and there is nothing else next to it."""
    write_whole(tmp_path / "a.pdf", NEW, replace=False)

    assert contents(tmp_path) == {"a.pdf": NEW}


@pytest.mark.parametrize("kind", ["file", "folder", "link that leads nowhere"])
def test_nothing_is_replaced_by_accident(tmp_path: Path, kind: str) -> None:
    """An existing file stays as it is, and the message says how to continue."""
    path = tmp_path / "a.pdf"
    if kind == "file":
        path.write_bytes(OLD)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "nowhere")

    with pytest.raises(LetterError) as error:
        write_whole(path, NEW, replace=False)

    assert str(error.value) == (
        f"{path} exists already. Choose another name with -o, or replace it with --force."
    )
    assert is_taken(path)
    assert [one.name for one in tmp_path.iterdir()] == ["a.pdf"]
    assert contents(tmp_path) in ({}, {"a.pdf": OLD})


def test_replacing(tmp_path: Path) -> None:
    """Where it is asked for, a file is replaced; a link is, not the file it leads to."""
    (tmp_path / "a.pdf").write_bytes(OLD)
    (tmp_path / "b.pdf").symlink_to(tmp_path / "a.pdf")

    write_whole(tmp_path / "b.pdf", NEW, replace=True)

    assert contents(tmp_path) == {"a.pdf": OLD, "b.pdf": NEW}


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
@pytest.mark.parametrize("replace", [True, False])
def test_permissions(tmp_path: Path, mask: int, mode: int, replace: bool) -> None:
    """A file gets the permissions that the user's umask gives to every new file."""
    before = os.umask(mask)
    try:
        write_whole(tmp_path / "a.pdf", NEW, replace=replace)
    finally:
        os.umask(before)

    assert (tmp_path / "a.pdf").stat().st_mode & 0o777 == mode


@pytest.mark.parametrize("replace", [True, False])
def test_full_disk(tmp_path: Path, replace: bool) -> None:
    """On a full disk the old file stays whole, no part of the new one is left, and it is said."""
    with small_disk(tmp_path / "disk") as disk:
        write_whole(disk / "small.pdf", OLD, replace=False)  # no other disk is needed for it
        path = disk / ("small.pdf" if replace else "large.pdf")

        with pytest.raises(LetterError, match="No space left on device"):
            write_whole(path, TOO_LARGE, replace=replace)

        assert contents(disk) == {"small.pdf": OLD}


@pytest.mark.parametrize("replace", [True, False])
def test_too_large_a_file(tmp_path: Path, replace: bool) -> None:
    """The same if the system does not let a file grow, which needs no separate disk."""
    (tmp_path / "small.pdf").write_bytes(OLD)
    path = tmp_path / ("small.pdf" if replace else "large.pdf")

    with largest_file(1000), pytest.raises(LetterError, match=r"cannot be written: File too large"):
        write_whole(path, TOO_LARGE, replace=replace)

    assert contents(tmp_path) == {"small.pdf": OLD}


@pytest.mark.parametrize("folder", ["nowhere", "file", "/proc"])
def test_no_place_to_write(tmp_path: Path, folder: str) -> None:
    """Where nothing can be written, a sentence says so and names the file."""
    (tmp_path / "file").write_bytes(OLD)
    path = tmp_path / folder / "a.pdf"

    with pytest.raises(LetterError) as error:
        write_whole(path, NEW, replace=False)

    (problem,) = error.value.problems
    assert problem.message.startswith(f"{path} cannot be written: ")
    assert "-o" in problem.hint


@pytest.mark.parametrize("number", [errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK])
def test_file_system_without_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """A disk without hard links, such as a memory stick, can be written to."""

    def refuse(*_: object) -> None:
        raise OSError(number, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    write_whole(tmp_path / "a.pdf", OLD, replace=False)
    with pytest.raises(LetterError, match="exists already"):
        write_whole(tmp_path / "a.pdf", NEW, replace=False)

    assert contents(tmp_path) == {"a.pdf": OLD}


def test_killed_while_writing(tmp_path: Path) -> None:
    """A crash leaves the old file whole and one hidden file, which can be cleared away."""
    path = tmp_path / "a.pdf"
    path.write_bytes(OLD)
    command = [sys.executable, "-c", KILLED_WHILE_WRITING, str(path)]

    killed = subprocess.run(command, check=False)

    assert killed.returncode == -signal.SIGKILL
    hidden = sorted({one.name for one in tmp_path.iterdir()} - {"a.pdf"})
    assert [name.startswith(HIDDEN) for name in hidden] == [True]
    assert path.read_bytes() == OLD
    remove_leftovers(tmp_path)
    assert contents(tmp_path) == {"a.pdf": OLD}


def test_append(tmp_path: Path) -> None:
    """A journal grows at its end."""
    append(tmp_path / "journal", b"one\n", settle=True)
    append(tmp_path / "journal", b"two\n", settle=True)

    assert (tmp_path / "journal").read_bytes() == b"one\ntwo\n"


def test_append_where_nothing_can_grow(tmp_path: Path) -> None:
    """A journal that cannot be kept ends the call with a sentence."""
    with largest_file(5), pytest.raises(CallError, match=r"journal cannot be written"):
        append(tmp_path / "journal", b"one line of it\n", settle=True)


def test_make_folder(tmp_path: Path) -> None:
    """A folder is made with its parents; one that is there is left as it is."""
    make_folder(tmp_path / "a" / "b")
    (tmp_path / "a" / "b" / "c").write_bytes(OLD)
    make_folder(tmp_path / "a" / "b")

    assert contents(tmp_path) == {"a/b/c": OLD}


@pytest.mark.parametrize("path", ["file", "file/below", "file/below/it"])
def test_a_file_in_the_way(tmp_path: Path, path: str) -> None:
    """No folder can be made in place of a file, which is reported."""
    (tmp_path / "file").write_bytes(OLD)

    with pytest.raises(CallError, match=r"is not a folder\. Choose another with -o\."):
        make_folder(tmp_path / path)

    assert contents(tmp_path) == {"file": OLD}


def test_no_folder_can_be_made() -> None:
    """What the system refuses is reported as a problem."""
    with pytest.raises(CallError, match=r"/proc/letters cannot be written"):
        make_folder(Path("/proc/letters"))


def test_stands_for_names_that_cannot_be(tmp_path: Path) -> None:
    """A name that no file can have is not taken."""
    assert is_taken(tmp_path)
    assert not is_taken(tmp_path / ("x" * 300))
    assert not is_taken(tmp_path / "a\0b")
