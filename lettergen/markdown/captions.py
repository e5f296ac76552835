"""Captions: a paragraph ``Table: …`` directly before or after a table is its caption."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.tree import SyntaxTreeNode

from lettergen.errors import Problem

CAPTION = "caption"
MARKER = re.compile(r"Table:\s+(?=\S)")
HINT = "Put one paragraph 'Table: …' before or after the table, with an empty line between them."


def captioned(parent: SyntaxTreeNode) -> Iterator[Problem]:
    """Move each caption among the children of *parent* into its table; yield what is wrong."""
    children = list(parent.children)
    kept: list[SyntaxTreeNode] = []
    for place, node in enumerate(children):
        if not _is_caption(node):
            kept.append(node)
            continue
        near = [*children[place + 1 : place + 2], *reversed(children[max(place - 1, 0) : place])]
        tables = [one for one in near if one.type == "table"]
        if not tables:
            yield Problem("misplaced-caption", "A caption is not next to a table.", HINT)
        elif tables[0].children[0].type == CAPTION:
            yield Problem("misplaced-caption", "A table has two captions.", HINT)
        else:
            _move(node, tables[0])
    if len(kept) < len(children):
        parent.children = kept


def caption_as_row(row: SyntaxTreeNode) -> Iterator[Problem]:
    """Yield a problem if *row* is a caption that would be printed as a row of its table."""
    if row.children and _first_words(row.children[0]):
        yield Problem("misplaced-caption", "A caption is part of the table, as a row.", HINT)


def _move(node: SyntaxTreeNode, table: SyntaxTreeNode) -> None:
    text = node.children[0].children[0].token
    assert text is not None  # noqa: S101 - for the type checker only
    text.content = MARKER.sub("", text.content, count=1)
    assert node.nester_tokens is not None  # noqa: S101 - for the type checker only
    node.nester_tokens.opening.type = f"{CAPTION}_open"
    node.nester_tokens.opening.tag = CAPTION
    table.children.insert(0, node)


def _is_caption(node: SyntaxTreeNode) -> bool:
    return node.type == "paragraph" and _first_words(node)


def _first_words(block: SyntaxTreeNode) -> bool:
    """Return whether the text begins as a caption does; a value from a record never does."""
    pieces = block.children[0].children if block.children else []
    return any(one.type == "text" and bool(MARKER.match(one.content)) for one in pieces[:1])
