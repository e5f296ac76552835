"""CSV as spreadsheets write it: three separators, three line ends, UTF-8 or a byte order mark."""

from __future__ import annotations

from pathlib import Path

import pytest

from lettergen.errors import DataPlace
from tests.records.files import codes, read, refused, texts, write
from tests.records.measure import calls_for, few_calls

NAME = "members.csv"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be-bom", "utf-16-le-bom"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_ways_to_save(tmp_path: Path, delimiter: str, end: str, encoding: str) -> None:
    """Whichever way a spreadsheet saves it, the same table is read."""
    rows = [["id", "name", "note"], ["XAA", "Zoë Ъ", '"a, b; c\td"'], [], ["XAB", "", "x"]]
    content = "".join(delimiter.join(row) + end for row in rows)
    bom = "\ufeff" if encoding.endswith("-bom") else ""
    first, second = read(tmp_path, NAME, (bom + content).encode(encoding.removesuffix("-bom")))

    assert texts(first) == {"id": "XAA", "name": "Zoë Ъ", "note": "a, b; c d"}
    assert second.values["id"].place == DataPlace(NAME, line=4, row=4, cell="A4", path="id")


@pytest.mark.parametrize(
    ("encoding", "name", "code", "line"),
    [
        ("cp1251", "Мария", "wrong-encoding", 3),
        ("cp1252", "Zoë", "wrong-encoding", 3),
        ("latin-1", "Zoë", "wrong-encoding", 3),
        ("cp1254", "Şule", "wrong-encoding", 3),
        ("utf-16-le", "Ann", "wrong-encoding", 1),
        ("utf-16-be", "Ann", "wrong-encoding", 1),
        ("utf-32", "Ann", "wrong-encoding", 1),
    ],
)
def test_wrong_encoding(tmp_path: Path, encoding: str, name: str, code: str, line: int) -> None:
    """Any other encoding is refused with the line, and how to save the file correctly."""
    content = f"id,name\r\nXAA,Ann\r\nXAB,{name}\r\n"
    (problem, *_) = refused(write(tmp_path, NAME, content.encode(encoding)))

    assert problem.code == code
    assert problem.data
    assert problem.data.line == line
    assert "CSV UTF-8" in problem.hint


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("NO", "NO"),
        ("00420", "00420"),
        ("1:30", "1:30"),
        ("1e5", "1e5"),
        ("null", "null"),
        ("~", "~"),
        ("=1+1", "=1+1"),
        ("#N/A", "#N/A"),
        (" a ", "a"),
        ('"two\r\nlines"', "two lines"),
        ('"say ""hi"""', 'say "hi"'),
        ('5" pipe', '5" pipe'),
        ("'quoted'", "'quoted'"),
        ('""', ""),
    ],
)
def test_texts(tmp_path: Path, cell: str, text: str) -> None:
    """A value is the text that was typed."""
    (record,) = read(tmp_path, NAME, f"id,value\nXAA,{cell}\n")

    assert texts(record) == {"id": "XAA", "value": text}
    assert record.problems == ()


def test_rows_and_lines(tmp_path: Path) -> None:
    """Rows count as a spreadsheet shows them, lines as an editor does."""
    content = 'id,"a heading\nin two lines"\nXAA,"x\n\ny"\n\nXAB,z'
    first, second = read(tmp_path, NAME, content)

    assert (first.place.row, first.place.line) == (2, 3)
    assert (second.place.row, second.place.line) == (4, 7)
    assert str(second.values["id"].place) == "members.csv A4 (id)"


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("", "data-empty", None),
        ("\n ,\n", "data-empty", None),
        ("id,name;title\nX,y;z\n", "delimiter-unclear", 1),
        ('id,name\nXAA,"Ann\nXAB,Bo\n', "bad-syntax", 2),
        ('id,name\nXAA,"Ann"x\n', "bad-syntax", 2),
        ("id\nX\0\n", "wrong-encoding", 2),
        ("id,name\nXAA," + "x" * 200_000, "bad-syntax", 2),
        ("id,name,\nXAA,Ann,5\n", "heading-empty", 2),
    ],
)
def test_refused(tmp_path: Path, content: str, code: str, line: int | None) -> None:
    """A file that is not a table is refused with its line."""
    (problem,) = refused(write(tmp_path, NAME, content))

    assert problem.code == code
    assert problem.data
    assert problem.data.line == line


def test_comma_in_a_semicolon_table(tmp_path: Path) -> None:
    """Commas inside the cells, or in quoted headings, do not make a comma table."""
    (record,) = read(tmp_path, NAME, '\n"_note, ours";id;name\na,b,c;XAA;Smith, Ann\n')

    assert texts(record) == {"id": "XAA", "name": "Smith, Ann"}


def test_announced_separator(tmp_path: Path) -> None:
    """The line ``sep=;`` that Excel writes sets the separator, and is not a row."""
    (record,) = read(tmp_path, NAME, "sep=;\r\nid;a,b\r\nXAA;1,5\r\n")

    assert texts(record) == {"id": "XAA", "a,b": "1,5"}
    assert (record.place.row, record.place.line) == (2, 3)


def test_one_bad_row(tmp_path: Path) -> None:
    """A row with an unquoted comma affects one record, not the file."""
    bad, good = read(tmp_path, NAME, "id,name\nXAA,Smith, Ann\nXAB,Bo,,\n")

    assert codes(bad) == ["extra-cells"]
    assert codes(good) == []


@pytest.mark.parametrize("content", ['"' * 2_000_000 + "x", '"a' * 1_000_000, "\r" * 100_000])
def test_hostile_headings(tmp_path: Path, content: str) -> None:
    """Finding the separator takes no more steps for a hostile first row."""
    path = write(tmp_path, NAME, content)

    with few_calls(calls_for(content)):
        assert refused(path)
