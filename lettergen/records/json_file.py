"""Read records from JSON as RFC 8259 defines it, keeping each value as typed.

The standard library parses the file but keeps no places. No library was found
that is strict and gives the line of every value (those tried walk the text in
Python without a limit of depth, and lose one of two equal keys), so a second,
shallow pass over the same text finds the line on which each key and value
begins. Both run in the order of the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Never, TypeAlias

from lettergen.errors import CallError, DataPlace
from lettergen.files.nodes import (
    MOST_LEVELS,
    Group,
    Items,
    Leaf,
    Lines,
    MappingEntry,
    Node,
    too_deep,
)
from lettergen.records.nodes import records_of
from lettergen.records.record import Record
from lettergen.records.source import MEGABYTE, DataText, decode, refusal, refused

JSON_MOST_BYTES = 10 * MEGABYTE
TOKEN = re.compile(
    r'"(?:[^"\\]++|\\.)*+"?|(?P<open>[\[{])|(?P<close>[\]}])|(?P<bare>[^\s\[\]{},:"]++)', re.DOTALL
)
NOT_NUMBERS = frozenset({"NaN", "Infinity", "-Infinity"})


@dataclass(frozen=True, slots=True)
class _Pairs:
    """A JSON object, duplicate keys included."""

    pairs: list[tuple[str, _Parsed]]


_Parsed: TypeAlias = "str | bool | _Pairs | list[_Parsed] | None"


def read_json(source: DataText) -> tuple[Record, ...]:
    """Return the records of a JSON file.

    Raises:
        CallError: It is not JSON, or not a list of records.
    """
    text = decode(source, hint="Save the file as UTF-8 in your editor.")
    starts = _starts(text, source.name)
    try:
        parsed = _parse(text)
    except json.JSONDecodeError as error:
        line, column = Lines(text).at(error.pos)
        raise _syntax_error(error.msg, line, column, source.name) from error
    return records_of(_node(parsed, iter(starts)), source.name)


def _parse(text: str) -> _Parsed:
    """Parse *text*: numbers as typed, objects as pairs. Constants are checked before."""
    parsed: _Parsed = json.loads(
        text, parse_int=str, parse_float=str, parse_constant=_no_number, object_pairs_hook=_Pairs
    )
    return parsed


def _no_number(constant: str) -> Never:
    msg = f"{constant} is refused before parsing"
    raise AssertionError(msg)


def _starts(text: str, file: str) -> list[int]:
    """Return the line of every key and value, in the order of the file.

    Raises:
        CallError: Lists and objects are nested too deep, or a constant is not JSON's.
    """
    lines = Lines(text)
    found = []
    depth = 0
    for token in TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "close":
            depth -= 1
            continue
        line = lines.line_of(token.start())
        if kind == "open":
            depth += 1
            if depth > MOST_LEVELS:
                raise refused([too_deep(line)], file)
        elif kind == "bare" and (word := token.group()) in NOT_NUMBERS:
            line, column = lines.at(token.start())
            raise _syntax_error(f"{word} is not a JSON value", line, column, file)
        found.append(line)
    return found


def _syntax_error(what: str, line: int, column: int, file: str) -> CallError:
    return refusal(
        "bad-syntax",
        f"The file is not JSON; line {line}, column {column}: {what}.",
        "Look for a missing or extra comma or quotation mark on this line and the one above.",
        DataPlace(file, line=line),
    )


def _node(parsed: _Parsed, lines: Iterator[int]) -> Node:
    """Join the parsed values with their lines."""
    line = next(lines)
    if isinstance(parsed, _Pairs):
        return Group(tuple(_entry(key, value, lines) for key, value in parsed.pairs), line)
    if isinstance(parsed, list):
        return Items(tuple(_node(item, lines) for item in parsed), line)
    if parsed is None or isinstance(parsed, bool):
        return Leaf({None: "", True: "true", False: "false"}[parsed], line)
    return Leaf(parsed, line)


def _entry(key: str, value: _Parsed, lines: Iterator[int]) -> MappingEntry:
    return MappingEntry(key, next(lines), _node(value, lines))
