"""A record's values, stored compactly: 100,000 records may be read before a letter is made.

A value's text is stored, and of its place only what differs from the record's: the line in a
text, the column in a table. Text and place are joined on access. Records of one shape share
their paths.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from lettergen.errors import DataPlace
from lettergen.letter.characters import Cleaned
from lettergen.letter.numbering import in_letters
from lettergen.records.record import Value


def column_letters(column: int) -> str:
    """Return a spreadsheet's name for the column, counted from 0: ``A``, ``Z``, ``AA``."""
    return in_letters(column + 1).upper()


def place_of(start: DataPlace, spot: int, path: str) -> DataPlace:
    """Return the place of the value called *path* in the record that begins at *start*.

    Args:
        spot: The value's column, from 0, in a table; else its line.
    """
    if start.row is None:
        return DataPlace(start.file, line=spot, path=path)
    cell = f"{column_letters(spot)}{start.row}"
    return DataPlace(start.file, start.line, start.row, cell, start.sheet, path)


class Values(Mapping[str, Value]):
    """Path to value, in the order of the data.

    Args:
        paths: The path of each value.
        texts: The text of each value.
        spots: The line of each value, or its column, counted from 0, in a table.
        start: Where the record begins.
        lines: The text with its line ends of each value that has some, by the value's number.
    """

    __slots__ = ("_lines", "_paths", "_spots", "_start", "_texts")

    def __init__(
        self,
        paths: tuple[str, ...],
        texts: Iterable[str],
        spots: Iterable[int],
        start: DataPlace,
        lines: Mapping[int, str] | None = None,
    ) -> None:
        self._paths = _numbered(paths)
        self._texts = tuple(texts)
        self._spots = array("I", spots)
        self._start = start
        self._lines = lines or None

    def __getitem__(self, path: str) -> Value:
        number = self._paths[path]
        place = place_of(self._start, self._spots[number], path)
        lines = self._lines.get(number, "") if self._lines else ""
        return Value(self._texts[number], place, lines)

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __repr__(self) -> str:
        return repr(dict(self))

    def __reduce__(self) -> tuple[type[Values], tuple[object, ...]]:
        return Values, (tuple(self._paths), self._texts, self._spots, self._start, self._lines)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield path and text of each value."""
        return zip(self._paths, self._texts, strict=True)


def values_of(
    paths: tuple[str, ...], cleaned: Sequence[tuple[Cleaned, int]], start: DataPlace
) -> Values:
    """Return the values of a record from the text and the spot of each."""
    lines = {number: one.lines for number, (one, _) in enumerate(cleaned) if one.lines}
    return Values(paths, [one.text for one, _ in cleaned], [at for _, at in cleaned], start, lines)


@lru_cache(maxsize=4096)
def _numbered(paths: tuple[str, ...]) -> Mapping[str, int]:
    return {path: number for number, path in enumerate(paths)}
