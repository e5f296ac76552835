"""Bodies as plain text."""

from __future__ import annotations

import pytest

from lettergen.letter.letter import APPENDIX, Body
from lettergen.markdown import Block, body_blocks, body_text, line_text
from tests.reference import filled_in


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("One\ntwo\n\nthree", "One two\n\nthree"),
        ("One\\\ntwo", "One\ntwo"),
        (r"5\*, \[x\] & **bold** [y](z)", "5*, [x] & bold y"),
        ("- a\n- b\n  1. c\n  2. d", "- a\n- b\n  1. c\n  2. d"),
        ("- a\n\n- b", "- a\n\n- b"),
        ("- a\n\n  - b\n  - c\n\n- d", "- a\n\n  - b\n  - c\n\n- d"),
        ("9) a\n10) b", "9. a\n10. b"),
        ("1. a\n   1. b\n   2. c", "1. a\n   a. b\n   b. c"),
        ("Table: T\n\n| a |\n|---|\n| b |", "T\na\n-\nb"),
        ("> a\n>\n> b", "> a\n>\n> b"),
        ("# Head", "Head"),
        ("a\n\n---\n\nb", "a\n\n* * *\n\nb"),
        (
            "| Step | Days |\n|---|--:|\n| One | 3 |\n| Eleven | 112 |",
            "Step    Days\n------  ----\nOne        3\nEleven   112",
        ),
        ("| | |\n|-|-|\n| a | b |", "a  b"),
        (filled_in(1, r"A\-B"), "A-B"),
    ],
)
def test_body(markdown: str, expected: str) -> None:
    """Plain text holds the words and their order, and nothing of the markup."""
    assert body_text(Body(markdown), quotes=False).text == expected


def test_notes() -> None:
    """A footnote is numbered where it is referred to, and printed at the end."""
    words = body_text(Body("A.[^x] B.[^y]\n\n[^x]: One.\n\n    More.\n[^y]: Two."), quotes=False)

    assert words.text == "A.[1] B.[2]"
    assert words.notes == "[1] One.\n\n    More.\n[2] Two."


def test_line() -> None:
    """A subject is printed without its markup."""
    assert line_text(Body(f"*Re:* {filled_in(1, 'x')}"), quotes=False) == "Re: x"
    assert line_text(Body(""), quotes=False) == ""


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("# H", [("# H", "H")]),
        ("a\n  b  \nc\\\n d", [("a b\\\nc\\\nd", "a b\nc\nd")]),
        ("- a\n- *b*\n\n[y](z)", [("- a\n- *b*", "- a\n- b"), ("[y](z)", "y")]),
        ("Table: T\n\n| a |\n|---|\n| b |", [("Table: T\n\n| a |\n|---|\n| b |", "T\na\n-\nb")]),
        ("a[^1]\n\n[^1]: *n*\n\nb", [("a[^1]", "a[1]"), ("b", "b"), ("[^1]: *n*", "[1] n")]),
        ("a^[*n*]", [("a^[*n*]", "a[1]"), ("[1] n", "[1] n")]),
        (f"a\n\n{APPENDIX} T\n\nb", [("a", "a"), (f"{APPENDIX} T", "T"), ("b", "b")]),
    ],
)
def test_blocks(markdown: str, blocks: list[tuple[str, str]]) -> None:
    """Each block has its Markdown, without the line ends that are not printed, and its text."""
    assert list(body_blocks(Body(markdown), quotes=False)) == [Block(*one) for one in blocks]
