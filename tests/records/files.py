"""Write the data files that the tests read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
import yaml
from openpyxl.worksheet.worksheet import Worksheet

from lettergen.errors import CallError, Problem
from lettergen.records import Record, read_records

Facts = Mapping[str, str]
SHEET = "xl/worksheets/sheet1.xml"
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file byte for byte."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def read(folder: Path, name: str, content: str | bytes) -> tuple[Record, ...]:
    """Write a file and read its records, which call it by its bare name."""
    return read_records(write(folder, name, content), shown_as=name)


def refused(path: Path) -> tuple[Problem, ...]:
    """Return why *path* as a whole is refused."""
    with pytest.raises(CallError) as error:
        read_records(path, shown_as=path.name)
    return error.value.problems


def texts(record: Record) -> dict[str, str]:
    """Return what the record says, path by path."""
    return {path: value.text for path, value in record.values.items()}


def filled(record: Record) -> dict[str, str]:
    """Return what the record says, without what it leaves empty."""
    return {path: text for path, text in texts(record).items() if text}


def codes(record: Record) -> list[str]:
    """Return the codes of the record's problems."""
    return [problem.code for problem in record.problems]


def headings(records: Sequence[Facts]) -> list[str]:
    """Return every path of *records*, once, in order."""
    return list(dict.fromkeys(path for record in records for path in record))


def as_yaml(records: object) -> str:
    """Return nested data as YAML, every text in quotation marks."""
    return yaml.safe_dump(records, default_style='"', allow_unicode=True)


def as_json(records: object) -> str:
    """Return nested data as JSON."""
    return json.dumps(records, ensure_ascii=False, indent=1)


def as_csv(records: Sequence[Facts], delimiter: str = ",") -> str:
    """Return flat records as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    paths = headings(records)
    writer.writerow(paths)
    writer.writerows([record.get(path, "") for path in paths] for record in records)
    return text.getvalue()


def as_xlsx(rows: Sequence[Sequence[Any]]) -> bytes:
    """Return rows as a workbook; a text stays a text, even if it begins with ``=``."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column, None)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    return saved(workbook)


def saved(workbook: openpyxl.Workbook) -> bytes:
    """Return the workbook's bytes."""
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def table_rows(records: Sequence[Facts]) -> list[list[str]]:
    """Return flat records as rows under headings."""
    paths = headings(records)
    return [paths, *([record.get(path, "") for path in paths] for record in records)]


def with_part(workbook: bytes, part: str, content: bytes) -> bytes:
    """Return the workbook with one part replaced or added."""
    result = io.BytesIO()
    with ZipFile(io.BytesIO(workbook)) as old, ZipFile(result, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != part:
                new.writestr(entry.filename, old.read(entry))
        new.writestr(part, content)
    return result.getvalue()


def part_of(workbook: bytes, part: str = SHEET) -> bytes:
    """Return one part of the workbook."""
    with ZipFile(io.BytesIO(workbook)) as archive:
        return archive.read(part)


def sheet_xml(cells: str, *, dimension: str = "", after: str = "") -> bytes:
    """Return the XML of a worksheet with *cells* as its rows."""
    said = f'<dimension ref="{dimension}"/>' if dimension else ""
    return (
        f'<?xml version="1.0"?><worksheet xmlns="{SPREADSHEET}">{said}'
        f"<sheetData>{cells}</sheetData>{after}</worksheet>"
    ).encode()


def with_sheet(cells: str, *, dimension: str = "", after: str = "") -> bytes:
    """Return a workbook whose only sheet has *cells* as its rows."""
    return with_part(as_xlsx([["x"]]), SHEET, sheet_xml(cells, dimension=dimension, after=after))


def row_xml(number: int, values: Sequence[str]) -> str:
    """Return one row of inline texts."""
    letters = "ABCDEFGHIJ"
    cells = "".join(
        f'<c r="{letter}{number}" t="inlineStr"><is><t>{value}</t></is></c>'
        for letter, value in zip(letters, values, strict=False)
    )
    return f'<row r="{number}">{cells}</row>'
