"""Turn rows under headings into records: the logic that CSV and XLSX share.

The first row that is not blank holds the headings, one per field, nested
fields dotted and lists numbered from 1. A fault in the headings affects every
record, so the file is refused; a fault in one row affects only that row. No
cell is ignored silently: text under an empty heading or after the last one is
a problem.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from lettergen.errors import CallError, DataPlace, Problem
from lettergen.letter.characters import clean
from lettergen.records.builder import Fact, build_record, check_ids, field_name, list_complaint
from lettergen.records.record import Record
from lettergen.records.source import refusal
from lettergen.records.values import column_letters

MOST_ROWS = 100_001  # headings and a hundred thousand records
MOST_COLUMNS = 500


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its *number* as a spreadsheet shows it, and the texts of its cells.

    Attributes:
        line: The line of a text file on which the row begins.
        flaws: Column (from 0) to what is wrong with that cell, as code, message and hint.
    """

    number: int
    cells: Sequence[str]
    line: int | None = None
    flaws: Mapping[int, tuple[str, str, str]] = field(default_factory=dict)

    def holds(self, column: int) -> bool:
        """Return whether the cell in *column*, from 0, holds anything."""
        inside = column < len(self.cells)
        return column in self.flaws or (inside and bool(clean(self.cells[column]).text))

    def is_blank(self, notes: AbstractSet[int] = frozenset()) -> bool:
        """Return whether no cell but those in the columns *notes* holds anything."""
        return not any(
            self.holds(column) for column in range(len(self.cells)) if column not in notes
        )


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """Where the rows are: the file's name and, in a workbook, the sheet's."""

    file: str
    name: str | None = None

    def place(self, row: TableRow, column: int | None = None, path: str | None = None) -> DataPlace:
        """Return the place of *row*, or of one cell of it (columns from 0)."""
        cell = None if column is None else f"{column_letters(column)}{row.number}"
        return DataPlace(
            self.file, line=row.line, row=row.number, cell=cell, sheet=self.name, path=path
        )


def records_of(rows: Iterable[TableRow], sheet: Spreadsheet) -> tuple[Record, ...]:
    """Return the records of a table.

    Raises:
        CallError: The table is empty or too big, or its headings are wrong.
    """
    filled = (row for row in rows if not row.is_blank())
    head = next(filled, None)
    if head is None:
        raise empty_file(DataPlace(sheet.file, sheet=sheet.name))
    check_size(head.number, len(head.cells), sheet)
    paths = _paths(head)
    notes = _notes(paths)
    columns = {column: path for column, path in paths.items() if column not in notes}
    problems = list(_heading_problems(head, paths, sheet))
    bare = {column for column in range(len(head.cells)) if column not in paths}
    records = []
    for row in filled:
        check_size(row.number, len(row.cells), sheet)
        problems += _no_heading(row, bare, sheet)
        if not problems and not row.is_blank(notes):
            records.append(_record(row, columns, sheet, head))
    if problems:
        raise CallError(problems)
    return check_ids(records)


def empty_file(place: DataPlace) -> CallError:
    """Return the error for an empty file."""
    hint = "Write headings, 'id' among them, in the first row, and one record in each row below."
    return refusal("data-empty", "The data file is empty.", hint, place)


def check_size(last_row: int, last_column: int, sheet: Spreadsheet) -> None:
    """Refuse a table that is too big; rows and columns count from 1."""
    too_long = last_row > MOST_ROWS
    if too_long or last_column > MOST_COLUMNS:
        what = f"row {last_row}" if too_long else f"column {column_letters(last_column - 1)}"
        raise refusal(
            "data-too-big",
            f"The table reaches {what}; at most {MOST_ROWS:,} rows and {MOST_COLUMNS} columns "
            "are read.",
            "Split it into several files, or clear cells far below or to the right of the data.",
            DataPlace(sheet.file, sheet=sheet.name),
        )


def _paths(head: TableRow) -> dict[int, str]:
    """Return the path of each column that has a heading."""
    names = {column: field_name(raw) for column, raw in enumerate(head.cells)}
    return {column: name.path for column, name in names.items() if name.path}


def note_columns(rows: Sequence[TableRow]) -> frozenset[int]:
    """Return the columns, from 0, whose heading begins with ``_``."""
    head = next((row for row in rows if not row.is_blank()), None)
    return _notes(_paths(head)) if head else frozenset()


