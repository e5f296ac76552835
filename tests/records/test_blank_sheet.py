"""The empty sheet: its headings, what it offers, and that it is read again. And the sample's."""

from __future__ import annotations

import csv
import subprocess
import sys
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from lettergen.errors import CallError
from lettergen.facts.reading import Facts, read_facts
from lettergen.fields.declaration import Field, FieldType
from lettergen.fields.names import Declared, full_path
from lettergen.fields.settings import common_fields
from lettergen.plan.entries import declared_fields
from lettergen.produce import Format
from lettergen.records import Record, read_records
from lettergen.records.blank_sheet import columns, csv_sheet, workbook_bytes, xlsx_sheet
from tests.checkout import ROOT
from tests.offices import DATA, OGP, changed, codes, ogp, told
from tests.records.files import as_csv, as_json, filled, texts, write

FEW = (
    Field("id", required=True),
    Field("kind", FieldType.ONE_OF, options=("one, two", "three")),
    Field("cc.*.name", at_most=2, required=True),
    Field("cc.*.urgent", FieldType.SWITCH),
    Field("line.*", at_least=4),
    Field("plan.*.step.*.due", FieldType.DATE),
    Field("note"),
)
PLAN_HEADINGS = [f"plan.{plan}.step.{step}.due" for plan in (1, 2, 3) for step in (1, 2, 3)]
FEW_HEADINGS = [
    *("id", "kind", "cc.1.name", "cc.1.urgent", "cc.2.name", "cc.2.urgent"),
    *("line.1", "line.2", "line.3", "line.4", *PLAN_HEADINGS, "note"),
]


def opened(content: bytes) -> Workbook:
    """Return a workbook as another program reads it."""
    return load_workbook(BytesIO(content))


def headings(content: bytes) -> list[str]:
    """Return the headings of a workbook's first sheet."""
    return [str(cell.value) for cell in next(opened(content).worksheets[0].iter_rows(max_row=1))]


def test_headings() -> None:
    """Headings are dotted, in the order declared, with as many items as a list may have."""
    assert headings(xlsx_sheet(FEW)) == FEW_HEADINGS
    assert csv_sheet(FEW).decode("utf-8-sig") == f"{','.join(FEW_HEADINGS)}\r\n"


def test_headings_of_a_template() -> None:
    """The spreadsheet of a template has every field of it and every common one."""
    fields = ogp().materials.template.known_fields
    found = columns(fields)

    assert {column.field for column in found} == set(fields)
    assert [column.heading for column in found][:3] == ["id", "date", "language"]
    assert sum(column.field.name == "addressee.*.name" for column in found) == 4


def test_too_many_columns() -> None:
    """A spreadsheet that the reader would refuse is not made; the hint says what to shorten."""
    with pytest.raises(CallError) as error:
        columns([Field("item.*.text", at_most=400), Field("item.*.day", FieldType.DATE)])

    assert str(error.value) == (
        "The spreadsheet would have 800 columns; at most 500 are read. "
        "Set a smaller at_most for the longest lists in template.toml."
    )


def test_filled_in_and_read_again(tmp_path: Path) -> None:
    """The record typed into either spreadsheet is read as it is, without a problem."""
    desk = ogp()
    declared = declared_fields(desk.materials.template, desk.office, {})
    fields = desk.materials.template.known_fields
    record = changed(desk.record("XAD"), {"region": None})
    typed = {full_path(path, declared): text for path, text in texts(record).items()}
    row = [typed.pop(column.heading, "") for column in columns(fields)]

    workbook = opened(xlsx_sheet(fields))
    workbook.worksheets[0].append(row)
    workbook.save(tmp_path / "filled.xlsx")
    with (tmp_path / "filled.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(csv_sheet(fields).decode())
        csv.writer(file).writerow(row)

    assert typed == {}
    for name in ("filled.xlsx", "filled.csv"):
        (again,) = read_records(tmp_path / name)
        assert again.problems == ()
        assert facts_of(again, declared).values == facts_of(record, declared).values
        assert told(desk.merged(again).problems) == []


def facts_of(record: Record, declared: Declared) -> Facts:
    """Return the typed facts of *record*, its optional ones too."""
    loose = Declared(tuple(field.optional for field in declared.fields), {})
    return read_facts(record, loose, language="en", record_language="en")


def test_every_cell_is_a_text() -> None:
    """Nothing in a template becomes a formula; a character that no sheet may hold is left out."""
    odd = Field("=1+1", description='=HYPERLINK("x")\x07', example="@SUM(A1)")
    workbook = opened(xlsx_sheet([odd, *FEW]))
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]

    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert workbook["_fields"]["D2"].value == '=HYPERLINK("x")'


def test_cells_keep_what_is_typed() -> None:
    """Every column is formatted as text, so that 00420 and 2021-08 stay what they are."""
    sheet = opened(xlsx_sheet(FEW))["records"]

    letters = [get_column_letter(number) for number in range(1, len(FEW_HEADINGS) + 1)]
    assert {sheet.column_dimensions[one].number_format for one in letters} == {"@"}
    assert sheet.freeze_panes == "B2"


def test_required_headings_are_bold() -> None:
    """The headings that must be filled in are bold, no others."""
    sheet = opened(xlsx_sheet(FEW))["records"]

    bold = [cell.value for cell in sheet[1] if cell.font.bold]
    assert bold == ["id", "cc.1.name", "cc.2.name"]


