"""What a worksheet's XML says of itself, whatever it claims."""

from __future__ import annotations

import io

import pytest
from defusedxml.common import DTDForbidden

from lettergen.records.xlsx_sheet import SheetError, SheetFacts, look_through
from tests.records.files import row_xml, sheet_xml


def look(cells: str, *, after: str = "", recalculates: bool = False) -> SheetFacts:
    """Return the facts of a worksheet with *cells*."""
    return look_through(io.BytesIO(sheet_xml(cells, after=after)), recalculates=recalculates)


def test_reach() -> None:
    """The sheet reaches as far as its last filled cell; formatted empty cells do not count."""
    facts = look(row_xml(1, ["id", "name"]) + row_xml(7, ["x"]) + '<row r="9"><c r="XFD9"/></row>')

    assert (facts.last_row, facts.last_column) == (7, 2)


def test_places_may_be_left_out() -> None:
    """Rows and cells without a number follow those before them."""
    facts = look("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c/><c><f>A1</f></c></row>")

    assert (facts.last_row, facts.last_column, facts.values) == (2, 3, 2)
    assert facts.uncalculated == {(2, 3)}


@pytest.mark.parametrize(
    ("cell", "is_uncalculated"),
    [
        ("<c><f>A2</f></c>", True),
        ("<c><f>A2</f><v/></c>", True),
        ('<c t="str"><f>A2</f><v></v></c>', False),
        ("<c><f>A2</f><v>0</v></c>", False),
        ("<c><v>0</v></c>", False),
    ],
)
def test_uncalculated_formulas(cell: str, is_uncalculated: bool) -> None:
    """A formula without a value is found; one that gives the empty text has a value."""
    assert bool(look(f"<row>{cell}</row>").uncalculated) is is_uncalculated


def test_placeholder_values() -> None:
    """The 0 of a program that cannot calculate is no value; other values are."""
    cells = "<row><c><f>A2</f><v>0</v></c><c><f>A3</f><v>7</v></c><c><v>0</v></c></row>"

    assert look(cells, recalculates=True).uncalculated == {(1, 1)}


def test_merged() -> None:
    """Merged ranges are found."""
    after = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'

    assert look(row_xml(1, ["id"]), after=after).merged == ["A1:XFD1048576"]


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="2"/><row r="1"/>',
        '<row r="1"/><row r="1"/>',
        '<row r="0"/>',
        '<row r="1048577"/>',
        '<row r="1"><c r="B1"/><c r="A1"/></row>',
        '<row r="1"><c r="A1"/><c r="A1"/></row>',
        '<row r="1"><c r="A2"/></row>',
        '<row r="1">' + "<c/>" * 16_385 + "</row>",
    ],
)
def test_out_of_order(cells: str) -> None:
    """Rows and cells that a fast reader would drop are refused."""
    with pytest.raises(SheetError):
        look(cells)


def test_no_doctype() -> None:
    """XML with its own declarations is refused."""
    with pytest.raises(DTDForbidden):
        look_through(io.BytesIO(b"<!DOCTYPE x><x/>"))
