"""Read records from YAML, every value as the text that was typed.

The reader stops at PyYAML's node tree, where nothing has a type yet: ``NO``,
``00420`` and ``1:30`` are safe. What YAML has beyond lists, mappings and texts
is refused by name: anchors, aliases, merge keys, tags, several documents.
The stream of events is checked first, so that a file made to exhaust the
memory or the stack is refused before a tree is built from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final, Protocol

import yaml

from lettergen.errors import CallError, DataPlace, Problem
from lettergen.records.builder import MOST_LEVELS
from lettergen.records.nodes import Group, Items, Leaf, MappingEntry, Node, records_of, too_deep
from lettergen.records.record import Record
from lettergen.records.source import MEGABYTE, DataText, Lines, decode, refusal

YAML_MOST_BYTES = 10 * MEGABYTE
MOST_COMPLAINTS = 20
NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class _Mark(Protocol):
    """A place in the text, whichever of PyYAML's two parsers made it."""

    index: int


LOADER: Final = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader


def read_yaml(source: DataText) -> tuple[Record, ...]:
    """Return the records of a YAML file.

    Raises:
        CallError: It is not YAML, or uses more of YAML than data need.
    """
    text = decode(source, hint="Save the file as UTF-8 in your editor.")
    lines = Lines(text)
    try:
        complaints = list(islice(_complaints(text, lines, source.name), MOST_COMPLAINTS))
        root = None if complaints else yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        raise _syntax_error(error, text, lines, source.name) from error
    if complaints:
        raise CallError(complaints)
    return records_of(_node(root, lines) if root else Leaf("", 1), source.name)


def _complaints(text: str, lines: Lines, file: str) -> Iterator[Problem]:
    """Say what the file has that data do not need.

    Raises:
        CallError: Lists and mappings stand too deep in each other to read on.
    """
    depth = documents = 0
    for event in yaml.parse(text, Loader=LOADER):
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_LEVELS:
            raise too_deep(_place(event, lines, file))
        if documents > 1:
            yield Problem(
                "yaml-documents",
                "The file holds more than one YAML document.",
                "Remove the line '---' and keep one list of records.",
                data=_place(event, lines, file),
            )
            return
        for code, message, hint in _extras(event):
            yield Problem(code, message, hint, data=_place(event, lines, file))


def _place(event: yaml.Event, lines: Lines, file: str) -> DataPlace:
    return DataPlace(file, line=lines.at(_index(event.start_mark))[0])


def _extras(event: yaml.Event) -> Iterator[tuple[str, str, str]]:
    """Give code, message and hint of each thing in *event* that data do not need."""
    if isinstance(event, yaml.NodeEvent) and event.anchor:
        sign = "alias '*" if isinstance(event, yaml.AliasEvent) else "anchor '&"
        yield (
            "yaml-alias",
            f"The file uses the YAML {sign}{event.anchor[:40]}', which data files may not have.",
            "Write the value out in each record; if it is a text, put it in quotation marks.",
        )
    if tag := getattr(event, "tag", None):
        yield (
            "yaml-tag",
            f"The file uses the YAML tag {tag[:80]!r}, which data files may not have.",
            "Remove the tag, or put a text that begins with '!' in quotation marks.",
        )
    if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and not event.style:
        yield (
            "yaml-alias",
            "The file uses the YAML merge key '<<', which data files may not have.",
            "Write the fields out in each record.",
        )


def _syntax_error(error: yaml.YAMLError, text: str, lines: Lines, file: str) -> CallError:
    index, what = len(text), "it ends too early"
    if isinstance(error, yaml.reader.ReaderError):
        index = max(text.find(chr(int(error.character))), 0)
        what = f"the character U+{int(error.character):04X} may not stand in it"
    elif isinstance(error, yaml.MarkedYAMLError):
        index = _index(error.problem_mark or error.context_mark)
        what = ", ".join(part for part in (error.context, error.problem) if part)
    line, column = lines.at(index)
    return refusal(
        "bad-syntax",
        f"The file is not YAML; line {line}, column {column}: {what}.",
        "Look at this line and the one above: spaces (never tabs) at its start, a space behind "
        "each colon, quotation marks in pairs.",
        DataPlace(file, line=line),
    )


def _node(node: yaml.Node, lines: Lines) -> Node:
    line = lines.at(_index(node.start_mark))[0]
    if isinstance(node, yaml.MappingNode):
        return Group(tuple(_entry(key, value, lines) for key, value in node.value), line)
    if isinstance(node, yaml.SequenceNode):
        return Items(tuple(_node(item, lines) for item in node.value), line)
    return Leaf(_text(node) if isinstance(node, yaml.ScalarNode) else "", line)


def _entry(key: yaml.Node, value: yaml.Node, lines: Lines) -> MappingEntry:
    line = lines.at(_index(key.start_mark))[0]
    # A list or mapping as a key has no name; the empty one is a problem of its record.
    name = _text(key) if isinstance(key, yaml.ScalarNode) else ""
    return MappingEntry(name, line, _node(value, lines))


def _text(node: yaml.ScalarNode) -> str:
    is_plain = not node.style
    return "" if is_plain and node.value in NULLS else str(node.value)


def _index(mark: _Mark | None) -> int:
    """Return where in the text *mark* stands; PyYAML sets one on all that it makes of a text."""
    return mark.index if mark else 0
