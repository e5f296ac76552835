"""Read YAML as nodes, every value as the text that was typed.

The reader stops at PyYAML's node tree, where no value has a type yet: ``NO``,
``00420`` and ``1:30`` stay as typed. Anything other than lists, mappings and texts
is refused by name: anchors, aliases, merge keys, tags, several documents.
The events are checked first, so that a file made to exhaust the memory or the
stack is refused before a tree is built from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final, Protocol

import yaml

from lettergen.files.nodes import (
    MOST_LEVELS,
    Flaw,
    Group,
    Items,
    Leaf,
    Lines,
    MappingEntry,
    Node,
    too_deep,
)

MOST_FLAWS = 20
NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class _Mark(Protocol):
    """A place in the text, whichever of PyYAML's two parsers made it."""

    index: int


LOADER: Final = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader


def yaml_nodes(text: str) -> tuple[Node, list[Flaw]]:
    """Return the tree of a YAML file, and the flaws of the file.

    The tree of an empty file, and of one with flaws, is an empty text.
    """
    lines = Lines(text)
    try:
        flaws = list(islice(_flaws(text, lines), MOST_FLAWS))
        root = None if flaws else yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        flaws, root = [_syntax_flaw(error, text, lines)], None
    return _node(root, lines) if root else Leaf("", 1), flaws


def _flaws(text: str, lines: Lines) -> Iterator[Flaw]:
    """Yield the file's constructs that data may not have; stop where it is nested too deep."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=LOADER):
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_LEVELS:
            yield too_deep(_line(event, lines))
            return
        if documents > 1:
            message = "The file has more than one YAML document."
            hint = "Remove the line '---' and keep one list of records."
            yield Flaw("yaml-documents", message, hint, _line(event, lines))
            return
        for code, message, hint in _extras(event):
            yield Flaw(code, message, hint, _line(event, lines))


def _extras(event: yaml.Event) -> Iterator[tuple[str, str, str]]:
    """Yield code, message and hint of each construct in *event* that data may not have."""
    if isinstance(event, yaml.NodeEvent) and event.anchor:
        sign = "alias '*" if isinstance(event, yaml.AliasEvent) else "anchor '&"
        yield (
            "yaml-alias",
            f"The file uses the YAML {sign}{event.anchor[:40]}', which data files may not have.",
            "Write out the value in each record; if it is a text, put it in quotation marks.",
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
            "Write out the fields in each record.",
        )


def _syntax_flaw(error: yaml.YAMLError, text: str, lines: Lines) -> Flaw:
    index, what = len(text), "it ends too early"
    if isinstance(error, yaml.reader.ReaderError):
        index = max(text.find(chr(int(error.character))), 0)
        what = f"the character U+{int(error.character):04X} is not allowed"
    elif isinstance(error, yaml.MarkedYAMLError):
        index = _index(error.problem_mark or error.context_mark)
        what = ", ".join(part for part in (error.context, error.problem) if part)
    line, column = lines.at(index)
    return Flaw(
        "bad-syntax",
        f"The file is not YAML; line {line}, column {column}: {what}.",
        "Check this line and the one above: spaces (never tabs) at the start, a space after each "
        "colon, quotation marks in pairs.",
        line,
    )


def _node(node: yaml.Node, lines: Lines) -> Node:
    line = _line(node, lines)
    if isinstance(node, yaml.MappingNode):
        return Group(tuple(_entry(key, value, lines) for key, value in node.value), line)
    if isinstance(node, yaml.SequenceNode):
        return Items(tuple(_node(item, lines) for item in node.value), line)
    return Leaf(_text(node) if isinstance(node, yaml.ScalarNode) else "", line)


def _entry(key: yaml.Node, value: yaml.Node, lines: Lines) -> MappingEntry:
    line = _line(key, lines)
    # A list or mapping as a key gets an empty name, which is a problem of its record.
    name = _text(key) if isinstance(key, yaml.ScalarNode) else ""
    return MappingEntry(name, line, _node(value, lines))


def _text(node: yaml.ScalarNode) -> str:
    is_plain = not node.style
    return "" if is_plain and node.value in NULLS else str(node.value)


def _line(part: yaml.Event | yaml.Node, lines: Lines) -> int:
    return lines.line_of(_index(part.start_mark))


def _index(mark: _Mark | None) -> int:
    """Return the index of *mark* in the text; all that PyYAML makes of a text has a mark."""
    return mark.index if mark else 0
