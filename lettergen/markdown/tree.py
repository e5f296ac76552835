"""Read Markdown into a tree, or report problems.

What a letter cannot show is refused: an image, a footnote without text, a footnote without a
reference (the parser would drop it silently). A numbered sub-paragraph that is the only one of
its level is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import smartquotes
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin

from lettergen.errors import LetterError, Problem, Severity
from lettergen.l10n.languages import ENGLISH
from lettergen.l10n.spacing import spaced
from lettergen.letter.letter import MARK_CLOSE, MARK_NUMBER_END, MARK_OPEN, Body
from lettergen.letter.numbering import LEVELS
from lettergen.markdown.captions import caption_as_row, captioned

MARKED = re.compile(f"{MARK_OPEN}([0-9]+){MARK_NUMBER_END}|({MARK_CLOSE})")
FILLED_IN = re.compile(f"{MARK_OPEN}.*?{MARK_CLOSE}", re.DOTALL)
LIST_TYPES = {"bullet_list", "ordered_list"}
IN_AN_ITEM = {"paragraph", "footnote_anchor", *LIST_TYPES}
NESTED = re.compile(r"^[ \t>*+\-.)\d]*[ \t>*+\-.)]\d{1,9}[.)](?:[ \t]|$)", re.MULTILINE)
"""A line that may begin a nested numbered list; most bodies have none."""
NOTE_WITHOUT_TEXT = re.compile(r"\[\^[^\]\s]+\]")


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix as HTML or plain text, with its footnotes at its end."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A body as HTML or plain text, without its footnotes, which come at the end of the letter.

    Attributes:
        blocks: The same text, paragraph by paragraph.
        appendices: The appendices, each on separate pages, in order.
    """

    text: str
    notes: str = ""
    blocks: tuple[str, ...] = ()
    appendices: tuple[Appendix, ...] = ()


@cache
def _reader(*, quotes: bool, notes: bool) -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "typographer": quotes}).enable("table")
    # Code would print escapes, a link definition would drop its line, and an underline would
    # turn a paragraph into a heading by accident.
    reader.disable(["code", "fence", "backticks", "html_block", "html_inline"])
    reader.disable(["reference", "lheading"])
    # After escaped characters are joined, so that the apostrophe in a name is converted too.
    reader.core.ruler.after("text_join", "quotes", smartquotes)
    if notes:
        footnote_plugin(reader)
    return reader


def parsed(
    markdown: str, *, quotes: bool, language: str = ENGLISH
) -> tuple[SyntaxTreeNode, list[SyntaxTreeNode]]:
    """Return the body's tree without its footnotes, and the footnotes in order.

    Its text has the spaces that *language* requires at punctuation.

    Raises:
        LetterError: The body contains something that a letter cannot show.
    """
    env: dict[str, dict[str, dict[str, int]]] = {}
    tree = SyntaxTreeNode(_reader(quotes=quotes, notes=True).parse(markdown, env))
    refs = env.get("footnotes", {}).get("refs", {})
    _refuse([*_wrong(tree), *_unused_notes(refs)])
    _space(tree, language)
    blocks = [node for node in tree.children if node.type == "footnote_block"]
    tree.children = [node for node in tree.children if node.type != "footnote_block"]
    return tree, [note for block in blocks for note in block.children]


def body_warnings(body: Body, *, language: str = ENGLISH) -> list[Problem]:
    """Return a warning for each paragraph that is the only one of its level.

    Where there is an a. there must be a b. (SECNAV M-5216.5, chapter 7). A body without
    nested numbered lists is not parsed again.

    Raises:
        LetterError: As for `body_html`.
    """
    if not NESTED.search(body.markdown):
        return []
    tree, _ = parsed(body.markdown, quotes=False, language=language)
    lone = [
        node
        for node in tree.walk()
        if node.type == "ordered_list" and len(node.children) == 1 and level_of(node) > 1
    ]
    message = "A numbered sub-paragraph is the only one of its level."
    hint = "Add a second one, or merge it with the paragraph above."
    return [Problem("lone-paragraph", message, hint, Severity.WARNING) for _ in lone]


