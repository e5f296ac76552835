"""Reading: Markdown becomes a tree, or problems. Nothing is written here.

What a letter cannot show is refused: a picture, a footnote without its text,
a footnote that nothing refers to (the reader would drop it silently).
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

from lettergen.errors import LetterError, Problem
from lettergen.l10n.languages import ENGLISH
from lettergen.l10n.spacing import spaced
from lettergen.letter import MARK_CLOSE, MARK_NUMBER_END, MARK_OPEN

MARKED = re.compile(f"{MARK_OPEN}([0-9]+){MARK_NUMBER_END}|({MARK_CLOSE})")
FILLED_IN = re.compile(f"{MARK_OPEN}.*?{MARK_CLOSE}", re.DOTALL)
LIST_TYPES = {"bullet_list", "ordered_list"}
IN_AN_ITEM = {"paragraph", "footnote_anchor", *LIST_TYPES}
NOTE_WITHOUT_TEXT = re.compile(r"\[\^[^\]\s]+\]")


@dataclass(frozen=True, slots=True)
class Words:
    """A body in its written form, its footnotes apart since they end the letter.

    Attributes:
        blocks: The same text, paragraph by paragraph.
    """

    text: str
    notes: str = ""
    blocks: tuple[str, ...] = ()


@cache
def _reader(*, quotes: bool, notes: bool) -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "typographer": quotes}).enable("table")
    # Code would print escapes; a definition would swallow its line; an underline would
    # make a heading of a paragraph by accident.
    reader.disable(["code", "fence", "backticks", "html_block", "html_inline"])
    reader.disable(["reference", "lheading"])
    # After the joining of escaped characters, so that an apostrophe in a name turns as well.
    reader.core.ruler.after("text_join", "quotes", smartquotes)
    if notes:
        footnote_plugin(reader)
    return reader


def parsed(
    markdown: str, *, quotes: bool, language: str = ENGLISH
) -> tuple[SyntaxTreeNode, list[SyntaxTreeNode]]:
    """Return the body's tree, and its footnotes in order, taken out of the tree's end.

    Its words have the spaces that *language* sets at punctuation.

    Raises:
        LetterError: The body holds something that a letter cannot show.
    """
    env: dict[str, dict[str, dict[str, int]]] = {}
    tree = SyntaxTreeNode(_reader(quotes=quotes, notes=True).parse(markdown, env))
    refs = env.get("footnotes", {}).get("refs", {})
    _refuse([*_pictures(tree), *_crowded_items(tree), *_unused_notes(refs), *_unknown_notes(tree)])
    _space(tree, language)
    blocks = [node for node in tree.children if node.type == "footnote_block"]
    tree.children = [node for node in tree.children if node.type != "footnote_block"]
    return tree, [note for block in blocks for note in block.children]


def parsed_line(markdown: str, *, quotes: bool, language: str = ENGLISH) -> SyntaxTreeNode:
    """Return the node whose children are the pieces of one line.

    Raises:
        LetterError: The line holds a picture.
    """
    tree = SyntaxTreeNode(_reader(quotes=quotes, notes=False).parseInline(markdown))
    _refuse(_pictures(tree))
    _space(tree, language)
    return tree.children[0]


def _space(tree: SyntaxTreeNode, language: str) -> None:
    for node in tree.walk():
        if node.type == "text" and node.token is not None:
            node.token.content = spaced(node.token.content, language)


def _refuse(problems: Iterable[Problem]) -> None:
    if found := list(problems):
        raise LetterError(found)


def _pictures(tree: SyntaxTreeNode) -> Iterator[Problem]:
    for node in tree.walk():
        if node.type == "image":
            message = f"The words hold a picture ({unmarked(node.content) or 'without a text'})."
            hint = "Take it out: only the letterhead shows pictures."
            yield Problem("picture-in-body", message, hint)


def _crowded_items(tree: SyntaxTreeNode) -> Iterator[Problem]:
    for node in tree.walk():
        if node.type in {"list_item", "footnote"}:
            for child in node.children:
                if child.type not in IN_AN_ITEM:
                    where = "footnote" if node.type == "footnote" else "list item"
                    message = f"A {where} holds a {child.type.replace('_', ' ')}."
                    hint = f"Put it outside: a {where} holds paragraphs and lists."
                    yield Problem("crowded-list", message, hint)


def _unused_notes(refs: dict[str, int]) -> Iterator[Problem]:
    for label, number in refs.items():
        if number < 0:
            name = label.removeprefix(":")
            message = f"Nothing in the body refers to the footnote [^{name}]."
            yield Problem("unused-footnote", message, f"Write [^{name}] where it belongs.")


def _unknown_notes(tree: SyntaxTreeNode) -> Iterator[Problem]:
    for node in tree.walk():
        if node.type == "text":
            for found in NOTE_WITHOUT_TEXT.findall(FILLED_IN.sub("", node.content)):
                message = f"The footnote {found} has no text."
                yield Problem("unknown-footnote", message, f"Add a line '{found}: …'.")


def unmarked(text: str) -> str:
    """Return *text* without the marks round filled-in values; the values stay."""
    return MARKED.sub("", text)


def note_number(node: SyntaxTreeNode) -> int:
    """Return the number of a footnote, or of a reference to one, from 1."""
    return int(node.meta["id"]) + 1


def is_tight(node: SyntaxTreeNode) -> bool:
    """Return whether a list's items stand close, since no blank line parts them."""
    return any(block.hidden for item in node.children for block in item.children)


def has_words(node: SyntaxTreeNode) -> bool:
    """Return whether any text stands in *node*."""
    return any(child.type == "text" and child.content.strip() for child in node.walk())


def side_of(cell: SyntaxTreeNode) -> str:
    """Return ``left``, ``center``, ``right`` or the empty text for a table's cell."""
    return str(cell.attrs.get("style", "")).removeprefix("text-align:")
