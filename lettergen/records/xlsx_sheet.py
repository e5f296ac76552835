"""Facts in the XML of one worksheet that openpyxl's fast reader does not report.

That reader trusts the size a sheet claims, skips rows out of order, drops
merged ranges, and gives the same None for an empty cell and for a formula that
was never calculated. This pass over the same XML finds how far the cells reach,
how many have a value, and which formulas have none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse
from openpyxl.utils.cell import coordinate_to_tuple

SPREADSHEET_ROWS = 1_048_576
SPREADSHEET_COLUMNS = 16_384


class SheetError(Exception):
    """The XML is not that of a worksheet as spreadsheet programs write it."""


@dataclass(slots=True)
class SheetFacts:
    """What one pass over a worksheet found; rows and columns count from 1.

    Attributes:
        last_row: The last row with a cell that is not empty; 0 for none.
        last_column: The last such column.
        values: How many cells have a value.
        uncalculated: Row and column of the formulas without a calculated value.
        merged: The merged ranges, such as ``A1:B2``.
    """

    last_row: int = 0
    last_column: int = 0
    values: int = 0
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether every cell is empty."""
        return self.last_row == 0


def look_through(xml: IO[bytes], *, recalculates: bool = False) -> SheetFacts:
    """Return the facts of one worksheet.

    Args:
        xml: The worksheet's part of the workbook.
        recalculates: Whether the workbook asks to be calculated when opened. Programs that
            cannot calculate write 0 as the value of each formula, and ask for this.

    Raises:
        SheetError: Rows or cells are out of order, or beyond what a spreadsheet has.
    """
    facts = SheetFacts()
    row = column = 0
    for event, element in iterparse(xml, events=("start", "end"), forbid_dtd=True):
        name = element.tag.rpartition("}")[2]
        if event == "start" and name == "row":
            row, column = _next(element.get("r"), row, SPREADSHEET_ROWS), 0
        elif event == "end" and name == "c":
            at = _column(element.get("r"), row)
            column = _next(at, column, SPREADSHEET_COLUMNS)
            _note(facts, element, (row, column), recalculates=recalculates)
            element.clear()
        elif event == "end" and name == "mergeCell":
            facts.merged.append(element.get("ref", ""))
        elif event == "end" and name == "row":
            element.clear()
    return facts


def _next(given: str | None, before: int, most: int) -> int:
    """Return the number of a row or cell: the one given, or one more than *before*."""
    number = int(given) if given else before + 1
    if not before < number <= most:
        msg = f"row or cell {number} follows {before}"
        raise SheetError(msg)
    return number


def _column(coordinate: str | None, row: int) -> str | None:
    if coordinate is None:
        return None
    said_row, column = coordinate_to_tuple(coordinate)
    if said_row != row:
        msg = f"cell {coordinate} is in row {row}"
        raise SheetError(msg)
    return str(column)


def _note(facts: SheetFacts, cell: Element, at: tuple[int, int], *, recalculates: bool) -> None:
    children = {child.tag.rpartition("}")[2]: child for child in cell}
    value = children["v"].text if "v" in children else None
    is_formula = "f" in children
    is_inline = cell.get("t") == "inlineStr" and any(_texts(children.get("is")))
    is_placeholder = value == "0" and recalculates
    if is_formula and (is_placeholder or (not value and cell.get("t") != "str")):
        facts.uncalculated.add(at)
    if value and cell.get("t") != "inlineStr":
        facts.values += 1
    if value or is_formula or is_inline:
        facts.last_row = at[0]
        facts.last_column = max(facts.last_column, at[1])


def _texts(inline: Element | None) -> Iterator[str]:
    return iter(()) if inline is None else inline.itertext()
