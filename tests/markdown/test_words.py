"""Tests of the words of a letter as a reader sees them."""

from __future__ import annotations

import pytest

from lettergen.letter.letter import MARK_CLOSE, MARK_NUMBER_END, MARK_OPEN, Body
from lettergen.markdown.words import words_of

FILLED = f"{MARK_OPEN}1{MARK_NUMBER_END}a\\*b{MARK_CLOSE}"


@pytest.mark.parametrize(
    ("markdown", "quoted", "words"),
    [
        ("A *plan*\nand `no` code.\n\nNext.", True, "A plan and `no` code.\nNext."),
        (FILLED, True, "a*b"),
        ("Said:\n\n> We agree\nlazily.\n\nDone.", False, "Said:\nDone."),
        ("Said:\n\n> We agree", True, "Said:\nWe agree"),
        ("- one\n- two", True, "one\ntwo"),
    ],
)
def test_words(markdown: str, quoted: bool, words: str) -> None:
    """Markdown and marks are gone; values are as they were typed."""
    assert words_of(Body(markdown), quoted=quoted) == words
