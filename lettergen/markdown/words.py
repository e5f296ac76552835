"""The words of a letter as a reader sees them: plain text, taken from its Markdown.

For checks of the wording only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from lettergen.letter.letter import MARK_CLOSE, MARK_NUMBER_END, MARK_OPEN, Body

MARKED = re.compile(f"{MARK_OPEN}[0-9]+{MARK_NUMBER_END}|{MARK_CLOSE}")
BREAKS = {"softbreak", "hardbreak"}


@cache
def _reader() -> MarkdownIt:
    # As for letters: code would keep the backslashes in values.
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    return reader.disable(["code", "fence", "backticks", "html_block", "html_inline"])


def words_of(body: Body, *, quoted: bool = True) -> str:
    """Return the words of *body*, with a line for each paragraph, heading or cell.

    Args:
        quoted: Whether to include block quotes.
    """
    return "\n".join(_lines(_reader().parse(MARKED.sub("", body.markdown)), quoted=quoted))


def _lines(tokens: list[Token], *, quoted: bool) -> Iterator[str]:
    depth = 0
    for token in tokens:
        if token.type.startswith("blockquote"):
            depth += token.nesting
        if token.type == "inline" and (quoted or not depth):
            yield "".join(
                " " if child.type in BREAKS else child.content for child in token.children or ()
            )
