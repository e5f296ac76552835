"""Writing a body as plain text: one line for each paragraph, nothing escaped."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from markdown_it.tree import SyntaxTreeNode

from lettergen.l10n.languages import ENGLISH
from lettergen.letter import Body
from lettergen.markdown.tree import (
    Words,
    has_words,
    is_tight,
    note_number,
    parsed,
    parsed_line,
    side_of,
    unmarked,
)


def body_text(body: Body, *, quotes: bool, language: str = ENGLISH) -> Words:
    """Return *body* as plain text: a line for each paragraph, a blank line between.

    Raises:
        LetterError: As for `body_html`.
    """
    tree, notes = parsed(body.markdown, quotes=quotes, language=language)
    return Words(_blocks(tree.children), "\n".join(_note(note) for note in notes))


def line_text(line: Body, *, quotes: bool, language: str = ENGLISH) -> str:
    """Return one line of inline Markdown as plain text.

    Raises:
        LetterError: The line has a picture.
    """
    return _inline(parsed_line(line.markdown, quotes=quotes, language=language))


def _blocks(nodes: Iterable[SyntaxTreeNode], gap: str = "\n\n") -> str:
    return gap.join(filter(None, (_block(node) for node in nodes)))


def _block(node: SyntaxTreeNode) -> str:
    match node.type:
        case "inline":
            return _inline(node)
        case "bullet_list" | "ordered_list":
            return _list(node)
        case "blockquote":
            return _indented(_blocks(node.children), "> ", "> ")
        case "table":
            return _table(node)
        case "hr":
            return "* * *"
    return _blocks(node.children)


def _list(node: SyntaxTreeNode) -> str:
    gap = "\n" if is_tight(node) else "\n\n"
    first = int(node.attrs.get("start", 1))
    items = []
    for number, item in enumerate(node.children, start=first):
        label = "- " if node.type == "bullet_list" else f"{number}{node.markup} "
        items.append(_indented(_blocks(item.children, gap), label, " " * len(label)))
    return gap.join(items)


def _indented(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join(
        (f"{first if number == 0 else rest}{line}").rstrip() for number, line in enumerate(lines)
    )


def _table(node: SyntaxTreeNode) -> str:
    rows = [row for row in node.walk() if row.type == "tr"]
    cells = [[_block(cell).replace("\n", " ") for cell in row.children] for row in rows]
    widths = [max(map(len, column)) for column in zip_longest(*cells, fillvalue="")]
    sides = [side_of(cell) for cell in rows[0].children]
    lines = [_row(row, widths, sides) for row in cells]
    if has_words(rows[0]):
        return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])
    return "\n".join(lines[1:])


def _row(cells: list[str], widths: list[int], sides: list[str]) -> str:
    placed = [
        cell.rjust(width) if side == "right" else cell.ljust(width)
        for cell, width, side in zip(cells, widths, sides, strict=True)
    ]
    return "  ".join(placed).rstrip()


def _inline(parent: SyntaxTreeNode) -> str:
    return "".join(_inline_node(node) for node in parent.children).replace(" \n", "\n")


def _inline_node(node: SyntaxTreeNode) -> str:
    match node.type:
        case "text":
            return unmarked(node.content)
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "footnote_ref":
            return f"[{note_number(node)}]"
    return _inline(node)


def _note(note: SyntaxTreeNode) -> str:
    label = f"[{note_number(note)}] "
    return _indented(_blocks(note.children), label, " " * len(label))
