"""Tests of what all filters share."""

from __future__ import annotations

import pytest

from lettergen.l10n.rules import clean, is_integer, need, need_rule, rule_for

RULES = {"en": 1, "sr-Latn": 2}


@pytest.mark.parametrize(("language", "rule"), [("en", 1), ("en-GB", 1), ("sr-Latn", 2)])
def test_rule_of_the_language(language: str, rule: int) -> None:
    """A language takes its own rule; a region that of its language."""
    assert rule_for("name", RULES, language) == rule


@pytest.mark.parametrize("language", ["fr", "sr", "sr-Cyrl"])
def test_no_rule(language: str) -> None:
    """Another language's rule, or another script's, is never taken."""
    with pytest.raises(ValueError, match=r"There is no 'name' for .*: reword the sentence"):
        need_rule("name", RULES, language)


def test_need() -> None:
    """What a filter cannot read is named, with the filter and what it wants."""
    need(True, "name", "a text", "x")
    with pytest.raises(ValueError, match=r"^'name' needs a text, not None\.$"):
        need(False, "name", "a text", None)


def test_hidden_marks_are_taken_out() -> None:
    """Direction marks print nothing and hide in copied text."""
    assert clean("\u200f27\u061c/\u200e4\u2066") == "27/4"


@pytest.mark.parametrize(
    ("value", "answer"), [(1, True), (True, False), ("1", False), (1.0, False)]
)
def test_is_integer(value: object, answer: bool) -> None:
    """A yes/no is no number."""
    assert is_integer(value) is answer
