"""Read records from an Excel workbook.

A cell gives what a person sees in it if that is certain: text as typed, a date
as ISO 8601, a whole number without ".0". If it is not certain (a formula that
was never calculated, an error such as ``#N/A``), the cell is a problem of its
record. Rows hidden by a filter are data like the others.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from math import isfinite
from typing import TypeAlias
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from lettergen.errors import CallError, DataPlace, Problem
from lettergen.records.record import Record
from lettergen.records.source import DataText, refusal
from lettergen.records.table import (
    Spreadsheet,
    TableRow,
    check_size,
    empty_file,
    note_columns,
    records_of,
)
from lettergen.records.xlsx_sheet import SheetFacts, look_through
from lettergen.records.xlsx_zip import damaged, open_archive

# Excel writes a character that XML cannot hold as _xHHHH_; a pasted line end is _x000D_.
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
LEADING_ZEROS = re.compile("0{2,}")
MINUTES_PER_HOUR = 60
Flaw: TypeAlias = tuple[str, str, str]  # code, message, hint


@dataclass(frozen=True, slots=True)
class _Worksheet:
    """One visible sheet, with the facts of its XML."""

    sheet: Worksheet
    facts: SheetFacts


def read_xlsx(source: DataText) -> tuple[Record, ...]:
    """Return the records of the one sheet of a workbook that holds data.

    Raises:
        CallError: The workbook cannot be read, has several sheets with data, or has wrong
            headings.
    """
    archive = open_archive(source)
    with warnings.catch_warnings():
        # openpyxl warns about what it leaves out: charts, styles, dates it cannot show. A date
        # that it cannot show arrives as an error value, and is a problem of its record.
        warnings.simplefilter("ignore")
        try:
            worksheet = _only_sheet(archive, source)
            sheet = Spreadsheet(source.name, worksheet.sheet.title)
            check_size(worksheet.facts.last_row, worksheet.facts.last_column, sheet)
            rows = list(_rows(worksheet, source))
            _refuse_merged(worksheet.facts, rows, sheet)
        except CallError:
            raise
        except Exception as error:  # openpyxl raises whatever the XML leads to
            raise damaged(source, f"{type(error).__name__}: {error}"[:200]) from error
    return records_of(rows, sheet)


def _only_sheet(archive: ZipFile, source: DataText) -> _Worksheet:
    """Return the only visible sheet with data; one named ``_…`` is a note."""
    workbook = load_workbook(BytesIO(source.data), read_only=True, data_only=True, keep_links=False)
    # Absent if the program that wrote the file did not set it.
    recalculates = bool(workbook.calculation and workbook.calculation.fullCalcOnLoad)
    if not workbook.worksheets:
        raise damaged(source, "it has no sheets")
    found = []
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible" and not sheet.title.startswith("_"):
            # openpyxl has no public name for the part that contains a sheet.
            part = sheet._worksheet_path  # type: ignore[attr-defined]  # noqa: SLF001 (see above)
            with archive.open(part) as xml:
                facts = look_through(xml, recalculates=recalculates)
            if not facts.is_empty:
                found.append(_Worksheet(sheet, facts))
    if not found:
        raise empty_file(DataPlace(source.name))
    if len(found) > 1:
        raise _several_sheets([worksheet.sheet.title for worksheet in found], source)
    return found[0]


def _several_sheets(titles: list[str], source: DataText) -> CallError:
    names = ", ".join(repr(title) for title in titles)
    return refusal(
        "xlsx-sheets",
        f"The workbook has data in {len(titles)} sheets: {names}.",
        "Keep the records in one sheet; hide the others, or begin their names with '_'.",
        DataPlace(source.name),
    )


def _rows(worksheet: _Worksheet, source: DataText) -> Iterator[TableRow]:
    """Yield the rows as far as the cells reach, whatever size the sheet claims.

    Raises:
        CallError: openpyxl gives fewer values than there are in the sheet.
    """
    facts = worksheet.facts
    given = 0
    rows = worksheet.sheet.iter_rows(
        min_row=1, max_row=facts.last_row, min_col=1, max_col=facts.last_column
    )
    for number, cells in enumerate(rows, start=1):
        given += sum(cell.value is not None for cell in cells)
        yield _row(number, cells, facts)
    if given < facts.values:
        raise damaged(source, f"only {given} of its {facts.values} values could be read")


def _row(number: int, cells: tuple[Cell | MergedCell, ...], facts: SheetFacts) -> TableRow:
    flaws = {
        column: flaw
        for column, cell in enumerate(cells)
        if (flaw := _flaw(cell, (number, column + 1) in facts.uncalculated))
    }
    texts = ["" if column in flaws else _text(cell) for column, cell in enumerate(cells)]
    return TableRow(number, texts, flaws=flaws)


def _flaw(cell: Cell | MergedCell, is_uncalculated: bool) -> Flaw | None:
    if is_uncalculated:
        return (
            "formula-without-value",
            "The cell has a formula that was never calculated.",
            "Open the file in Excel or LibreOffice and save it, or type the value itself.",
        )
    value = cell.value
    if cell.data_type == "e" or (isinstance(value, float) and not isfinite(value)):
        hint = "Fix its formula, or type the value itself."
        return "cell-error", f"The cell shows the error {value}.", hint
    if isinstance(value, str):
        escaped = {int(code, 16) for code in ESCAPED.findall(value)} - set(b"\t\n\r")
        for code in sorted(escaped):
            message = f"The value has the character U+{code:04X} as '_x{code:04X}_'."
            return "control-character", message, "Type the value again by hand."
    return None


def _text(cell: Cell | MergedCell) -> str:
    """Return the value of the cell, as a person would type it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return ESCAPED.sub(" ", value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format))
    if isinstance(value, timedelta):
        return _duration(value)
    return _moment(value) if isinstance(value, date | time) else str(value)


def _number(value: float, number_format: str) -> str:
    if value != int(value):
        return repr(value)
    # A cell formatted 00000 shows 420 as 00420, and that is what its author sees.
    zeros = LEADING_ZEROS.fullmatch(number_format)
    return str(int(value)).zfill(len(zeros[0]) if zeros else 0)


def _moment(value: date | time) -> str:
    """Return ISO 8601 without what is zero: ``2021-04-27``, ``2021-04-27T10:30``, ``10:30``."""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime | time):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    return value.isoformat()


def _duration(value: timedelta) -> str:
    """Return hours and minutes, as the cell shows them: ``25:30``."""
    minutes, seconds = divmod(round(value.total_seconds()), MINUTES_PER_HOUR)
    hours, minutes = divmod(minutes, MINUTES_PER_HOUR)
    return f"{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")


def _refuse_merged(facts: SheetFacts, rows: list[TableRow], sheet: Spreadsheet) -> None:
    """Refuse merged cells among the data: only the first of them holds the value."""
    notes = note_columns(rows)
    problems = [
        Problem(
            "xlsx-merged",
            f"The cells {merged} are merged.",
            "Undo the merge ('Unmerge cells') and write the value into each row it applies to.",
            data=DataPlace(sheet.file, cell=merged.partition(":")[0], sheet=sheet.name),
        )
        for merged in facts.merged
        if _touches_data(merged, facts, notes)
    ]
    if problems:
        raise CallError(problems)


def _touches_data(merged: str, facts: SheetFacts, notes: frozenset[int]) -> bool:
    left, top, right, _ = range_boundaries(merged)
    columns = range(left or 1, min(right or facts.last_column, facts.last_column) + 1)
    return (top or 1) <= facts.last_row and any(column - 1 not in notes for column in columns)
