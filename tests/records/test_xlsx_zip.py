"""An archive made to do harm is refused before anything in it is unpacked."""

from __future__ import annotations

import io
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from lettergen.errors import CallError
from lettergen.records.source import DataText
from lettergen.records.xlsx_zip import OLE_FILE, open_archive
from tests.records.files import as_xlsx, with_part
from tests.records.measure import FEW, few_calls, megabytes

ZEROS = b"0" * 1_000_000


def archive_of(parts: dict[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    """Return a ZIP archive."""
    content = io.BytesIO()
    with ZipFile(content, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def refusal_of(data: bytes) -> tuple[str, str]:
    """Return code and message with which the archive is refused."""
    with pytest.raises(CallError) as error:
        open_archive(DataText("a.xlsx", data))
    (problem,) = error.value.problems
    return problem.code, problem.message


def zip_bomb() -> bytes:
    """Return an archive of 1.3 MB that unpacks to 300 MB."""
    content = io.BytesIO()
    with (
        ZipFile(content, "w", ZIP_DEFLATED, compresslevel=1) as archive,  # quickly made
        archive.open("a.xml", "w") as part,
    ):
        for _ in range(300):
            part.write(ZEROS)
    return content.getvalue()


def test_a_good_workbook() -> None:
    """What openpyxl writes is opened."""
    assert open_archive(DataText("a.xlsx", as_xlsx([["id"]]))).namelist()


def test_zip_bomb() -> None:
    """300 MB in 1.3 MB are refused in a few calls and 5 MB: without being unpacked."""
    bomb = zip_bomb()

    with few_calls(FEW):
        assert refusal_of(bomb) == (
            "xlsx-unsafe",
            "The workbook unpacks to 300 MB; at most 100 MB are read.",
        )
    assert megabytes(lambda: refusal_of(bomb)) < 5


@pytest.mark.parametrize(
    ("parts", "method", "says"),
    [
        ({"a.xml": ZEROS * 2}, ZIP_DEFLATED, "unpacks to"),
        ({f"{n}.xml": b"" for n in range(1001)}, ZIP_STORED, "has 1001 parts"),
        ({"../a.xml": b""}, ZIP_STORED, "points outside"),
        ({"xl/..\\a.xml": b""}, ZIP_STORED, "points outside"),
        ({"a.xml": b"x"}, ZIP_BZIP2, "compressed in an unsupported way"),
        ({"a.xml": b"<!DOCTYPE x><x/>"}, ZIP_DEFLATED, "declares a DOCTYPE"),
        ({"a.rels": "<!DOCTYPE x><x/>".encode("utf-16")}, ZIP_DEFLATED, "declares a DOCTYPE"),
    ],
)
def test_unsafe(parts: dict[str, bytes], method: int, says: str) -> None:
    """Ratios, numbers, names and methods that no spreadsheet writes are refused."""
    code, message = refusal_of(archive_of(parts, method))

    assert code == "xlsx-unsafe"
    assert says in message


def test_limits_are_not_met_by_honest_files() -> None:
    """A thousand parts, and 1 MB of zeros, are opened."""
    parts = {f"{n}.xml": b"" for n in range(999)} | {"zeros.xml": ZEROS}

    assert len(open_archive(DataText("a.xlsx", archive_of(parts))).namelist()) == 1000


def broken() -> bytes:
    """Return a workbook in which one byte of a packed part is wrong."""
    data = bytearray(archive_of({"a.xml": bytes(range(256)) * 20}))
    data[60] ^= 0xFF
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "it is empty"),
        (b"id,name\n", "not a complete XLSX file"),
        (as_xlsx([["id"]])[:-30], "not a complete XLSX file"),
        (OLE_FILE + b"\0" * 500, "protected by a password"),
        (broken(), "not a complete XLSX file"),
    ],
)
def test_damaged(data: bytes, says: str) -> None:
    """What is no archive, or a broken one, is refused with the likely reason."""
    code, message = refusal_of(data)

    assert code == "xlsx-damaged"
    assert says in message


def test_encrypted() -> None:
    """An archive whose parts are encrypted is refused."""
    data = bytearray(with_part(as_xlsx([["id"]]), "a.xml", b"x"))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1

    assert "compressed in an unsupported way" in refusal_of(bytes(data))[1]