def _notes(paths: Mapping[int, str]) -> frozenset[int]:
    return frozenset(column for column, path in paths.items() if path.startswith("_"))


def _heading_problems(
    head: TableRow, paths: dict[int, str], sheet: Spreadsheet
) -> Iterator[Problem]:
    """Yield what is wrong with the headings themselves; notes may have any name."""
    columns = defaultdict(list)
    for column, path in paths.items():
        if not path.startswith("_"):
            columns[path].append(column)
    for column, (code, message, hint) in head.flaws.items():
        yield Problem(code, message, hint, data=sheet.place(head, column))
    for path, (column, *repeats) in columns.items():
        place = sheet.place(head, column, path)
        if complaint := field_name(head.cells[column]).complaint:
            hint = "Rename it; a plain word such as 'state' is best."
            yield Problem("heading-bad", f"The heading {complaint}.", hint, data=place)
        if repeats:
            cells = " and ".join(f"{column_letters(other)}{head.number}" for other in repeats)
            message = f"The heading {path!r} appears in {place.cell} and in {cells}."
            hint = "Rename one, or begin it with '_' to make it a note."
            yield Problem("heading-duplicate", message, hint, data=place)
    yield from _structure_problems({path: found[0] for path, found in columns.items()}, head, sheet)


def _structure_problems(
    columns: dict[str, int], head: TableRow, sheet: Spreadsheet
) -> Iterator[Problem]:
    """Yield headings that are both a value and a group, and lists not numbered from 1."""
    children: dict[str, dict[str, int]] = defaultdict(dict)
    for path, column in columns.items():
        parts = path.split(".")
        for depth, name in enumerate(parts):
            children[".".join(parts[:depth])].setdefault(name, column)
    for parent, names in children.items():
        if parent in columns:
            column = next(iter(names.values()))
            message = (
                f"{parent!r} in {column_letters(columns[parent])}{head.number} is a field, so "
                f"{parent}.{next(iter(names))} in {column_letters(column)}{head.number} "
                f"cannot be inside it."
            )
            place = sheet.place(head, columns[parent], parent)
            yield Problem("value-and-group", message, "Rename one of the two.", data=place)
        yield from _number_problems(parent, names, head, sheet)


def _number_problems(
    parent: str, names: dict[str, int], head: TableRow, sheet: Spreadsheet
) -> Iterator[Problem]:
    numbers = [name for name in names if name.isascii() and name.isdigit()]
    expected = {str(number) for number in range(1, len(names) + 1)}
    if numbers and not (parent and set(names) == expected):
        message = list_complaint(names, parent)
        hint = "Number the items of a list from 1; give a field a name with a letter in it."
        place = sheet.place(head, names[numbers[0]])
        yield Problem("list-numbers", message, hint, data=place)


def _no_heading(row: TableRow, bare: set[int], sheet: Spreadsheet) -> Iterator[Problem]:
    """Yield columns with values but no heading; each is reported at its first cell.

    Args:
        bare: The columns without a heading that were empty so far.
    """
    for column in sorted(bare):
        if row.holds(column):
            bare.remove(column)
            message = f"Column {column_letters(column)} has values but no heading."
            hint = "Write a heading over it; begin it with '_' if it is a note."
            yield Problem("heading-empty", message, hint, data=sheet.place(row, column))


def _record(row: TableRow, columns: dict[int, str], sheet: Spreadsheet, head: TableRow) -> Record:
    problems = [
        Problem(code, message, hint, data=sheet.place(row, column, columns.get(column)))
        for column, (code, message, hint) in row.flaws.items()
        if column in columns
    ]
    problems += _extra_cells(row, len(head.cells), sheet)
    facts = (
        Fact(path, row.cells[column] if column < len(row.cells) else "", column)
        for column, path in columns.items()
    )
    return build_record(facts, sheet.place(row), problems)


def _extra_cells(row: TableRow, width: int, sheet: Spreadsheet) -> Iterator[Problem]:
    extra = [column for column in range(width, len(row.cells)) if row.holds(column)]
    if extra:
        yield Problem(
            "extra-cells",
            f"The row reaches column {column_letters(extra[-1])}, but the headings end at "
            f"{column_letters(width - 1)}.",
            "Write a heading over each value. In CSV, put a value that contains a comma in "
            "quotation marks.",
            data=sheet.place(row, extra[0]),
        )
