"""Read a file of member data into records, or report problems with file, line and cell.

    file -> text -> nodes (YAML, JSON) or rows (CSV, XLSX) -> facts -> records

Every value stays the text that was typed, and the same facts in any of the
four formats make equal records. A problem in one record affects only that
record; a file is refused only if it cannot be read as a whole.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lettergen.errors import DataPlace
from lettergen.records.record import Record, Value
from lettergen.records.source import MEGABYTE, DataText, open_source, refusal

__all__ = ["Record", "Value", "read_records"]

SUFFIXES = (".yaml", ".yml", ".json", ".csv", ".xlsx")
XLSX_MOST_BYTES = 100 * MEGABYTE
Reader = Callable[[DataText], tuple[Record, ...]]


def _reader(suffix: str) -> tuple[Reader, int]:
    """Return the reader for files with that *suffix*, and the most bytes a file may have.

    Only that reader is imported: reading YAML does not wait 0.2 s for openpyxl.
    """
    match suffix:
        case ".json":
            from lettergen.records.json_file import JSON_MOST_BYTES, read_json  # noqa: PLC0415

            return read_json, JSON_MOST_BYTES
        case ".csv":
            from lettergen.records.csv_file import CSV_MOST_BYTES, read_csv  # noqa: PLC0415

            return read_csv, CSV_MOST_BYTES
        case ".xlsx":
            from lettergen.records.xlsx_file import read_xlsx  # noqa: PLC0415

            return read_xlsx, XLSX_MOST_BYTES
        case _:
            from lettergen.records.yaml_file import YAML_MOST_BYTES, read_yaml  # noqa: PLC0415

            return read_yaml, YAML_MOST_BYTES


def read_records(path: Path, *, shown_as: str | None = None) -> tuple[Record, ...]:
    """Return the records of the data file at *path*, in the order of the file.

    Args:
        path: A .yaml, .yml, .json, .csv or .xlsx file.
        shown_as: The file's name in problems; *path* itself unless given.

    Raises:
        CallError: The file as a whole cannot be read. What is wrong with one record is in
            that record's problems instead.
    """
    name = shown_as or str(path)
    suffix = path.suffix.lower()
    if path.is_dir():
        message, hint = "The data file is a folder.", "Name a file in it with --data."
        raise refusal("data-not-a-file", message, hint, DataPlace(name))
    if suffix not in SUFFIXES:
        raise refusal(
            "data-suffix",
            f"The data file has {f'the unsupported suffix {suffix!r}' if suffix else 'no suffix'}.",
            f"Save it as one of {', '.join(SUFFIXES)}.",
            DataPlace(name),
        )
    read, limit = _reader(suffix)
    return read(open_source(path, name, limit))
