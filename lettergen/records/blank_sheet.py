"""An empty spreadsheet for a template's records: the headings, ready to fill in.

Every cell is formatted as text, so that Excel keeps what is typed: `00420`, `2021-08`.
The same fields give the same bytes on any day. No data pass through this module.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from lettergen.errors import CallError, Problem
from lettergen.fields.declaration import ITEM, Field, FieldType, pattern
from lettergen.fields.nesting import Schema, schema_of
from lettergen.records.table import MOST_COLUMNS, MOST_ROWS

USUAL_ITEMS = 3
"""How many items of a list get columns if its declaration sets no limit."""

RECORDS, NOTES = "records", "_fields"  # a sheet whose name begins with _ is not read as data
NOTE_HEADINGS = ("name", "type", "required", "description", "example", "options")
NOTE_WIDTHS = (30, 24, 10, 70, 40, 14)  # in characters
NARROWEST, WIDEST = 10, 40  # in characters
AS_TEXT = "@"
WRITTEN = datetime(2000, 1, 1)  # noqa: DTZ001 - openpyxl's times have no zone


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, such as ``cc.2.name``, and its field."""

    heading: str
    field: Field


def columns(fields: Iterable[Field]) -> tuple[Column, ...]:
    """Return the columns of a spreadsheet for *fields*, in the order of their declaration.

    A list gets columns for as many items as it may have; for three if there is no limit.

    Raises:
        CallError: There are more columns than a spreadsheet may have.
    """
    known = tuple(fields)
    found = tuple(_columns(schema_of(known), "", known))
    if len(found) > MOST_COLUMNS:
        message = (
            f"The spreadsheet would have {len(found)} columns; at most {MOST_COLUMNS} are read."
        )
        hint = "Set a smaller at_most for the longest lists in template.toml."
        raise CallError([Problem("sheet-too-wide", message, hint)])
    return found


def csv_sheet(fields: Iterable[Field]) -> bytes:
    """Return the row of headings as CSV; the byte order mark shows Excel that it is UTF-8."""
    text = StringIO(newline="")
    csv.writer(text).writerow([column.heading for column in columns(fields)])
    return text.getvalue().encode("utf-8-sig")


def xlsx_sheet(fields: Iterable[Field]) -> bytes:
    """Return a workbook with the headings, and a second sheet that explains each one.

    A required heading is bold. A field with few answers offers them in a list.
    """
    found = columns(fields)
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 - a new workbook has a sheet
    sheet.title = RECORDS
    sheet.freeze_panes = "B2"
    for number, column in enumerate(found, start=1):
        _write(sheet, 1, number, column.heading, Font(bold=column.field.required))
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.number_format = AS_TEXT
        longest = max(len(column.heading), len(column.field.example)) + 2
        if column.field.type is FieldType.PARAGRAPHS:
            dimension.alignment = Alignment(wrap_text=True, vertical="top")
        dimension.width = min(max(longest, NARROWEST), WIDEST)
    notes = workbook.create_sheet(NOTES)
    for answers in _explained(notes, found):
        sheet.add_data_validation(answers)
    return workbook_bytes(workbook)


def workbook_bytes(workbook: Workbook) -> bytes:
    """Return *workbook* as a file without the time at which it was written."""
    workbook.properties.creator = "lettergen"
    workbook.properties.created = workbook.properties.modified = WRITTEN
    written, timeless = BytesIO(), BytesIO()
    ExcelWriter(workbook, ZipFile(written, "w")).save()
    with ZipFile(written) as parts, ZipFile(timeless, "w", ZIP_DEFLATED) as copy:
        for name in parts.namelist():
            copy.writestr(ZipInfo(name), parts.read(name), ZIP_DEFLATED)
    return timeless.getvalue()


def _columns(node: Schema | Field, path: str, fields: tuple[Field, ...]) -> Iterator[Column]:
    if isinstance(node, Field):
        yield Column(path, node)
    elif ITEM in node:
        for number in range(1, _items(pattern(path), fields) + 1):
            yield from _columns(node[ITEM], f"{path}.{number}", fields)
    else:
        for name, part in node.items():
            yield from _columns(part, f"{path}.{name}" if path else name, fields)


def _items(name: str, fields: Iterable[Field]) -> int:
    """Return how many items of the list *name* get columns."""
    own = [field for field in fields if field.list_name == name]
    limits = [field.at_most for field in own if field.at_most is not None]
    return min(limits) if limits else max(USUAL_ITEMS, *(field.at_least for field in own), 0)


def _explained(notes: Worksheet, found: tuple[Column, ...]) -> Iterator[DataValidation]:
    """Write the sheet of notes; yield the list of answers for each field that has one."""
    notes.freeze_panes = "A2"
    for number, (heading, width) in enumerate(
        zip(NOTE_HEADINGS, NOTE_WIDTHS, strict=True), start=1
    ):
        _write(notes, 1, number, heading, Font(bold=True))
        notes.column_dimensions[get_column_letter(number)].width = width
    for row, field in enumerate(dict.fromkeys(column.field for column in found), start=2):
        about = (field.name, field.type_label, field.need_label, field.description, field.example)
        answers = ("yes", "no") if field.type is FieldType.SWITCH else field.options
        for number, text in enumerate((*about, *answers), start=1):
            _write(notes, row, number, text, Font(bold=number == 1 and field.required))
        if answers:
            yield _drop_down(field, row, len(about), len(answers), found)


def _drop_down(
    field: Field, row: int, before: int, count: int, found: tuple[Column, ...]
) -> DataValidation:
    """Return the list of answers for the columns of *field*; it is in a row of the notes.

    Another answer gives only a warning: the reader ignores case, and accepts true for yes.
    """
    first, last = get_column_letter(before + 1), get_column_letter(before + count)
    answers = DataValidation(
        type="list",
        formula1=f"'{NOTES}'!${first}${row}:${last}${row}",
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        error="This answer is not in the list.",
    )
    for number, column in enumerate(found, start=1):
        if column.field == field:
            letter = get_column_letter(number)
            answers.add(f"{letter}2:{letter}{MOST_ROWS}")
    return answers


def _write(sheet: Worksheet, row: int, column: int, text: str, font: Font) -> None:
    """Write *text* as text, even if it begins with ``=``."""
    cell = sheet.cell(row, column)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    cell.number_format = AS_TEXT
    cell.font = font
    if row > 1:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
