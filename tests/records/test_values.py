"""Values are kept small and look like a mapping of paths to values."""

from __future__ import annotations

import pickle

import pytest

from lettergen.errors import DataPlace
from lettergen.records.record import Value
from lettergen.records.values import Values, column_letters

LINES = Values(("id", "cc.1.name"), ("AZE", "Bo"), (4, 9), DataPlace("a.yaml", line=4))
LETTER = Values(("id", "incoming"), ("AZE", "a b"), (4, 9), LINES["id"].place, {1: "a\nb"})
CELLS = Values(("id", "name"), ("AZE", ""), (0, 27), DataPlace("a.xlsx", row=3, sheet="One"))


@pytest.mark.parametrize(
    ("column", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")],
)
def test_column_letters(column: int, letters: str) -> None:
    """Columns have the names that a spreadsheet shows."""
    assert column_letters(column) == letters


@pytest.mark.parametrize(
    ("values", "path", "text", "place"),
    [
        (LINES, "cc.1.name", "Bo", DataPlace("a.yaml", line=9, path="cc.1.name")),
        (CELLS, "name", "", DataPlace("a.xlsx", row=3, cell="AB3", sheet="One", path="name")),
    ],
)
def test_place(values: Values, path: str, text: str, place: DataPlace) -> None:
    """A value has its line in a text, its cell in a table."""
    assert values[path] == Value(text, place)


@pytest.mark.parametrize("values", [LINES, CELLS])
def test_mapping(values: Values) -> None:
    """Values equal the plain mapping of the same values, in the same order."""
    plain = {path: values[path] for path in values}

    assert values == plain
    assert plain == values
    assert list(values.items()) == list(plain.items())
    assert dict(values.texts()) == {path: value.text for path, value in plain.items()}
    assert repr(values) == repr(plain)


@pytest.mark.parametrize("path", ["name.1", "", "ID"])
def test_absent(path: str) -> None:
    """A path that is not there is not there."""
    assert path not in LINES
    with pytest.raises(KeyError):
        LINES[path]


def test_lines() -> None:
    """A value of several lines gives them, one of one line its text."""
    assert LETTER["incoming"].typed == "a\nb"
    assert LETTER["id"].typed == "AZE"
    assert Values(("id", "incoming"), ("AZE", "a b"), (4, 9), LINES["id"].place) != LETTER


@pytest.mark.parametrize("values", [LINES, CELLS, LETTER])
def test_travels(values: Values) -> None:
    """Values reach a worker as they were."""
    assert pickle.loads(pickle.dumps(values)) == values  # noqa: S301 - our own bytes
