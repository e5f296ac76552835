"""What a body may hold, and what is refused."""

from __future__ import annotations

import pytest

from lettergen.errors import LetterError
from lettergen.letter.letter import Body
from lettergen.markdown.tree import body_warnings, parsed, parsed_line, unmarked
from lettergen.produce import Format
from tests.offices import aze, ogp
from tests.reference import PARAGRAPHS, filled_in


@pytest.mark.parametrize(
    ("markdown", "codes"),
    [
        ("![crest](crest.png)", ["picture-in-body"]),
        ("![a](b.png) and ![c](d.png)", ["picture-in-body", "picture-in-body"]),
        ("Text.\n\n[^1]: Without a reference.", ["unused-footnote"]),
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
    with pytest.raises(LetterError, match="The body contains an image"):
        parsed_line("![crest](crest.png)", quotes=False)


def test_filled_in_value_is_no_footnote() -> None:
    """A value that looks like a footnote is a value, and no problem."""
    tree, notes = parsed(filled_in(1, r"\[\^1\]"), quotes=False)
    texts = [node.content for node in tree.walk() if node.type == "text"]

    assert notes == []
    assert [unmarked(text) for text in texts] == ["[^1]"]


@pytest.mark.parametrize(
    ("markdown", "times"),
    [
        ("1. x\n   1. a", 1),
        ("1. 1. a", 1),
        ("> 1. x\n>    1. a", 1),
        ("1. x\n   - y\n     1) a", 1),
        ("1. x\n   1. a\n      1. c\n2. y\n   1. d", 3),
        ("1. x\n   1. a\n   2. b", 0),
        ("1. x", 0),
        ("- x\n  1. a", 0),
        ("Words in 2021. And more\n\n1\\. x", 0),
        (PARAGRAPHS, 0),
    ],
)
def test_lone_paragraphs(markdown: str, times: int) -> None:
    """A numbered sub-paragraph that is the only one of its level is a warning."""
    warnings = body_warnings(Body(markdown))

    assert [(one.code, one.is_error) for one in warnings] == [("lone-paragraph", False)] * times


@pytest.mark.parametrize("form", Format)
def test_warning_beside_the_letter(form: Format) -> None:
    """The letter is made, and the warning is reported once."""
    own = ogp().materials.template.bodies["en"].source.text
    body = f"{own}\n\n1. One\n   1. Alone\n2. Two\n   1. Alone\n"
    outcome = ogp().with_body(body).outcome(aze(), form)

    assert outcome.content is not None
    (problem,) = outcome.problems
    assert (problem.code, problem.is_error) == ("lone-paragraph", False)
    assert problem.data is not None
