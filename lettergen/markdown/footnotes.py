"""Footnotes at the foot of their page, instead of at the end of the letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markdown_it.tree import SyntaxTreeNode

from lettergen.errors import LetterError, Problem

NOTES_CSS = """\
.note {
  float: footnote; font-size: 9pt; font-weight: normal; font-style: normal; text-align: start;
}
.note::footnote-call {
  content: attr(data-note); font-size: 0.8em; line-height: 1; vertical-align: super;
}
.note::footnote-marker { content: attr(data-note) ". " }
html, body p, body li { widows: 99 }
@page { @footnote { border-top: 0.4pt solid #9a9a9a; margin-top: 3mm; padding-top: 1mm } }
"""
"""For paper. The numbers are those of the body, in which two references can share a footnote.

Where a paragraph could break across pages, WeasyPrint may move the page's footnotes to the next
page instead. So no paragraph breaks, unless it is longer than a page.
"""


def by_number(notes: Iterable[SyntaxTreeNode]) -> dict[int, SyntaxTreeNode]:
    """Return the footnotes by their number, from 1.

    Raises:
        LetterError: One of them has more than one paragraph, or refers to a footnote.
    """
    notes = list(notes)
    if problems := [problem for note in notes for problem in _unfit(note)]:
        raise LetterError(problems)
    return {int(note.meta["id"]) + 1: note for note in notes}


def _unfit(note: SyntaxTreeNode) -> Iterator[Problem]:
    number = int(note.meta["id"]) + 1
    if [child.type for child in note.children] != ["paragraph"]:
        message = f"Footnote {number} is longer than the one paragraph that fits at a page's foot."
        yield Problem("long-footnote", message, "Shorten it to one paragraph, without a list.")
    if any(child.type == "footnote_ref" for child in note.walk()):
        message = f"Footnote {number} refers to another footnote."
        yield Problem("long-footnote", message, "Move that text into the footnote or the body.")
