"""Footnotes at the foot of their page, instead of after the end of the letter."""

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
"""For paper. The numbers are the body's own: a note that is referred to twice has one.

Where the end of a page could part a paragraph, WeasyPrint may move the page's notes to the next
page instead; so none is parted, unless it is longer than a page.
"""


def by_number(notes: Iterable[SyntaxTreeNode]) -> dict[int, SyntaxTreeNode]:
    """Return the footnotes by their number, from 1.

    Raises:
        LetterError: One of them holds more than a paragraph, or a footnote of its own.
    """
    notes = list(notes)
    if problems := [problem for note in notes for problem in _unfit(note)]:
        raise LetterError(problems)
    return {int(note.meta["id"]) + 1: note for note in notes}


def _unfit(note: SyntaxTreeNode) -> Iterator[Problem]:
    number = int(note.meta["id"]) + 1
    if [child.type for child in note.children] != ["paragraph"]:
        message = f"Footnote {number} is more than one paragraph, and has one at a page's foot."
        yield Problem("long-footnote", message, "Make it one paragraph, without a list.")
    if any(child.type == "footnote_ref" for child in note.walk()):
        message = f"Footnote {number} refers to a footnote."
        yield Problem("long-footnote", message, "Say it in the footnote, or in the body.")
