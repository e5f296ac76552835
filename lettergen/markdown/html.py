"""Write a body as HTML, with every value escaped.

No value is written into an attribute; the number of an origin is digits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from markdown_it.tree import SyntaxTreeNode

from lettergen.l10n.bidi import own_direction
from lettergen.l10n.languages import ENGLISH, text_direction
from lettergen.l10n.typography import isolated, tied
from lettergen.letter.letter import Body
from lettergen.markdown.footnotes import by_number
from lettergen.markdown.sections import Section, sections
from lettergen.markdown.tree import (
    LIST_TYPES,
    MARKED,
    Appendix,
    Words,
    has_words,
    is_tight,
    note_number,
    parsed,
    parsed_line,
    side_of,
)

UNDER_A_TITLE = 2
"""The level of the highest heading in an appendix: its title has level 1."""
INLINE_TAGS = {"strong": "strong", "em": "em"}
BLOCK_TAGS = {
    "paragraph",
    "blockquote",
    "bullet_list",
    "caption",
    "ordered_list",
    "table",
    "thead",
    "tbody",
    "tr",
}


def body_html(
    body: Body,
    *,
    quotes: bool,
    marks: bool,
    first_heading: int = 1,
    language: str = ENGLISH,
    ties: bool = False,
    notes_at_foot: bool = False,
) -> Words:
    """Return *body* as HTML.

    Args:
        body: The Markdown, with its values marked.
        quotes: Whether straight quotation marks become typographic ones.
        marks: Whether each value is in ``<span data-mark="n">``.
        first_heading: The level of the body's highest heading.
        language: The letter's, which sets the text direction.
        ties: Whether to mark where no line may break, for paper.
        notes_at_foot: Whether each footnote is written at its first reference, in
            ``<span class="note">``, for `NOTES_CSS` to put at the foot of its page.

    Raises:
        LetterError: The body has an image, or a footnote without text or reference; or a
            footnote at the foot of a page has more than one paragraph.
    """
    tree, notes = parsed(body.markdown, quotes=quotes, language=language)
    own, *appended = sections(tree, notes)
    levels = _levels(own.blocks, first_heading)
    for section in appended:
        levels |= _levels(section.blocks, UNDER_A_TITLE)
    writer = _Html(marks, levels, language, ties)
    if notes_at_foot:
        writer.at_foot = by_number(notes)
    blocks = tuple(writer.block(node) for node in own.blocks)
    noted = "" if notes_at_foot else writer.notes(own.notes)
    appendices = tuple(_appendix(section, writer, notes_at_foot) for section in appended)
    return Words("".join(blocks), noted, blocks, appendices)


def line_html(line: Body, *, quotes: bool, marks: bool, language: str = ENGLISH) -> str:
    """Return one line of inline Markdown, such as a subject, as HTML.

    Raises:
        LetterError: The line has an image.
    """
    parts = parsed_line(line.markdown, quotes=quotes, language=language)
    return _Html(marks, {}, language, False).inline(parts)


def _appendix(section: Section, writer: _Html, notes_at_foot: bool) -> Appendix:
    title = writer.inline(section.title) if section.title else ""
    text = writer.blocks(section.blocks)
    if section.notes and not notes_at_foot:
        text += f'<div class="notes">\n{writer.notes(section.notes)}</div>\n'
    return Appendix(title, text)


class _Html:
    """Writes a tree as HTML; keeps the origin of an open value, which may span several nodes."""

    def __init__(self, marks: bool, levels: dict[int, int], language: str, ties: bool) -> None:
        self.marks = marks
        self.levels = levels
        self.language = language
        self.ties = ties
        self.direction = text_direction(language)
        self.open = ""
        self.at_foot: dict[int, SyntaxTreeNode] = {}

    def blocks(self, nodes: Iterable[SyntaxTreeNode]) -> str:
        return "".join(self.block(node) for node in nodes)

    def block(self, node: SyntaxTreeNode) -> str:
        if node.type == "inline":
            return self.inline(node)
        if node.type == "list_item":
            return self._item(node)
        if node.type == "hr":
            return "<hr>\n"
        if _is_bare(node):
            return ""
        return self._around(node, self.blocks(node.children))

    def _around(self, node: SyntaxTreeNode, inside: str) -> str:
        """Return *inside*, wrapped in the element of *node* if it has one."""
        if node.type == "heading":
            tag = f"h{self.levels[_line(node)]}"
            return f"<{tag}>{inside}</{tag}>\n"
        if node.type in {"th", "td"}:
            return _cell(node, inside)
        if node.type not in BLOCK_TAGS:
            return inside
        start = node.attrs.get("start", 1)
        first = "" if start == 1 else f' start="{start}"'
        loose = "" if node.type not in LIST_TYPES or is_tight(node) else ' class="loose"'
        return f"<{node.tag}{first}{loose}>{inside}</{node.tag}>\n"

    def _item(self, node: SyntaxTreeNode, value: int = 0) -> str:
        """Return a list item or a footnote, with line breaks between its paragraphs.

        Its number is *value* if given, else the next one.

        A ``<p>`` in a list item would be tagged outside the item's body, which PDF/UA-1 forbids
        (ISO 32000-1, table 336).
        """
        inside = ""
        for child in node.children:
            parted = child.type == "paragraph" and inside and not inside.endswith("l>\n")
            words = self.blocks(child.children) if child.type == "paragraph" else self.block(child)
            inside += f"<br><br>\n{words}" if parted else words
        counted = f' value="{value}"' if value else ""
        return f"<li{counted}>{inside}</li>\n"

    def inline(self, parent: SyntaxTreeNode) -> str:
        return "".join(self._inline_node(node) for node in parent.children)

    def _inline_node(self, node: SyntaxTreeNode) -> str:
        match node.type:
            case "text":
                return "".join(self._segments(node.content))
            case "softbreak":
                return "\n"
            case "hardbreak":
                return "<br>\n"
            case "footnote_ref":
                return self._reference(note_number(node))
            case kind if kind in INLINE_TAGS:
                tag = INLINE_TAGS[kind]
                return f"<{tag}>{self.inline(node)}</{tag}>"
        return self.inline(node)

    def _reference(self, number: int) -> str:
        """Return a reference to a footnote, or the note itself for the foot of the page."""
        note = self.at_foot.pop(number, None)
        if note is None:
            return f"<sup>{number}</sup>"
        around, self.open = self.open, ""
        inside = "".join(self.inline(part) for part in note.children[0].children)
        self.open = around
        return f'<span class="note" data-note="{number}">{inside}</span>'

    def _segments(self, text: str) -> Iterator[str]:
        """Yield *text* as HTML, with values apart that need their own element or direction."""
        words = ""
        for piece, mark in self._pieces(text):
            has_direction = mark and own_direction(piece, self.direction)
            if mark and (self.marks or has_direction):
                yield self._words(words)
                words = ""
                yield self._value(piece, mark)
            else:
                words += piece
        yield self._words(words)

    def _words(self, text: str) -> str:
        return tied(text, self.language) if self.ties else escape(text)

    def _pieces(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the pieces of *text*, each with the number of its origin, or empty."""
        position = 0
        for found in MARKED.finditer(text):
            yield text[position : found.start()], self.open
            self.open = found[1] or ""
            position = found.end()
        yield text[position:], self.open

    def _value(self, text: str, mark: str) -> str:
        inside = isolated(text, self.language, ties=self.ties)
        return f'<span data-mark="{mark}">{inside}</span>' if self.marks and text else inside

    def notes(self, notes: Sequence[SyntaxTreeNode]) -> str:
        """Return footnotes as a list, each with the number of its reference."""
        if not notes:
            return ""
        numbers = [note_number(note) for note in notes]
        if numbers == [*range(1, len(notes) + 1)]:
            return f"<ol>\n{''.join(map(self._item, notes))}</ol>\n"
        items = (self._item(note, number) for note, number in zip(notes, numbers, strict=True))
        return f'<ol start="{numbers[0]}">\n{"".join(items)}</ol>\n'


def _cell(node: SyntaxTreeNode, inside: str) -> str:
    # A style attribute would need an exception in the preview's content security policy.
    side = side_of(node)
    aligned = f' class="{side}"' if side else ""
    scope = ' scope="col"' if node.type == "th" else ""
    return f"<{node.type}{scope}{aligned}>{inside}</{node.type}>"


def _is_bare(node: SyntaxTreeNode) -> bool:
    """Return whether *node* is an empty header row of a table."""
    return node.type == "thead" and not has_words(node)


def _levels(blocks: Iterable[SyntaxTreeNode], first: int) -> dict[int, int]:
    """Return the level of each heading by its line; no level is skipped, as PDF/UA-1 requires."""
    nodes = (node for block in blocks for node in block.walk())
    headings = [node for node in nodes if node.type == "heading"]
    typed = [int(node.tag[1]) for node in headings]
    levels: dict[int, int] = {}
    previous = first - 1
    for node, level in zip(headings, typed, strict=True):
        previous = min(level - min(typed) + first, previous + 1, 6)
        levels[_line(node)] = previous
    return levels


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] if node.map else -1
