"""A text of several lines keeps its lines, and nothing else that was typed round them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lettergen.letter.paragraphs import Paragraphs, read_paragraphs


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("", ()),
        (" \n\t\n ", ()),
        ("Sir,", (("Sir,",),)),
        ("Sir,\nMadam,", (("Sir,", "Madam,"),)),
        ("Sir,\r\nMadam,\rAll,", (("Sir,", "Madam,", "All,"),)),
        ("a\vb\fc\x85d\u2028e\u2029f", (("a", "b", "c", "d", "e", "f"),)),
        ("a\n\nb", (("a",), ("b",))),
        ("\n\na\r\n \t\r\n\r\nb\n\n", (("a",), ("b",))),
        ("  a \t b  \n\u00a0\nc\u00a0d", (("a b",), ("c\u00a0d",))),
    ],
)
def test_read(text: str, paragraphs: tuple[tuple[str, ...], ...]) -> None:
    """Blank lines part paragraphs, line ends of every kind part lines, stray spaces go."""
    assert read_paragraphs(text) == Paragraphs(paragraphs)


@given(st.text(st.sampled_from("ab \t\n\r\x85\u2028\u2029\u00a0\u202f"), max_size=40))
def test_written_and_read_again(text: str) -> None:
    """Every word is kept in order, and what is written out is read as the same paragraphs."""
    paragraphs = read_paragraphs(text)

    assert read_paragraphs(str(paragraphs)) == paragraphs
    assert paragraphs.one_line.split() == text.split()
    assert all(line == line.strip() != "" for lines in paragraphs.paragraphs for line in lines)
