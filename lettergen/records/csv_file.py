"""Read records from CSV: text with one row per record.

Excel separates cells with a semicolon in much of Europe, with a comma
elsewhere, and with a tab in "Unicode text"; the row of headings shows which.
Quoting is the standard library's in strict mode: a stray quotation mark is an
error, since it could swallow half a table.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from lettergen.errors import DataPlace
from lettergen.records.record import Record
from lettergen.records.source import MEGABYTE, DataText, decode, encoding_of, refusal
from lettergen.records.table import Spreadsheet, TableRow, check_size, records_of

CSV_MOST_BYTES = 100 * MEGABYTE
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
ENCODING_HINT = (
    "In Excel, choose 'Save as' and the type 'CSV UTF-8'; elsewhere choose the encoding UTF-8."
)

QUOTED = re.compile(r'"(?:[^"]++|"")*+"?')
FIRST_ROW = re.compile(r'\s*+((?:[^"\r\n]++|"(?:[^"]++|"")*+")*+)')
# Excel writes and obeys this line, and does not show it as a row.
SEPARATOR_LINE = re.compile(r'"?sep=([,;\t])"?(?:\r\n|\r|\n)')


def read_csv(source: DataText) -> tuple[Record, ...]:
    """Return the records of a CSV file, in UTF-8 or in UTF-16 with a byte order mark.

    Raises:
        CallError: It is not CSV, or its headings are wrong.
    """
    text = decode(source, hint=ENCODING_HINT, utf_16=True)
    announced = SEPARATOR_LINE.match(text)
    delimiter = announced[1] if announced else _delimiter(text, source.name)
    # The text of a large file takes much more memory than its bytes, so rows come from the bytes.
    del text
    lines = io.TextIOWrapper(io.BytesIO(source.data), encoding_of(source, utf_16=True), newline="")
    if announced:
        next(lines)
    rows = _rows(lines, delimiter, source.name, line=2 if announced else 1)
    return records_of(rows, Spreadsheet(source.name))


def _delimiter(text: str, file: str) -> str:
    """Return the separator of the headings; a comma if there is only one heading."""
    first_row = FIRST_ROW.match(text)
    bare = QUOTED.sub("", first_row[1] if first_row else "")
    found = [delimiter for delimiter in DELIMITERS if delimiter in bare]
    if len(found) > 1:
        names = " and ".join(DELIMITERS[delimiter] for delimiter in found)
        raise refusal(
            "delimiter-unclear",
            f"The row of headings has {names}: it is unclear which one separates the cells.",
            "Put headings that contain one of them in quotation marks.",
            DataPlace(file, line=1, row=1),
        )
    return found[0] if found else ","


def _rows(lines: Iterable[str], delimiter: str, file: str, line: int) -> Iterator[TableRow]:
    """Yield the rows of *lines* that are not blank; the first is *line* of the file."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    start = line
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cells):
                check_size(number, len(cells), Spreadsheet(file))
                yield TableRow(number, cells, start)
            start = line + reader.line_num
    except csv.Error as error:
        raise refusal(
            "bad-syntax",
            f"The row that begins on line {start} is not CSV: {error}.",
            "Look for a missing or extra quotation mark; double each one inside a quoted value.",
            DataPlace(file, line=start),
        ) from error
