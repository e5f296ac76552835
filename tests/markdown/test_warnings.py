"""Numbered sub-paragraphs that stand alone."""

from __future__ import annotations

import pytest

from lettergen.letter.letter import Body
from lettergen.markdown import body_warnings
from lettergen.produce import Format
from tests.offices import aze, ogp
from tests.reference import PARAGRAPHS


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
    """A numbered paragraph within another that has no second one beside it is a warning."""
    warnings = body_warnings(Body(markdown))

    assert [(one.code, one.is_error) for one in warnings] == [("lone-paragraph", False)] * times


@pytest.mark.parametrize("form", Format)
def test_warning_beside_the_letter(form: Format) -> None:
    """Whoever makes the letter hears of it, once, and gets the letter."""
    own = ogp().materials.template.bodies["en"].source.text
    body = f"{own}\n\n1. One\n   1. Alone\n2. Two\n   1. Alone\n"
    outcome = ogp().with_body(body).outcome(aze(), form)

    assert outcome.content is not None
    (problem,) = outcome.problems
    assert (problem.code, problem.is_error) == ("lone-paragraph", False)
    assert problem.data is not None
