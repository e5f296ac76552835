"""Output files: written whole or not at all, and never over another file by accident.

A file is written under a hidden name in its folder, flushed to the disk, then renamed in
one step. A crash leaves at most a hidden file, which the next batch removes.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from lettergen.errors import CallError, LetterError, Problem, did_you_mean

HIDDEN = ".lettergen-"
# What os.link raises on file systems without hard links (FAT, some network shares).
NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}


def write_whole(path: Path, content: bytes, *, replace: bool, settle: bool = True) -> None:
    """Write *content* to *path* in one step.

    Args:
        replace: Whether a file of that name may be replaced.
        settle: Whether the folder is flushed too; after many files, once is enough.

    Raises:
        LetterError: The file exists and may not be replaced, or the system cannot write it.
    """
    with whole_file(path, replace=replace, settle=settle) as file:
        _put(file.fileno(), content, settle=False)


@contextmanager
def whole_file(path: Path, *, replace: bool, settle: bool = True) -> Iterator[BinaryIO]:
    """Give a file to write to, which gets its name *path* in one step at the end of the block.

    Raises:
        LetterError: As `write_whole`. If the block itself raises, no file is left.
    """
    hidden = _hidden(path)
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
        settle: Whether it is flushed to the disk, to survive a power failure.

    Raises:
        CallError: The system cannot write it.
    """
    try:
        with path.open("ab") as file:
            _put(file.fileno(), content, settle=settle)
    except OSError as error:
        raise CallError([unwritable(path, error)]) from error


def is_taken(path: Path) -> bool:
    """Return whether the name is in use already, even by a broken link."""
    return os.path.lexists(path)


def refuse_output(
    path: Path, what: str, suffixes: Collection[str], *, option: str = "-o", force: bool
) -> None:
    """Check, before any work is done, that *path* can be written.

    Args:
        what: What will be written there, such as ``letter``.
        suffixes: The suffixes allowed, in lower case.
        option: The option that names it.
        force: Whether a file of that name may be replaced.

    Raises:
        CallError: It has another suffix; its folder does not exist or cannot be written to; it is
            a folder; or it exists and may not be replaced.
    """
    if path.suffix.lower() not in suffixes:
        message = f"The {what} cannot be written as {str(path)!r}."
        hint = f"{did_you_mean(path.suffix, suffixes)} End its name in {_either(suffixes)}."
        problem = Problem("bad-output", message, hint.strip())
    elif not _is_folder(path.parent):
        message = f"The folder {str(path.parent)!r} for the {what} does not exist."
        hint = f"Make the folder, or choose another with {option}."
        problem = Problem("no-folder", message, hint)
    elif _is_folder(path):
        hint = f"Choose another name with {option}."
        problem = Problem("bad-output", f"{str(path)!r} is a folder.", hint)
    elif is_taken(path) and not force:
        problem = file_exists(path, option)
    elif error := _refused_by_system(path):
        problem = unwritable(path, error, option)
    else:
        return
    raise CallError([problem])


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # such as a name that is too long
        return False


def _either(words: Collection[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def _refused_by_system(path: Path) -> OSError | None:
    """Return the system's error if no file of that name can be made in its folder.

    Permissions are not enough: a disk may be read-only, and root may write anywhere. So a
    hidden file is made there and removed at once.
    """
    try:
        os.lstat(path)
    except FileNotFoundError:
        pass
    except OSError as error:  # such as a name that is too long
        return error
    hidden = _hidden(path)
    try:
        hidden.touch(exist_ok=False)
        hidden.unlink()
    except OSError as error:
        return error
    return None


def _hidden(path: Path) -> Path:
    """Return a name in the folder of *path* that no other file has."""
    return path.with_name(f"{HIDDEN}{token_hex(8)}")


def file_exists(path: Path, option: str = "-o") -> Problem:
    """Return the problem that *path*, which *option* names, exists already."""
    hint = f"Choose another name with {option}, or replace it with --force."
    return Problem("file-exists", f"{path} exists already.", hint)


def unwritable(path: Path, error: OSError, option: str = "-o") -> Problem:
    """Return the problem that the system cannot write *path*, which *option* names."""
    message = f"{path} cannot be written: {error.strerror}."
    hint = f"Free some space, check the folder's permissions, or choose another with {option}."
    return Problem("unwritable", message, hint)


def make_folder(path: Path) -> None:
    """Make the folder *path* with its parents, unless it exists.

    Raises:
        CallError: It cannot be made, or is not a folder.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        problem = Problem("no-folder", f"{path} is not a folder.", "Choose another with -o.")
        raise CallError([problem]) from None
    except OSError as error:
        raise CallError([unwritable(path, error)]) from error


def remove_leftovers(folder: Path) -> None:
    """Remove the incomplete files that a killed run left in *folder*."""
    for hidden in folder.glob(f"{HIDDEN}*"):
        with suppress(OSError):
            hidden.unlink()


def _put(descriptor: int, content: bytes, *, settle: bool) -> None:
    """Write all of *content* without a buffer, so that a full disk is reported here."""
    while content:
        content = content[os.write(descriptor, content) :]
    if settle:
        os.fsync(descriptor)


def _give_free_name(hidden: Path, path: Path) -> None:
    """Rename *hidden* to *path*, which must be free.

    Raises:
        FileExistsError: The name is taken.
    """
    try:
        os.link(hidden, path)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        if is_taken(path):
            raise FileExistsError(errno.EEXIST, "It exists", str(path)) from None
        hidden.rename(path)


def _flush_folder(folder: Path) -> None:
    """Flush the folder itself, so that a new name survives a power failure."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
