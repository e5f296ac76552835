"""Write the sample office's members.xlsx from its members.yaml: the same facts, as a workbook.

    python tools/sample_sheet.py [FILE]        the default FILE is examples/ogp/members.xlsx

Cells have the types that a person would use: dates are dates, years are numbers, everything
else is text. A test compares the two files.
"""  # noqa: INP001 - a script, not a package

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import yaml
from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lettergen.fields.declaration import FieldType, pattern, read_value
from lettergen.fields.names import Declared, base_name, full_path
from lettergen.office.settings import load_office
from lettergen.plan.entries import declared_fields
from lettergen.records import read_records
from lettergen.records.blank_sheet import workbook_bytes
from lettergen.template.loading import load_template

OFFICE = Path(__file__).resolve().parent.parent / "examples" / "ogp"
NOTE = "_note"
NARROWEST, WIDEST = 8, 44  # in characters
HEADING_FILL = PatternFill("solid", fgColor="DDE7EE")
FORMATS = {FieldType.DATE: "yyyy-mm-dd", FieldType.YEAR: "0", FieldType.INTEGER: "0"}


def main() -> None:
    """Write the file on the command line."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else OFFICE / "members.xlsx"
    office = load_office(OFFICE)
    declared = declared_fields(load_template("suspension-update", OFFICE), office, {})
    rows = _tagged(_rows(declared), declared)
    target.write_bytes(workbook_bytes(_workbook(rows, declared)))


def _rows(declared: Declared) -> list[dict[str, str]]:
    """Return each record of the YAML file as a mapping of full paths to texts, with its note."""
    source = OFFICE / "members.yaml"
    (records,) = yaml.load(source.read_text("utf-8"), Loader=yaml.BaseLoader).values()  # noqa: S506 - this loader makes only text
    notes = {one["id"]: one.get(NOTE, "") for one in records}
    return [
        {
            NOTE: notes[record.id],
            **{full_path(path, declared) or path: one.text for path, one in record.values.items()},
        }
        for record in read_records(source)
    ]


def _tagged(rows: list[dict[str, str]], declared: Declared) -> list[dict[str, str]]:
    """Return *rows* with a language for each text that another row has in several languages.

    A heading is a text or a group of texts, never both.
    """
    groups = {path.rpartition(".")[0] for row in rows for path in row if _has_tag(path, declared)}
    tags = {group: _own_tag(group, declared) for group in groups}
    return [{f"{path}{tags.get(path, '')}": text for path, text in row.items()} for row in rows]


def _has_tag(path: str, declared: Declared) -> bool:
    return base_name(pattern(path), declared) not in {None, pattern(path)}


def _own_tag(path: str, declared: Declared) -> str:
    """Return the tag of a single text: names are in Latin script, other words in English."""
    return ".Latn" if declared.by_name[pattern(path)].per_script else ".en"


def _workbook(rows: list[dict[str, str]], declared: Declared) -> Workbook:
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 - a new workbook has a sheet
    sheet.title = "members"
    sheet.freeze_panes = "B2"
    paths = _in_order({path for row in rows for path in row}, declared)
    for number, path in enumerate(paths, start=1):
        heading = sheet.cell(1, number, path)
        heading.font, heading.fill = Font(bold=True), HEADING_FILL
        texts = [row.get(path, "") for row in rows]
        for row, text in enumerate(texts, start=2):
            if text:
                _fill_in(sheet.cell(row, number), path, text, declared)
        width = max(len(path), *map(len, texts)) + 2
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = min(max(width, NARROWEST), WIDEST)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(paths))}{len(rows) + 1}"
    return workbook


def _in_order(paths: set[str], declared: Declared) -> list[str]:
    """Return the columns: id, note, then as declared, with the items of a list in order."""
    order = {name: number for number, name in enumerate(declared.by_name)}
    starts: dict[str, int] = {}
    for name, number in order.items():
        starts.setdefault(name.partition(".")[0], number)

    def place(path: str) -> tuple[int, list[int], int]:
        numbers = [int(part) for part in path.split(".") if part.isdigit()]
        return (
            starts[path.partition(".")[0]],
            numbers[:1],
            order[base_name(pattern(path), declared) or ""],
        )

    return ["id", NOTE, *sorted(paths - {"id", NOTE}, key=lambda path: (*place(path), path))]


def _fill_in(cell: Cell | MergedCell, path: str, text: str, declared: Declared) -> None:
    """Write *text* into *cell* with its type: a date as a date, a year as a number."""
    field = declared.by_name.get(base_name(pattern(path), declared) or "")
    typed = read_value(field, text) if field and field.type in FORMATS else text
    assert isinstance(typed, str | int | date)  # noqa: S101 - the types in FORMATS
    cell.value = typed
    cell.number_format = FORMATS[field.type] if field and field.type in FORMATS else "@"
    if isinstance(typed, str):
        cell.data_type = "s"
    cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=path == NOTE)


if __name__ == "__main__":
    main()
