"""A file that cannot be opened or decoded is refused with the place and the next step."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lettergen.errors import CallError
from lettergen.records import source as source_module
from lettergen.records.source import DataText, decode, open_source


def refused_code(path: Path, limit: int = 100) -> str:
    """Return the code with which opening *path* is refused."""
    with pytest.raises(CallError) as error:
        open_source(path, "members.csv", limit)
    assert str(error.value).startswith("members.csv: ")
    return error.value.problems[0].code


def test_missing(tmp_path: Path) -> None:
    """A file that is not there is named as it was given, not as a path of this machine."""
    assert refused_code(tmp_path / "absent.csv") == "missing-file"


def test_folder(tmp_path: Path) -> None:
    """A folder is not a data file."""
    assert refused_code(tmp_path) == "data-not-a-file"


def test_pipe(tmp_path: Path) -> None:
    """A pipe is refused instead of waited for."""
    os.mkfifo(tmp_path / "pipe.csv")

    assert refused_code(tmp_path / "pipe.csv") == "data-not-a-file"


def test_name_too_long(tmp_path: Path) -> None:
    """A name that no disk can hold is a plain problem."""
    assert refused_code(tmp_path / ("x" * 5000)) == "unreadable-file"


def test_nul_in_name(tmp_path: Path) -> None:
    """A name with NUL in it is a plain problem."""
    assert refused_code(tmp_path / "a\0b.csv") == "unreadable-file"


def test_not_permitted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that this user cannot read is refused; the test drops the right that root has."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"id")

    def closed(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(source_module, "_read", closed)
    assert refused_code(path) == "unreadable-file"


@pytest.mark.parametrize(("size", "is_refused"), [(100, False), (101, True)])
def test_too_big(tmp_path: Path, size: int, is_refused: bool) -> None:
    """A file may have just as many bytes as the limit says."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" * size)

    if is_refused:
        assert refused_code(path) == "data-too-big"
    else:
        assert len(open_source(path, "a.csv", 100).data) == size


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_wrong_byte(start: bytes) -> None:
    """A byte that is not UTF-8 is named with its line and its number in the file."""
    data = start + "id,name\r\nXAA,Zoë\r\n".encode("cp1252")

    with pytest.raises(CallError) as error:
        decode(DataText("a.csv", data), hint="Save it again.")

    (problem,) = error.value.problems
    assert problem.code == "wrong-encoding"
    assert problem.data
    assert problem.data.line == 2
    assert problem.message == (
        f"Byte {len(start) + 16} of the file, on line 2, is 0xEB, which is not UTF-8."
    )


def test_wrong_utf_16() -> None:
    """Lines are counted rightly in UTF-16 too: a line end is one, of two characters."""
    with pytest.raises(CallError, match="on line 3, is 0x0A, which is not UTF-16"):
        decode(DataText("a.csv", "id\r\nXAA\r\n".encode("utf-16") + b"\n"), hint="", utf_16=True)


def test_nul() -> None:
    """NUL is refused with its line and column."""
    with pytest.raises(CallError, match="Line 2, column 3 has the character NUL"):
        decode(DataText("a.csv", b"id\nXA\0\n"), hint="")
