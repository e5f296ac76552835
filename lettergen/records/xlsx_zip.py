"""Check an XLSX file as a ZIP archive before anything in it is read.

An archive of a few kilobytes can unpack to gigabytes, and XML may define
entities that do the same; this module finds both in the archive's list and in
the bytes of its parts. Python's zipfile never unpacks more of an entry than the
list says, so the sizes in the list are reliable.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from lettergen.errors import CallError, DataPlace
from lettergen.records.source import MEGABYTE, DataText, refusal

MOST_ENTRIES = 1_000
MOST_UNPACKED = 100 * MEGABYTE
MOST_RATIO = 100
RATIO_COUNTS_FROM = MEGABYTE
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
IS_ENCRYPTED = 0x1
OLE_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
HINT = "Open the file in Excel or LibreOffice and save it again as 'Excel Workbook (.xlsx)'."


def open_archive(source: DataText) -> ZipFile:
    """Return the archive, checked; it is read from memory, so that it cannot change meanwhile.

    Raises:
        CallError: It is not a ZIP archive, or is made to do harm.
    """
    try:
        archive = ZipFile(BytesIO(source.data))
        complaints = list(_complaints(archive.infolist()))
        if not complaints:
            complaints = list(_part_complaints(archive))
    except Exception as error:  # a broken archive makes zipfile fail in many ways
        raise damaged(source, _why_no_archive(source)) from error
    if complaints:
        raise refusal("xlsx-unsafe", complaints[0], HINT, DataPlace(source.name))
    return archive


def damaged(source: DataText, why: str) -> CallError:
    """Return the error for a workbook that cannot be read."""
    return refusal(
        "xlsx-damaged", f"The workbook cannot be read: {why}.", HINT, DataPlace(source.name)
    )


def _why_no_archive(source: DataText) -> str:
    if source.data.startswith(OLE_FILE):
        return "it is protected by a password, or an old .xls file under a new name"
    return "it is not a complete XLSX file" if source.data else "it is empty"


def _complaints(entries: list[ZipInfo]) -> Iterator[str]:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES:
        yield f"The workbook has {len(entries)} parts; at most {MOST_ENTRIES} are read."
    if unpacked > MOST_UNPACKED:
        yield (
            f"The workbook unpacks to {unpacked // MEGABYTE} MB; "
            f"at most {MOST_UNPACKED // MEGABYTE} MB are read."
        )
    for entry in entries:
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > RATIO_COUNTS_FROM and ratio > MOST_RATIO:
            yield (
                f"The workbook's part {entry.filename[:80]!r} unpacks to {ratio:.0f} times its "
                f"size; no table does that."
            )
        if ".." in entry.filename.replace("\\", "/").split("/"):
            yield f"The workbook's part {entry.filename[:80]!r} points outside the workbook."
        if entry.flag_bits & IS_ENCRYPTED or entry.compress_type not in METHODS:
            yield (
                f"The workbook's part {entry.filename[:80]!r} is encrypted or compressed in an "
                f"unsupported way."
            )


def _part_complaints(archive: ZipFile) -> Iterator[str]:
    """Read every XML part once, which proves that it is complete; XLSX allows no DOCTYPE."""
    for entry in archive.infolist():
        if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
            content = archive.read(entry)
            if any(doctype in content for doctype in DOCTYPES):
                yield f"The workbook's part {entry.filename[:80]!r} declares a DOCTYPE."
