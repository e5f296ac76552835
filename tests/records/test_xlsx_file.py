"""XLSX: a cell gives what a person sees in it, or is a problem that names it."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest

from lettergen.errors import DataPlace
from tests.records.files import (
    SHEET,
    as_xlsx,
    codes,
    part_of,
    read,
    refused,
    row_xml,
    saved,
    sheet_xml,
    texts,
    with_part,
    with_sheet,
    write,
)
from tests.records.measure import FEW, few_calls, megabytes

NAME = "members.xlsx"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("00420", "00420"),
        ("NO", "NO"),
        ("1e5", "1e5"),
        ("=1+1", "=1+1"),
        ("#N/A", "#N/A"),
        (" a\nb ", "a b"),
        ("a_x000D_b", "a b"),
        (5, "5"),
        (5.0, "5"),
        (-3.0, "-3"),
        (0.1, "0.1"),
        (1e22, "10000000000000000000000"),
        (1234567.891, "1234567.891"),
        (True, "true"),
        (False, "false"),
        (None, ""),
        (dt.date(2021, 4, 27), "2021-04-27"),
        (dt.datetime(2021, 4, 27, 10, 30), "2021-04-27T10:30"),  # noqa: DTZ001 (Excel knows no zone)
        (dt.datetime(2021, 4, 27, 10, 30, 5), "2021-04-27T10:30:05"),  # noqa: DTZ001 (as above)
        (dt.time(9, 5), "09:05"),
        (dt.timedelta(hours=25, minutes=30), "25:30"),
    ],
)
def test_texts(tmp_path: Path, value: object, text: str) -> None:
    """Text is as typed, a date is ISO 8601, a whole number has no point."""
    (record,) = read(tmp_path, NAME, as_xlsx([["id", "value"], ["XAA", value]]))

    assert texts(record) == {"id": "XAA", "value": text}
    assert record.problems == ()


def test_places(tmp_path: Path) -> None:
    """A value has sheet, row and cell."""
    (record,) = read(tmp_path, NAME, as_xlsx([["id", "name"], [], ["XAA", "Ann"]]))

    assert record.values["name"].place == DataPlace(
        NAME, row=3, cell="B3", sheet="Sheet", path="name"
    )
    assert record.place == DataPlace(NAME, row=3, sheet="Sheet")


def test_leading_zeros_by_format(tmp_path: Path) -> None:
    """A number that its cell shows as 00420 is read as 00420."""
    workbook = openpyxl.load_workbook(io.BytesIO(as_xlsx([["id", "zip"], ["XAA", 420]])))
    workbook["Sheet"]["B2"].number_format = "00000"
    (record,) = read(tmp_path, NAME, saved(workbook))

    assert texts(record)["zip"] == "00420"


def cells(*xml: str) -> bytes:
    """Return a workbook with two headings and rows of raw cells."""
    rows = (f'<row r="{number}">{row}</row>' for number, row in enumerate(xml, start=2))
    return with_sheet(row_xml(1, ["id", "value"]) + "".join(rows))


IDS = [f'<c r="A{n}" t="inlineStr"><is><t>X{n}</t></is></c>' for n in range(5)]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("<f>1+1</f>", "formula-without-value"),
        ("<f>1+1</f><v/>", "formula-without-value"),
        ("<f>1-1</f><v>0</v>", "formula-without-value"),  # openpyxl's files ask to be calculated
        ('e"><v>#N/A</v>', "cell-error"),
        ('e"><f>A0</f><v>#REF!</v>', "cell-error"),
        ("<v>1e999</v>", "cell-error"),
        ('str"><v>a_x0007_b</v>', "control-character"),
    ],
)
def test_bad_cells(tmp_path: Path, cell: str, code: str) -> None:
    """A cell whose value is not certain is named, and affects one record."""
    start = '<c r="B2" t="' if '">' in cell else '<c r="B2">'
    bad, good = read(tmp_path, NAME, cells(f"{IDS[2]}{start}{cell}</c>", IDS[3]))

    assert codes(bad) == [code]
    assert str(bad.problems[0].data) == "members.xlsx Sheet!B2 (value)"
    assert codes(good) == []


def test_formulas_with_values(tmp_path: Path) -> None:
    """A calculated formula gives its value, the empty text included."""
    number, text, empty = (
        '<c r="B2"><f>1+1</f><v>2</v></c>',
        '<c r="B3" t="str"><f>A2</f><v>two</v></c>',
        '<c r="B4" t="str"><f>A2</f><v></v></c>',
    )
    records = read(tmp_path, NAME, cells(IDS[2] + number, IDS[3] + text, IDS[4] + empty))

    assert [texts(record)["value"] for record in records] == ["2", "two", ""]
    assert [codes(record) for record in records] == [[], [], []]


def test_twenty_formulas(tmp_path: Path) -> None:
    """Each of twenty formulas that were never calculated is named."""
    workbook = openpyxl.load_workbook(io.BytesIO(as_xlsx([["id", "value"]])))
    for number in range(20):
        workbook["Sheet"].append([f"X{number}", f"=A{number + 2}"])
    records = read(tmp_path, NAME, saved(workbook))

    places = [problem.data.cell for r in records for problem in r.problems if problem.data]
    assert places == [f"B{number + 2}" for number in range(20)]


def test_formula_as_heading(tmp_path: Path) -> None:
    """A heading that was never calculated refuses the file."""
    content = with_sheet('<row r="1"><c r="A1"><f>1</f></c></row>' + row_xml(2, ["XAA"]))
    problems = refused(write(tmp_path, NAME, content))

    assert problems[0].code == "formula-without-value"


@pytest.mark.parametrize("dimension", ["A1:B10", "A1", "A1:XFD1048576", "nonsense"])
def test_lying_dimension(tmp_path: Path, dimension: str) -> None:
    """Whatever size a sheet claims, all its 100 rows are read."""
    rows = row_xml(1, ["id", "name"]) + "".join(row_xml(n, [f"X{n}", "a"]) for n in range(2, 102))
    content = with_sheet(rows, dimension=dimension)
    if dimension == "nonsense":
        assert refused(write(tmp_path, NAME, content))[0].code == "xlsx-damaged"
    else:
        assert len(read(tmp_path, NAME, content)) == 100


def test_far_away_cells(tmp_path: Path) -> None:
    """A value in the last cell there is makes the table too big, in a few calls."""
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = write(tmp_path, NAME, with_sheet(row_xml(1, ["id"]) + far))

    with few_calls(FEW):
        assert refused(path)[0].code == "data-too-big"


def test_far_away_formats(tmp_path: Path) -> None:
    """A formatted empty cell far away is nothing."""
    far = '<row r="1048576"><c r="XFD1048576"/></row>'
    content = with_sheet(row_xml(1, ["id"]) + row_xml(2, ["XAA"]) + far, dimension="A1:XFD1048576")

    assert [record.id for record in read(tmp_path, NAME, content)] == ["XAA"]


@pytest.mark.parametrize(
    ("merged", "is_refused"),
    [("A2:A3", True), ("A1:XFD1048576", True), ("B1:C1", True), ("C2:C3", False), ("A9:B9", False)],
)
def test_merged(tmp_path: Path, merged: str, is_refused: bool) -> None:
    """Merged cells are refused by name among the data; below them and in notes they are not."""
    rows = "".join(row_xml(n, row) for n, row in enumerate([["id", "n", "_x"], ["A", "b", "c"]], 1))
    content = with_sheet(rows, after=f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>')
    path = write(tmp_path, NAME, content)
    if is_refused:
        assert [each.code for each in refused(path)] == ["xlsx-merged"]
        assert merged in refused(path)[0].message
    else:
        assert len(read(tmp_path, NAME, content)) == 1


NONSENSE = '<mergeCells><mergeCell ref="here"/></mergeCells>'


def sheets(**states: str) -> bytes:
    """Return a workbook with one filled sheet for each name, and an empty one at the front."""
    workbook = openpyxl.Workbook()
    for name, state in states.items():
        sheet = workbook.create_sheet(name)
        sheet.append(["id"])
        sheet.append([name])
        sheet.sheet_state = state
    return saved(workbook)


def test_which_sheet(tmp_path: Path) -> None:
    """The only visible sheet with data is read; ``_…`` and hidden ones are notes."""
    content = sheets(_notes="visible", old="hidden", Members="visible", older="veryHidden")
    (record,) = read(tmp_path, NAME, content)

    assert record.id == "Members"


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (sheets(One="visible", Two="visible"), "xlsx-sheets", "'One', 'Two'"),
        (sheets(One="hidden"), "data-empty", ""),
        (as_xlsx([]), "data-empty", ""),
        (as_xlsx([[" "]]), "data-empty", ""),
        (with_part(as_xlsx([["id"]]), "xl/workbook.xml", b"<x/>"), "xlsx-damaged", ""),
        (with_part(as_xlsx([["id"]]), SHEET, sheet_xml("<row><c>")), "xlsx-damaged", ""),
        (with_sheet('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'), "xlsx-damaged", ""),
        (with_sheet(row_xml(1, ["id"]), after=NONSENSE), "xlsx-damaged", "ValueError"),
        (with_sheet('<row r="2"/><row r="1"/>'), "xlsx-damaged", "row or cell 1 follows 2"),
    ],
)
def test_refused(tmp_path: Path, content: bytes, code: str, says: str) -> None:
    """A workbook that is broken, empty or unclear is refused."""
    (problem,) = refused(write(tmp_path, NAME, content))

    assert problem.code == code
    assert says in problem.message


def test_strict_workbook(tmp_path: Path) -> None:
    """Values in a dialect that openpyxl skips are reported, not lost silently."""
    strange = part_of(as_xlsx([["id"], [5]])).replace(
        b"schemas.openxmlformats.org", b"purl.oclc.org"
    )
    content = with_part(as_xlsx([["id"]]), SHEET, strange)

    assert refused(write(tmp_path, NAME, content))[0].code == "xlsx-damaged"


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_entity_bomb(tmp_path: Path, part: str) -> None:
    """Entities that unpack to gigabytes are refused in any part."""
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [{entities}]><x>&a9;</x>'.encode()
    path = write(tmp_path, NAME, with_part(as_xlsx([["id"]]), part, bomb))

    with few_calls(FEW):
        assert refused(path)[0].code == "xlsx-unsafe"
    assert megabytes(lambda: refused(path)) < 50
