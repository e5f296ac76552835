"""The sections of a body: the letter itself, then one for each appendix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.tree import SyntaxTreeNode

from lettergen.errors import LetterError, Problem
from lettergen.letter.letter import APPENDIX
from lettergen.markdown.tree import note_number, unmarked


@dataclass(slots=True)
class Section:
    """The letter itself or one appendix.

    Attributes:
        title: The node whose children are the pieces of an appendix's title; None for the
            letter itself, which comes first.
        notes: The footnotes with their first reference here, or in a footnote of this section.
    """

    title: SyntaxTreeNode | None = None
    blocks: list[SyntaxTreeNode] = field(default_factory=list)
    notes: list[SyntaxTreeNode] = field(default_factory=list)


def sections(tree: SyntaxTreeNode, notes: Sequence[SyntaxTreeNode]) -> list[Section]:
    """Return the sections of a body's *tree*, each with its *notes*.

    Raises:
        LetterError: An appendix is empty.
    """
    found = [Section()]
    for node in tree.children:
        if _begins_an_appendix(node):
            found.append(Section(_title(node)))
        else:
            found[-1].blocks.append(node)
    if empty := [one.title for one in found if one.title and not one.blocks]:
        raise LetterError([_empty(title) for title in empty])
    if len(found) == 1:
        found[0].notes = list(notes)
    else:
        _share(found, notes)
    return found


def _begins_an_appendix(node: SyntaxTreeNode) -> bool:
    first = node.children[0].children if node.type == "paragraph" else []
    return bool(first) and first[0].type == "text" and first[0].content.startswith(APPENDIX)


def _title(node: SyntaxTreeNode) -> SyntaxTreeNode:
    inline = node.children[0]
    first = inline.children[0].token
    assert first is not None  # noqa: S101 - for the type checker only
    first.content = first.content.removeprefix(APPENDIX).lstrip()
    return inline


def _empty(title: SyntaxTreeNode) -> Problem:
    text = unmarked("".join(child.content for child in title.children))
    message = f"The appendix {text!r} is empty."
    hint = "Put its title and its text under the same condition."
    return Problem("empty-appendix", message, hint)


def _share(found: Iterable[Section], notes: Iterable[SyntaxTreeNode]) -> None:
    """Give each section the notes that no earlier section refers to."""
    left = {note_number(note): note for note in notes}
    for section in found:
        around = [section.title, *section.blocks] if section.title else section.blocks
        numbers = list(_referred_to(around))
        while numbers:
            number = numbers.pop()
            if note := left.pop(number, None):
                section.notes.append(note)
                numbers += _referred_to([note])
        section.notes.sort(key=note_number)


def _referred_to(blocks: Iterable[SyntaxTreeNode]) -> Iterator[int]:
    for node in (node for block in blocks for node in block.walk()):
        if node.type == "footnote_ref":
            yield note_number(node)
