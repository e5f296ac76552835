"""Rows under headings: nothing is dropped without a word, and every place is a cell."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from lettergen.errors import CallError, DataPlace, Problem
from lettergen.records.record import Record
from lettergen.records.table import MOST_COLUMNS, MOST_ROWS, Spreadsheet, TableRow, records_of
from tests.records.files import codes, texts


def table(*rows: Sequence[str]) -> tuple[Record, ...]:
    """Return the records of consecutive rows from row 1."""
    return records_of(
        [TableRow(number, row) for number, row in enumerate(rows, 1)], Spreadsheet("a.xlsx")
    )


def refused(*rows: Sequence[str]) -> tuple[Problem, ...]:
    """Return why the table is refused."""
    with pytest.raises(CallError) as error:
        table(*rows)
    return error.value.problems


def test_records() -> None:
    """A row is a record; its values have row, cell and path."""
    (record,) = table(["\ufeff id", "addressee . name", "cc.1.name"], ["XAA", " Ann ", ""])

    assert texts(record) == {"id": "XAA", "addressee.name": "Ann"}
    assert record.place == DataPlace("a.xlsx", row=2)
    assert record.values["addressee.name"].place == DataPlace(
        "a.xlsx", row=2, cell="B2", path="addressee.name"
    )


def test_blank_rows_keep_their_numbers() -> None:
    """Blank rows are skipped, before the headings too, and are counted as they show."""
    (record,) = table([], ["id", ""], ["", " "], ["\u00a0", ""], ["XAA"])

    assert record.values["id"].place.cell == "A5"


def test_short_rows() -> None:
    """A row that ends early has empty cells."""
    (record,) = table(["id", "name", "title"], ["XAA"])

    assert texts(record) == {"id": "XAA", "name": "", "title": ""}
    assert record.values["title"].place.cell == "C2"


def test_notes() -> None:
    """Columns that begin with ``_`` are no data, whatever they hold; a row of notes is blank."""
    (record,) = table(["_a", "id", "_a", "_b..", "_"], ["x", "XAA", "y\x07", "z", ""], ["note"])

    assert texts(record) == {"id": "XAA"}
    assert record.problems == ()


def test_extra_cells() -> None:
    """A row longer than the headings is a problem of that row, unless the rest is blank."""
    longer, blank = table(["id", "name"], ["A", "Smith", "Ann"], ["B", "Bo", " ", ""])

    assert codes(longer) == ["extra-cells"]
    assert longer.problems[0].data == DataPlace("a.xlsx", row=2, cell="C2")
    assert codes(blank) == []


@pytest.mark.parametrize(
    ("headings", "code", "cell"),
    [
        (["id", "name", "name"], "heading-duplicate", "B1"),
        (["id", "name", " name\u200b"], "heading-duplicate", "B1"),
        (["id", "cc..name"], "heading-bad", "B1"),
        (["id", "na\x07me"], "heading-bad", "B1"),
        (["id", "cc", "cc.1.name"], "value-and-group", "B1"),
        (["id", "cc.1.name", "cc.1"], "value-and-group", "C1"),
        (["id", "cc.1.name", "cc.3.name"], "list-numbers", "B1"),
        (["id", "cc.0.name"], "list-numbers", "B1"),
        (["id", "2021"], "list-numbers", "B1"),
        (["id", "budget.2021"], "list-numbers", "B1"),
        (["id", "", "name"], "heading-empty", "B2"),
        (["id", "name", ""], "heading-empty", "C2"),
    ],
)
def test_bad_headings(headings: Sequence[str], code: str, cell: str) -> None:
    """Wrong headings are refused by cell, since every record depends on them."""
    (problem,) = refused(headings, ["XAA", "x", "y"])

    assert problem.code == code
    assert problem.data
    assert problem.data.cell == cell


def test_duplicate_headings_name_both_cells() -> None:
    """The message names the cells of all the headings that are the same."""
    (problem,) = refused(["id", "a", "b", "a"])

    assert problem.message == "The heading 'a' appears in B1 and in D1."


def test_all_headings_at_once() -> None:
    """Every fault of the headings is named in one run."""
    problems = refused(["id", "a", "a", "", "c..d"], ["1", "2", "3", "4", "5"])

    assert [each.code for each in problems] == ["heading-duplicate", "heading-bad", "heading-empty"]


def test_empty_heading_over_nothing() -> None:
    """An empty column between others is no fault."""
    (record,) = table(["id", "", "name"], ["XAA", " ", "Ann"])

    assert texts(record) == {"id": "XAA", "name": "Ann"}


def test_no_records() -> None:
    """Headings without rows are no records; nothing at all is refused."""
    assert table(["id"]) == ()
    assert refused([], [" "])[0].code == "data-empty"


def test_flaws() -> None:
    """A flawed cell is a problem of its row; under a note it is none."""
    flaws = {1: ("cell-error", "The cell shows #N/A.", "Fix it."), 2: ("cell-error", "x", "y")}
    rows = [
        TableRow(1, ["id", "name", "_n"]),
        TableRow(2, ["A", "", ""], flaws=flaws),
        TableRow(3, ["B"]),
    ]
    bad, good = records_of(rows, Spreadsheet("a.xlsx", "Members"))

    assert codes(bad) == ["cell-error"]
    assert str(bad.problems[0].data) == "a.xlsx Members!B2 (name)"
    assert codes(good) == []


def test_flawed_heading() -> None:
    """A flawed cell among the headings refuses the file."""
    flaw = {1: ("formula-without-value", "It was never calculated.", "Save it.")}
    with pytest.raises(CallError) as error:
        records_of([TableRow(1, ["id", ""], flaws=flaw)], Spreadsheet("a.xlsx"))

    assert error.value.problems[0].code == "formula-without-value"


@pytest.mark.parametrize(
    ("row", "width", "refused_for"),
    [(MOST_ROWS, 1, ""), (MOST_ROWS + 1, 1, "row 100002"), (2, MOST_COLUMNS + 1, "column SG")],
)
def test_too_big(row: int, width: int, refused_for: str) -> None:
    """A table has as many rows and columns as the limits say, and not one more."""
    rows = [TableRow(1, ["id"]), TableRow(row, ["x"] + [""] * (width - 1))]
    if refused_for:
        with pytest.raises(CallError, match=refused_for):
            records_of(rows, Spreadsheet("a.csv"))
    else:
        assert len(records_of(rows, Spreadsheet("a.csv"))) == 1
