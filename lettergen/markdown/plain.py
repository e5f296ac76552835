"""Write a body as plain text: one line for each paragraph, nothing escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from markdown_it.tree import SyntaxTreeNode

from lettergen.l10n.languages import ENGLISH
from lettergen.letter.letter import Body
from lettergen.letter.numbering import DEFAULT_NUMBERING, label
from lettergen.markdown.captions import CAPTION
from lettergen.markdown.sections import sections
from lettergen.markdown.tree import (
    Appendix,
    Words,
    has_words,
    is_tight,
    level_of,
    note_number,
    parsed,
    parsed_line,
    side_of,
    unmarked,
)

LINE_END = re.compile(r"\r\n?|\n")
HARD_BREAK = re.compile(r"(?:\\| {2,})\n[ \t]*")
SOFT_BREAK = re.compile(r"(?<!\\)[ \t]*\n[ \t]*")
IN_LINES = {"paragraph", "heading", "inline"}
"""What has only words in it, so that a line end in its Markdown is a blank."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a body, such as a paragraph, a list, a footnote or an appendix's title.

    Attributes:
        source: Its Markdown; blocks with the same Markdown are printed alike.
        text: Its plain text.
    """

    source: str
    text: str


def body_blocks(body: Body, *, quotes: bool) -> Iterator[Block]:
    """Yield the blocks of *body* in the order in which they are printed.

    Raises:
        LetterError: As for `body_html`.
    """
    tree, notes = parsed(body.markdown, quotes=quotes)
    writer = _Text(DEFAULT_NUMBERING)
    lines = LINE_END.split(body.markdown)
    for section in sections(tree, notes):
        if section.title:
            yield Block(_source(section.title, lines), _inline(section.title))
        for node in section.blocks:
            yield Block(_source(node, lines), writer.blocks([node]))
        for note in section.notes:
            text = writer.notes([note])
            yield Block(_source(note, lines) or text, text)


def _source(block: SyntaxTreeNode, lines: Sequence[str]) -> str:
    """Return the Markdown of *block*; an ordinary line end in a paragraph becomes a blank.

    It is empty for a footnote within a paragraph, whose Markdown is that of the paragraph.
    """
    places = [node.map for node in block.walk() if node.type != "text" and node.map]
    if not places:
        return ""
    first, end = min(one[0] for one in places), max(one[1] for one in places)
    source = "\n".join(lines[first:end]).strip()
    if block.type not in IN_LINES:
        return source
    return SOFT_BREAK.sub(" ", HARD_BREAK.sub("\\\\\n", source))


def body_text(
    body: Body,
    *,
    quotes: bool,
    language: str = ENGLISH,
    numbering: tuple[str, ...] = DEFAULT_NUMBERING,
) -> Words:
    """Return *body* as plain text: a line for each paragraph, with blank lines between.

    Args:
        numbering: The numbers of numbered lists, outermost level first.

    Raises:
        LetterError: As for `body_html`.
    """
    tree, notes = parsed(body.markdown, quotes=quotes, language=language)
    writer = _Text(numbering)
    own, *appended = sections(tree, notes)
    appendices = tuple(
        Appendix(
            _inline(section.title) if section.title else "",
            "\n\n".join(filter(None, (writer.blocks(section.blocks), writer.notes(section.notes)))),
        )
        for section in appended
    )
    return Words(writer.blocks(own.blocks), writer.notes(own.notes), appendices=appendices)


def line_text(line: Body, *, quotes: bool, language: str = ENGLISH) -> str:
    """Return one line of inline Markdown as plain text.

    Raises:
        LetterError: The line has an image.
    """
    return _inline(parsed_line(line.markdown, quotes=quotes, language=language))


class _Text:
    """Writes a tree as plain text."""

    def __init__(self, numbering: tuple[str, ...]) -> None:
        self.numbering = numbering

    def blocks(self, nodes: Iterable[SyntaxTreeNode], gap: str = "\n\n") -> str:
        return gap.join(filter(None, (self._block(node) for node in nodes)))

    def _block(self, node: SyntaxTreeNode) -> str:
        match node.type:
            case "inline":
                return _inline(node)
            case "bullet_list" | "ordered_list":
                return self._list(node)
            case "blockquote":
                return _indented(self.blocks(node.children), "> ", "> ")
            case "table":
                return _table(node)
            case "hr":
                return "* * *"
        return self.blocks(node.children)

    def _list(self, node: SyntaxTreeNode) -> str:
        gap = "\n" if is_tight(node) else "\n\n"
        first = int(node.attrs.get("start", 1))
        pattern = self.numbering[level_of(node) - 1] if node.type == "ordered_list" else ""
        items = []
        for number, item in enumerate(node.children, start=first):
            sign = f"{label(number, pattern)} " if pattern else "- "
            items.append(_indented(self.blocks(item.children, gap), sign, " " * len(sign)))
        return gap.join(items)

    def notes(self, notes: Iterable[SyntaxTreeNode]) -> str:
        return "\n".join(map(self._note, notes))

    def _note(self, note: SyntaxTreeNode) -> str:
        sign = f"[{note_number(note)}] "
        return _indented(self.blocks(note.children), sign, " " * len(sign))


def _indented(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join(
        (f"{first if number == 0 else rest}{line}").rstrip() for number, line in enumerate(lines)
    )


def _table(node: SyntaxTreeNode) -> str:
    rows = [row for row in node.walk() if row.type == "tr"]
    cells = [[_cell(cell) for cell in row.children] for row in rows]
    widths = [max(map(len, column)) for column in zip_longest(*cells, fillvalue="")]
    sides = [side_of(cell) for cell in rows[0].children]
    lines = [_row(row, widths, sides) for row in cells]
    head = [lines[0], "  ".join("-" * width for width in widths)] if has_words(rows[0]) else []
    caption = [_cell(part) for part in node.children if part.type == CAPTION]
    return "\n".join([*caption, *head, *lines[1:]])


def _cell(node: SyntaxTreeNode) -> str:
    return "".join(_inline(part) for part in node.children).replace("\n", " ")


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