def test_notes_explain_each_field() -> None:
    """The second sheet explains each field; the reader ignores it as a note."""
    sheet = opened(xlsx_sheet(common_fields()))["_fields"]
    rows = [[cell or "" for cell in row[:5]] for row in sheet.iter_rows(values_only=True)]
    by_name = {row[0]: row[1:] for row in rows}

    assert rows[0] == ["name", "type", "required", "description", "example"]
    assert len(rows) == 1 + len(common_fields())
    assert by_name["your_reference"][0::3] == ["text", "MFA-2021-204"]
    assert by_name["id"][1] == "yes"
    assert by_name["history.*.from"][:2] == ["date", "in each"]
    assert by_name["addressee.*.name"][1] == "at least one"


def test_paragraphs_wrap() -> None:
    """A column for a whole letter shows its lines, and its type is named."""
    fields = (Field("id"), Field("incoming", FieldType.PARAGRAPHS, example="Sir,\n\nyes."))
    workbook = opened(xlsx_sheet(fields))
    columns = workbook["records"].column_dimensions

    assert columns["B"].alignment.wrap_text
    assert not columns["A"].alignment.wrap_text
    notes = [row[:5] for row in workbook["_fields"].iter_rows(values_only=True)]
    assert notes[2][1] == "paragraphs"
    assert notes[2][4] == "Sir,\n\nyes."


def test_answers_are_offered() -> None:
    """A field with few answers offers them in each of its columns, commas and all."""
    workbook = opened(xlsx_sheet(FEW))
    offered = {}
    for answers in workbook["records"].data_validations.dataValidation:
        sheet, _, area = answers.formula1.partition("!")
        words = [
            cell.value for row in workbook[sheet.strip("'")][area.replace("$", "")] for cell in row
        ]
        offered[str(answers.sqref)] = words
        assert (answers.type, answers.errorStyle, answers.allowBlank) == ("list", "warning", True)

    assert offered == {
        "B2:B100001": ["one, two", "three"],
        "D2:D100001 F2:F100001": ["yes", "no"],
    }


def test_same_bytes_on_another_day() -> None:
    """A workbook does not say when it was written."""
    content = xlsx_sheet(FEW)
    with ZipFile(BytesIO(content)) as parts:
        stamps = {part.date_time for part in parts.infolist()}

    assert content == xlsx_sheet(FEW)
    assert stamps == {(1980, 1, 1, 0, 0, 0)}
    properties = opened(workbook_bytes(Workbook())).properties
    assert {properties.created, properties.modified} == {datetime(2000, 1, 1)}  # noqa: DTZ001 - openpyxl's times have no zone


def test_sample_sheet_holds_the_same_facts() -> None:
    """The sample office's members.xlsx says what its members.yaml says, record by record."""
    desk = ogp()
    declared = declared_fields(desk.materials.template, desk.office, {})
    sheet = read_records(OGP / "members.xlsx")

    assert [record.id for record in sheet] == [record.id for record in desk.records]
    for typed, kept in zip(sheet, desk.records, strict=True):
        assert codes(typed.problems) == []
        assert facts_of(typed, declared).values == facts_of(kept, declared).values


def test_sample_sheet_is_made_by_its_tool(tmp_path: Path) -> None:
    """tools/sample_sheet.py makes the same workbook as is kept: `make sample-sheet`."""
    made = tmp_path / "members.xlsx"
    subprocess.run([sys.executable, "tools/sample_sheet.py", made], cwd=ROOT, check=True)

    assert parts_of(made) == parts_of(OGP / "members.xlsx")


def parts_of(workbook: Path) -> dict[str, bytes]:
    """Return the files in a workbook, whatever packed them."""
    with ZipFile(workbook) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def test_sample_sheet_is_typed_as_people_type() -> None:
    """Dates are date cells and years numbers in the sample; all else is text."""
    sheet = load_workbook(OGP / "members.xlsx").worksheets[0]
    kinds = {
        cell.value: {type(below.value) for below in column if below.value is not None}
        for cell, *column in sheet.iter_cols()
    }

    assert {name: found for name, found in kinds.items() if found != {str}} == {
        **{name: {datetime} for name in kinds if name == "date" or str(name).endswith(".from")},
        **{name: {datetime} for name in kinds if str(name).endswith((".due", ".published"))},
        "assessment.year": {int},
    }
    assert sheet.freeze_panes == "B2"


@pytest.mark.parametrize("record_id", ["AZE", "XAD"])
def test_same_letter_from_every_format(record_id: str, tmp_path: Path) -> None:
    """The same facts in YAML, JSON, CSV and XLSX make the same letter, byte for byte."""
    desk = ogp()
    sheet = [filled(record) for record in read_records(OGP / "members.xlsx")]
    files = [
        OGP / DATA,
        OGP / "members.xlsx",
        write(tmp_path, "members.csv", as_csv(sheet)),
        write(tmp_path, "members.json", as_json([texts(record) for record in desk.records])),
    ]
    letters = set()
    for file in files:
        record = next(one for one in read_records(file) if one.id == record_id)
        outcome = desk.outcome(record, Format.PDF)
        assert told(outcome.problems) == []
        letters.add(outcome.content)

    assert len(letters) == 1
    assert None not in letters
