"""Output files: written whole or not at all, and never over something by accident.

A file is written under a hidden name in its own folder, flushed to the disk, then given
its name in one step. A crash leaves at most a hidden file, which the next batch removes.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from lettergen.errors import CallError, LetterError, Problem

HIDDEN = ".lettergen-"
# What file systems without hard links (FAT, some network shares) answer to os.link.
NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}


def write_whole(path: Path, content: bytes, *, replace: bool, settle: bool = True) -> None:
    """Write *content* to *path* in one step.

    Args:
        replace: Whether a file of that name may be replaced.
        settle: Whether the folder is flushed too; whoever writes many files does it once.

    Raises:
        LetterError: There is such a file, or the disk or the permissions do not allow it.
    """
    with whole_file(path, replace=replace, settle=settle) as file:
        _put(file.fileno(), content, settle=False)


@contextmanager
def whole_file(path: Path, *, replace: bool, settle: bool = True) -> Iterator[BinaryIO]:
    """Give a file to write to, which gets its name *path* in one step when the block is done.

    Raises:
        LetterError: As `write_whole` does; what the block raises itself leaves no file.
    """
    hidden = path.with_name(f"{HIDDEN}{token_hex(8)}")
    try:
        with hidden.open("x+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if replace:
            hidden.replace(path)
        else:
            _give_free_name(hidden, path)
        if settle:
            _flush_folder(path.parent)
    except FileExistsError:
        raise LetterError([file_exists(path)]) from None
    except OSError as error:
        raise LetterError([unwritable(path, error)]) from error
    finally:
        with suppress(OSError):
            hidden.unlink(missing_ok=True)


def append(path: Path, content: bytes, *, settle: bool) -> None:
    """Add *content* at the end of the journal *path*.

    Args:
        settle: Whether it is flushed to the disk, to survive a loss of power too.

    Raises:
        CallError: The disk or the permissions do not allow it.
    """
    try:
        with path.open("ab") as file:
            _put(file.fileno(), content, settle=settle)
    except OSError as error:
        raise CallError([unwritable(path, error)]) from error


def stands(path: Path) -> bool:
    """Return whether something has that name already, be it a link that leads nowhere."""
    return os.path.lexists(path)


def file_exists(path: Path) -> Problem:
    """Return the problem that something stands at *path* already."""
    hint = "Choose another name with -o, or replace it with --force."
    return Problem("file-exists", f"{path} exists already.", hint)


def unwritable(path: Path, error: OSError) -> Problem:
    """Return the problem that the system refuses to write *path*."""
    message = f"{path} cannot be written: {error.strerror}."
    hint = "Free some room, look at the folder's permissions, or choose another folder with -o."
    return Problem("unwritable", message, hint)


def make_folder(path: Path) -> None:
    """Make the folder *path* with its parents, if it is not there.

    Raises:
        CallError: It cannot be made, or is something else than a folder.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        problem = Problem("no-folder", f"{path} is not a folder.", "Choose another with -o.")
        raise CallError([problem]) from None
    except OSError as error:
        raise CallError([unwritable(path, error)]) from error


def remove_leftovers(folder: Path) -> None:
    """Remove what a run that was killed left half written in *folder*."""
    for hidden in folder.glob(f"{HIDDEN}*"):
        with suppress(OSError):
            hidden.unlink()


def _put(descriptor: int, content: bytes, *, settle: bool) -> None:
    """Write all of *content* past every buffer, so that a full disk is told here."""
    while content:
        content = content[os.write(descriptor, content) :]
    if settle:
        os.fsync(descriptor)


def _give_free_name(hidden: Path, path: Path) -> None:
    """Rename *hidden* to *path*, which must be free.

    Raises:
        FileExistsError: It is not.
    """
    try:
        os.link(hidden, path)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        if stands(path):
            raise FileExistsError(errno.EEXIST, "It exists", str(path)) from None
        hidden.rename(path)


def _flush_folder(folder: Path) -> None:
    """Flush a folder's own entry, so that a new name survives a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
