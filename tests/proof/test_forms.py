"""The names of the values of a batch."""

from __future__ import annotations

from lettergen.proof.forms import named_values
from lettergen.proof.letter_text import Frame, LetterText, Paragraph, Value

FRAME = Frame("x", 0)


def text(*values: tuple[str, str], frame: Frame = FRAME) -> LetterText:
    """Return a letter of one paragraph with these values."""
    return LetterText((Paragraph(frame, "", "", tuple(Value(*one) for one in values)),), {})


def test_same_text_everywhere_is_one_name() -> None:
    """Two places of a field share a name only if every letter prints the same at both."""
    ana = text(("name", "Ana"), ("name", "Ana"), ("name", "Ana's"))
    bo = text(("name", "Bo"), ("name", "BO"), ("name", "Bo's"))

    assert named_values([ana, ana])[0] == {FRAME: ("name", "name", "name (2)")}
    names, texts = named_values([ana, bo])
    assert names == {FRAME: ("name", "name (2)", "name (3)")}
    assert texts == [
        {"name": "Ana", "name (2)": "Ana", "name (3)": "Ana's"},
        {"name": "Bo", "name (2)": "BO", "name (3)": "Bo's"},
    ]


def test_other_paragraphs_share_the_name() -> None:
    """A value that letters print in different paragraphs has one name."""
    other = Frame("y", 0)
    names, texts = named_values([text(("year", "2022")), text(("year", "2024"), frame=other)])

    assert names == {FRAME: ("year",), other: ("year",)}
    assert texts == [{"year": "2022"}, {"year": "2024"}]


def test_items_with_other_numbers() -> None:
    """An item has its number in its name if that is the same in all letters, else ``*``."""
    first, second = text(("items.1", "a")), text(("items.2", "b"))

    assert named_values([first, first])[0] == {FRAME: ("items.1",)}
    assert named_values([first, second])[0] == {FRAME: ("items.*",)}
