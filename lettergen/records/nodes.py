"""Nested data, as YAML and JSON hold them, before they are made flat.

Both readers build the same three kinds of node; from here on nothing knows
which of the two the file was. A tree is at most `MOST_LEVELS` deep: the
readers see to that before they build one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from lettergen.errors import CallError, DataPlace, Problem
from lettergen.records.builder import (
    MOST_LEVELS,
    Fact,
    build_record,
    check_ids,
    duplicate_key,
    field_name,
)
from lettergen.records.record import Record
from lettergen.records.source import refusal


class Leaf(NamedTuple):
    """One text as typed."""

    text: str
    line: int


class MappingEntry(NamedTuple):
    """One key of a group, as typed, and what it holds."""

    key: str
    line: int
    node: Node


class Group(NamedTuple):
    """Keys and what they hold, in order, doubles included."""

    entries: tuple[MappingEntry, ...]
    line: int


class Items(NamedTuple):
    """A list."""

    nodes: tuple[Node, ...]
    line: int


Node: TypeAlias = Leaf | Group | Items


def records_of(root: Node, file: str) -> tuple[Record, ...]:
    """Return the records that the tree of *file* holds.

    Raises:
        CallError: It is neither a list nor a mapping with one key that holds a list.
    """
    records = [_record(node, file) for node in _list_of_records(root, file).nodes]
    return check_ids(records)


def _list_of_records(root: Node, file: str) -> Items:
    if isinstance(root, Items):
        return root
    if isinstance(root, Group):
        entries = [entry for entry in root.entries if not field_name(entry.key).is_note]
        if len(entries) == 1 and isinstance(entries[0].node, Items):
            return entries[0].node
    raise _wrong_shape(root, file)


def _wrong_shape(root: Node, file: str) -> CallError:
    if isinstance(root, Leaf):
        found = "one text" if root.text else "nothing"
    else:
        keys = [entry.key for entry in root.entries] if isinstance(root, Group) else []
        shown = ", ".join(repr(key[:40]) for key in keys[:5]) or "none"
        found = f"a mapping with the keys {shown}"
    return refusal(
        "data-shape",
        f"The file must hold a list of records, or one key that holds the list; it has {found}.",
        "Write the records as a list, or put them under one key such as 'members'.",
        DataPlace(file, line=root.line),
    )


def too_deep(place: DataPlace) -> CallError:
    """Return the error for lists and groups that stand too deep in each other."""
    return refusal(
        "data-too-deep",
        f"Lists and groups stand more than {MOST_LEVELS} deep in each other.",
        "Look for a bracket or an indentation too many.",
        place,
    )


@dataclass(slots=True)
class _Flattening:
    """The facts of one record, and the problems found on the way."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def place(self, line: int, path: str | None) -> DataPlace:
        return DataPlace(self.file, line=line, path=path)

    def facts(self, node: Node, path: str) -> Iterator[Fact]:
        if isinstance(node, Leaf):
            yield Fact(path, node.text, node.line)
        elif isinstance(node, Group):
            yield from self.of_group(node, path)
        else:
            for number, item in enumerate(node.nodes, start=1):
                yield from self.facts(item, f"{path}.{number}")

    def of_group(self, group: Group, path: str) -> Iterator[Fact]:
        seen: dict[str, int] = {}
        for entry in group.entries:
            name = field_name(entry.key)
            if not path and name.is_note:
                continue
            full = f"{path}.{name.path}" if path else name.path
            if name.complaint:
                place = self.place(entry.line, full)
                self.problems.append(_bad_key(name.complaint, place))
            elif name.path in seen:
                place, first = self.place(entry.line, full), self.place(seen[name.path], None)
                self.problems.append(duplicate_key(full, place, first))
            else:
                seen[name.path] = entry.line
                yield from self.facts(entry.node, full)


def _bad_key(complaint: str, place: DataPlace) -> Problem:
    hint = "Rename the key; a plain word such as 'state' is best."
    return Problem("bad-key", f"The key {complaint}.", hint, data=place)


def _record(node: Node, file: str) -> Record:
    flattening = _Flattening(file)
    place = flattening.place(node.line, None)
    if isinstance(node, Group):
        facts = list(flattening.of_group(node, ""))
        return build_record(facts, place, flattening.problems)
    what = "a list" if isinstance(node, Items) else "one text" if node.text else "empty"
    problem = Problem(
        "not-a-record",
        f"A record must be a mapping of fields to values; this one is {what}.",
        "Write its fields as 'name: value', with 'id' among them.",
        data=place,
    )
    return Record("", {}, place, (problem,))
