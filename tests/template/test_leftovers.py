"""Tests of the plain words of a body."""

from __future__ import annotations

import pytest

from lettergen.errors import TemplatePlace
from lettergen.letter.letter import MARK_CLOSE, MARK_NUMBER_END, MARK_OPEN
from lettergen.template.leftovers import doubtful_lines, leftovers, unfit

PLACE = TemplatePlace("en.md.j2", 7)


@pytest.mark.parametrize(
    "line",
    [
        "[the site](https://example.org/{{ id }})",
        "[the site](<{{ address }}>)",
        "[the site](https://example.org/{% if x %}{{ id }}{% endif %})",
        "As said[^{{ note }}].",
        "<https://example.org/{{ id }}>",
        "<mailto:{{ name }}@example.org>",
    ],
)
def test_placeholder_in_a_link(line: str) -> None:
    """A value in a link's address or a footnote's name could change the page: it is refused."""
    (problem,) = doubtful_lines(f"One.\r\n\r\n{line}\n", "en.md.j2")

    assert str(problem) == (
        "en.md.j2:3: A placeholder is in a link's address or a footnote's name. "
        "Move it before or after: its value could change the page."
    )


@pytest.mark.parametrize(
    "line",
    [
        "[{{ words }}](https://example.org) and {{ role }}",
        "(see {{ role }}), [1] ({{ role }})",
        "As said[^1]. {{ role }}",
        "a < b: {{ role }}",
    ],
)
def test_placeholder_beside_a_link(line: str) -> None:
    """A value beside a link, or as its words, is harmless."""
    assert list(doubtful_lines(line, "en.md.j2")) == []


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        (MARK_OPEN, "U+FDD0 <noncharacter-FDD0>"),
        (MARK_NUMBER_END, "U+FDD1 <noncharacter-FDD1>"),
        (MARK_CLOSE, "U+FDD2 <noncharacter-FDD2>"),
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\x00", "U+0000 <control-0000>"),
        ("\ud800", "U+D800 <surrogate-D800>"),
        ("\ufffd", "U+FFFD REPLACEMENT CHARACTER"),
    ],
)
def test_unfit(sign: str, name: str) -> None:
    """A character that no record may have is refused in the words as well, and named."""
    (problem,) = unfit(f"a{sign}b", PLACE)

    assert problem.message == f"The text has the character {name}, which no letter may have."
    assert [one.template for one in doubtful_lines(f"\n{sign}", "en.md.j2", 6)] == [PLACE]


@pytest.mark.parametrize("value", ["plain words", "é — ქ\u200d", 12, None])
def test_fit(value: object) -> None:
    """Words in any script are fine, and so is what is no text."""
    assert list(unfit(value, PLACE)) == []


@pytest.mark.parametrize("braces", ["{{", "}}", "{%", "%}", "{#", "#}"])
def test_leftovers(braces: str) -> None:
    """Braces that would be printed are a placeholder that went wrong, with their line."""
    (problem,) = leftovers(f"One\r\ntwo {braces} three {braces}", PLACE)

    assert problem.code == "leftover-braces"
    assert problem.message == f"The braces {braces!r} would be printed as they are."
    assert problem.template == TemplatePlace("en.md.j2", 8)


def test_single_braces() -> None:
    """A single brace is a sign like any other."""
    assert list(leftovers("{a} 5 % #1 { { } }", PLACE)) == []
