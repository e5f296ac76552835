"""The lines of the settings in a TOML text, which TOML readers do not keep.

The text is split into statements, each the fewest lines that are valid TOML alone. So the
standard library's reader handles quoted texts and lists over several lines.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

Key: TypeAlias = str | int
"""A key of a table, or the number of an item in a list, from 0."""
KeyPath: TypeAlias = tuple[Key, ...]
BAD_TOML = (ValueError, RecursionError)  # a TOMLDecodeError is a ValueError


def lines_of(text: str) -> dict[KeyPath, int]:
    """Return the line, from 1, at which each setting of a TOML text begins.

    If the text is not valid TOML, only the settings before the mistake are returned.
    """
    lines: dict[KeyPath, int] = {}
    items: Counter[KeyPath] = Counter()
    table: KeyPath = ()
    for number, statement, content in _statements(text):
        if not statement.lstrip().startswith("["):
            found = [(*table, *path) for path in _paths(content)]
        else:
            table = _heading(content, items)
            if statement.lstrip().startswith("[["):
                items[table] += 1
                table = (*table, items[table] - 1)
            found = [table[:length] for length in range(1, len(table) + 1)]
        for path in found:
            lines.setdefault(path, number)
    return lines


def _heading(content: dict[str, Any], items: Mapping[KeyPath, int]) -> KeyPath:
    """Return the path of a table's heading; within a list of tables, that of the last item."""
    path: KeyPath = ()
    inside: Any = content
    while inside and isinstance(inside, dict):
        if items.get(path):
            path = (*path, items[path] - 1)
        ((key, inside),) = inside.items()
        path = (*path, key)
    return path


def _paths(content: object) -> Iterator[KeyPath]:
    """Yield the path of everything within a table or a list."""
    pairs: Iterable[tuple[Key, object]] = ()
    if isinstance(content, dict):
        pairs = content.items()
    elif isinstance(content, list):
        pairs = enumerate(content)
    for key, value in pairs:
        yield (key,)
        yield from ((key, *path) for path in _paths(value))


def _statements(text: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Yield each statement of a TOML text: its first line, its text, and its content.

    A value may take several lines. A statement without an end has no content.
    """
    first, statement = 1, ""
    for number, line in enumerate(text.split("\n"), start=1):
        statement += f"{line}\n"
        try:
            content = tomllib.loads(statement)
        except BAD_TOML:
            continue
        if content:
            yield first, statement, content
        first, statement = number + 1, ""
    if statement:
        yield first, statement, {}


def bad_line(text: str) -> int:
    """Return the first line of the statement that makes *text* invalid."""
    first, whole = 1, ""
    for first, statement, _ in _statements(text):  # noqa: B007 - the last one if no other is
        whole += statement
        try:
            tomllib.loads(whole)
        except BAD_TOML:
            break
    return first
