"""What a body may hold, and what is refused."""

from __future__ import annotations

import pytest

from lettergen.errors import LetterError
from lettergen.markdown.tree import parsed, parsed_line, unmarked
from tests.reference import filled_in


@pytest.mark.parametrize(
    ("markdown", "codes"),
    [
        ("![crest](crest.png)", ["picture-in-body"]),
        ("![a](b.png) and ![c](d.png)", ["picture-in-body", "picture-in-body"]),
        ("Text.\n\n[^1]: Nobody refers to me.", ["unused-footnote"]),
        ("Text.[^9]", ["unknown-footnote"]),
        ("- item\n\n  > quoted", ["crowded-list"]),
        ("1. 1. 1. 1. 1. x", ["list-too-deep"]),
        ("![x](y.png)[^9]", ["picture-in-body", "unknown-footnote"]),
    ],
)
def test_refusals(markdown: str, codes: list[str]) -> None:
    """What a letter cannot show is refused, everything at once."""
    with pytest.raises(LetterError) as error:
        parsed(markdown, quotes=False)

    assert [problem.code for problem in error.value.problems] == codes


def test_subject_refuses_pictures() -> None:
    """A subject cannot hold a picture either."""
    with pytest.raises(LetterError, match="The words hold a picture"):
        parsed_line("![crest](crest.png)", quotes=False)


def test_filled_in_value_is_no_footnote() -> None:
    """A value that looks like a footnote is a value, and no problem."""
    tree, notes = parsed(filled_in(1, r"\[\^1\]"), quotes=False)
    texts = [node.content for node in tree.walk() if node.type == "text"]

    assert notes == []
    assert [unmarked(text) for text in texts] == ["[^1]"]