def parsed_line(markdown: str, *, quotes: bool, language: str = ENGLISH) -> SyntaxTreeNode:
    """Return the node whose children are the pieces of one line.

    Raises:
        LetterError: The line has an image.
    """
    tree = SyntaxTreeNode(_reader(quotes=quotes, notes=False).parseInline(markdown))
    _refuse(_picture(node) for node in tree.walk() if node.type == "image")
    _space(tree, language)
    return tree.children[0]


def _space(tree: SyntaxTreeNode, language: str) -> None:
    for node in tree.walk():
        if node.type == "text" and node.token is not None:
            node.token.content = spaced(node.token.content, language)


def _refuse(problems: Iterable[Problem]) -> None:
    if found := list(problems):
        raise LetterError(found)


def _wrong(tree: SyntaxTreeNode) -> Iterator[Problem]:
    """Yield what a letter cannot show, and move each caption into its table."""
    for node in tree.walk():
        match node.type:
            case "image":
                yield _picture(node)
            case "list_item" | "footnote":
                yield from _crowded(node)
            case "text":
                yield from _unknown_notes(node)
            case "ordered_list" if level_of(node) > LEVELS:
                message = f"Numbered lists are nested more than {LEVELS} levels deep."
                yield Problem("list-too-deep", message, "Remove the innermost level.")
            case "table":
                for row in (row for part in node.children for row in part.children):
                    yield from caption_as_row(row)
            case "root" | "blockquote":
                yield from captioned(node)


def _picture(node: SyntaxTreeNode) -> Problem:
    message = f"The body contains an image ({unmarked(node.content) or 'without a text'})."
    return Problem("picture-in-body", message, "Remove it: only the letterhead can show images.")


def _crowded(node: SyntaxTreeNode) -> Iterator[Problem]:
    where = "footnote" if node.type == "footnote" else "list item"
    for child in node.children:
        if child.type not in IN_AN_ITEM:
            message = f"A {where} contains a {child.type.replace('_', ' ')}."
            hint = f"Move it out: a {where} can contain only paragraphs and lists."
            yield Problem("crowded-list", message, hint)


def _unused_notes(refs: dict[str, int]) -> Iterator[Problem]:
    for label, number in refs.items():
        if number < 0:
            name = label.removeprefix(":")
            message = f"The body has no reference to the footnote [^{name}]."
            hint = f"Write [^{name}] in the body, or remove the footnote."
            yield Problem("unused-footnote", message, hint)


def _unknown_notes(node: SyntaxTreeNode) -> Iterator[Problem]:
    for found in NOTE_WITHOUT_TEXT.findall(FILLED_IN.sub("", node.content)):
        message = f"The footnote {found} has no text."
        yield Problem("unknown-footnote", message, f"Add a line '{found}: …'.")


def level_of(ordered_list: SyntaxTreeNode) -> int:
    """Return the level of a numbered list within others, from 1."""
    level, around = 1, ordered_list.parent
    while around is not None:
        level += around.type == "ordered_list"
        around = around.parent
    return level


def unmarked(text: str) -> str:
    """Return *text* without the characters that mark values; the values stay."""
    return MARKED.sub("", text)


def note_number(node: SyntaxTreeNode) -> int:
    """Return the number of a footnote, or of a reference to one, from 1."""
    return int(node.meta["id"]) + 1


def is_tight(node: SyntaxTreeNode) -> bool:
    """Return whether no blank line separates a list's items."""
    return any(block.hidden for item in node.children for block in item.children)


def has_words(node: SyntaxTreeNode) -> bool:
    """Return whether *node* contains any text."""
    return any(child.type == "text" and child.content.strip() for child in node.walk())


def side_of(cell: SyntaxTreeNode) -> str:
    """Return ``left``, ``center``, ``right`` or the empty text for a table's cell."""
    return str(cell.attrs.get("style", "")).removeprefix("text-align:")
