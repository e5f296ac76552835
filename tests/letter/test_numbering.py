"""How numbered lists count, in plain text and in print."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lettergen.compose.document import compose_print
from lettergen.compose.stylesheet import stylesheets
from lettergen.letter.letter import Body
from lettergen.letter.numbering import css_string, label, numbering_css, pattern_parts
from lettergen.letterhead import StyleText
from lettergen.letterhead.reading import load_letterhead
from lettergen.markdown import body_text
from lettergen.pdf.rendering import render_pdf
from tests.reference import REFERENCE, page_texts

DEEP = """\
25. x
26. y

    1. a
    2. b

       1. c
       2. d

          27. e
          28. f
"""


@pytest.mark.parametrize(
    ("number", "pattern", "expected"),
    [
        (1, "1.", "1."),
        (26, "a.", "z."),
        (27, "(a)", "(aa)"),
        (28, "(A)", "(AB)"),
        (703, "a", "aaa"),
        (4, "i)", "iv)"),
        (1994, "§ I", "§ MCMXCIV"),
        (0, "a.", "0."),
        (4000, "i", "4000"),
        (3, "Art. 1", "Art. 3"),
    ],
)
def test_label(number: int, pattern: str, expected: str) -> None:
    """A pattern says how a number is printed, and whatever is round it stays."""
    assert label(number, pattern) == expected


@pytest.mark.parametrize("pattern", ["", "x.", "1.a", "12", "(aa)", "²"])
def test_no_pattern(pattern: str) -> None:
    """A pattern without a number, or with two, is refused with a sentence."""
    with pytest.raises(ValueError, match="not a numbering pattern"):
        pattern_parts(pattern)


def test_four_levels() -> None:
    """A house names all four levels."""
    with pytest.raises(ValueError, match="4 levels, but 2 patterns are given"):
        numbering_css(("1.", "a."))


def test_levels_in_plain_text() -> None:
    """Each level counts by its own pattern, and letters go on after z."""
    lines = body_text(Body(DEEP), quotes=False).text.replace("\n\n", "\n").split("\n")

    assert lines == [
        *("25. x", "26. y", "    a. a", "    b. b", "       (1) c", "       (2) d"),
        *("           (aa) e", "           (ab) f"),
    ]


@pytest.mark.parametrize(
    "patterns", [("1.", "a.", "(1)", "(a)"), ("§ I", "(A)", '"i\\ }', "a</style>")]
)
def test_levels_in_print(patterns: tuple[str, str, str, str]) -> None:
    """Print counts as plain text does, whatever signs are in a pattern."""
    plain = load_letterhead("plain", None)
    letter = replace(REFERENCE, body=Body(DEEP))
    sheets = (*stylesheets(plain, "en"), StyleText("numbers.css", numbering_css(patterns)))
    pdf = render_pdf(compose_print(letter, plain), sheets, plain, day=letter.date).pdf
    said = "".join("".join(page_texts(pdf)).split())
    counted = ((25, 26), (1, 2), (1, 2), (27, 28))

    for numbers, pattern in zip(counted, patterns, strict=True):
        first, second = (label(number, pattern).replace(" ", "") for number in numbers)
        assert first in said[: said.rindex(second)]


@given(st.integers(1, 100_000))
def test_letters_count(number: int) -> None:
    """Letters count without gap or repetition: read back, they give the number."""
    read = 0
    for letter in label(number, "a"):
        read = read * 26 + ord(letter) - ord("a") + 1

    assert read == number


@given(st.text())
def test_css_string(text: str) -> None:
    """No sign of a pattern ends its CSS string."""
    written = css_string(text)

    assert all(sign.isalnum() or sign in "\\ " for sign in written[1:-1])
