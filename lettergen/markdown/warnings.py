"""What a body may say and had better not: a numbered sub-paragraph that stands alone."""

from __future__ import annotations

import re

from lettergen.errors import Problem, Severity
from lettergen.l10n.languages import ENGLISH
from lettergen.letter.letter import Body
from lettergen.markdown.tree import level_of, parsed

NESTED = re.compile(r"^[ \t>*+\-.)\d]*[ \t>*+\-.)]\d{1,9}[.)](?:[ \t]|$)", re.MULTILINE)
"""A line that may begin a numbered list within another; most bodies have none."""


def body_warnings(body: Body, *, language: str = ENGLISH) -> list[Problem]:
    """Return a warning for each paragraph that is the only one of its level.

    Where there is an a. there must be a b. (SECNAV M-5216.5, chapter 7). A body without
    numbered lists in each other is not read again.

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
    message = "A numbered sub-paragraph stands alone."
    hint = "Add a second one, or join it to the paragraph above."
    return [Problem("lone-paragraph", message, hint, Severity.WARNING) for _ in lone]
