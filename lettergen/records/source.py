"""A data file: its bytes, its name, its text.

This module opens files, limits their size and decodes them, for every format. A
file that cannot be read as a whole is refused with its name and the place; no
character is ever replaced by a question mark.
"""

from __future__ import annotations

import stat
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lettergen.errors import CallError, DataPlace, Problem
from lettergen.files.nodes import LINE_BREAK, Flaw, Lines

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class DataText:
    """A data file: its *name* as the user gave it, and its bytes."""

    name: str
    data: bytes


def refusal(code: str, message: str, hint: str, place: DataPlace) -> CallError:
    """Return the error for a file that cannot be read as a whole."""
    return CallError([Problem(code, message, hint, data=place)])


def refused(flaws: Iterable[Flaw], file: str) -> CallError:
    """Return the error for a *file* with these *flaws*."""
    return CallError(
        [
            Problem(code, message, hint, data=DataPlace(file, line=line))
            for code, message, hint, line in flaws
        ]
    )


def open_source(path: Path, name: str, limit: int) -> DataText:
    """Read the file at *path*, called *name* in messages.

    Args:
        path: The file.
        name: Its name as the user gave it.
        limit: The most bytes it may have.

    Raises:
        CallError: It is missing, a folder, not readable by this user, or too big.
    """
    place = DataPlace(name)
    try:
        data = _read(path, place, limit)
    except FileNotFoundError as error:
        raise refusal(
            "missing-file",
            "The data file does not exist.",
            "Check its name and folder, or give another one with --data.",
            place,
        ) from error
    except PermissionError as error:
        raise refusal(
            "unreadable-file",
            "You do not have permission to read the data file.",
            "Ask its owner for permission to read it.",
            place,
        ) from error
    except (OSError, ValueError) as error:
        raise refusal(
            "unreadable-file",
            f"The data file cannot be read: {error}.",
            "Copy it to another folder and try again.",
            place,
        ) from error
    return DataText(name, data)


def _read(path: Path, place: DataPlace, limit: int) -> bytes:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        what = "a folder" if stat.S_ISDIR(status.st_mode) else "not a regular file"
        hint = "Name the file itself, such as members.yaml."
        raise refusal("data-not-a-file", f"The data file is {what}.", hint, place)
    # The size is checked first: a read with a limit would reserve that much memory.
    data = path.read_bytes() if status.st_size <= limit else b""
    if max(status.st_size, len(data)) > limit:
        raise refusal(
            "data-too-big",
            f"The data file has more than {limit // MEGABYTE} MB.",
            "Split it into several files, or remove what is not data.",
            place,
        )
    return data


def encoding_of(source: DataText, *, utf_16: bool) -> str:
    """Return the encoding of *source*; UTF-16 if that is accepted and it has the mark."""
    announced = source.data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    return "utf-16" if announced and utf_16 else "utf-8-sig"


def decode(source: DataText, *, hint: str, utf_16: bool = False) -> str:
    """Return the text of *source*, without its byte order mark.

    Args:
        source: The file.
        hint: How a person can save it correctly.
        utf_16: Whether UTF-16 with a byte order mark is accepted too.

    Raises:
        CallError: A byte does not fit the encoding, or is NUL.
    """
    try:
        text = source.data.decode(encoding_of(source, utf_16=utf_16))
    except UnicodeDecodeError as error:
        raise _wrong_byte(source, error, hint) from error
    if (index := text.find("\0")) >= 0:
        line, column = Lines(text).at(index)
        message = f"Line {line}, column {column} has the character NUL, which text cannot contain."
        raise refusal("wrong-encoding", message, hint, DataPlace(source.name, line=line))
    return text


def _wrong_byte(source: DataText, error: UnicodeDecodeError, hint: str) -> CallError:
    # The utf-8-sig codec counts from after the byte order mark, so the error's object is read.
    before = error.object[: error.start].decode(error.encoding, errors="ignore")
    line = len(LINE_BREAK.findall(before)) + 1
    offset = len(source.data) - len(error.object) + error.start
    wrong = "UTF-16" if error.encoding.startswith("utf-16") else "UTF-8"
    message = (
        f"Byte {offset + 1} of the file, on line {line}, is 0x{error.object[error.start]:02X}, "
        f"which is not {wrong}."
    )
    return refusal("wrong-encoding", message, hint, DataPlace(source.name, line=line))
