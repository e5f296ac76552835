"""The table of the parts of a letter."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from lettergen.letter.letter import Body, Letter
from lettergen.letter.parts import OF_THE_WORDS, PARTS, STYLE_PARTS, LetterPart
from lettergen.letter.people import Recipient
from tests.one_part import ALL_CHANGES, FULL, changed
from tests.reference import REFERENCE

NO_PART = {
    "id": "names the record, and is printed nowhere",
    "language": "what the words are in",
    "date": "the day itself; date_text is how the letter prints it",
    "translation": "a separate letter, with all parts",
    "beside": "where the translation is placed",
    "for_file": "which of the two copies this is",
}
"""The fields of a letter that are no part of it, and why not."""
IDS = [part.name for part in PARTS]


def test_every_field_is_a_part_or_none() -> None:
    """A new field of a letter is entered in the table, or here with the reason why not."""
    names = [field.name for field in fields(Letter)]

    assert sorted([*IDS, *NO_PART]) == sorted(names)


@pytest.mark.parametrize("part", PARTS, ids=IDS)
def test_lines(part: LetterPart) -> None:
    """A part that a letter has gives its lines; one that it does not have gives none."""
    empty = getattr(Letter("", "en", REFERENCE.date, "", (), "", Body(""), "", ()), part.name)

    assert part.lines(FULL if not part.for_file else replace(FULL, for_file=True))
    assert part.lines(replace(FULL, **{part.name: empty})) == ()


@pytest.mark.parametrize(("part", "what"), ALL_CHANGES, ids=[what for _, what in ALL_CHANGES])
def test_lines_say_everything(part: LetterPart, what: str) -> None:
    """Whatever is said otherwise in a part is in its lines, and in those of no other part."""
    other = changed(part.name, what)

    assert [one.name for one in PARTS if one.lines(other) != one.lines(FULL)] == [part.name]


def test_lines_of_a_copy() -> None:
    """A copy is one line: its group, how it goes out, where to."""
    copies = next(part for part in PARTS if part.name == "copies")
    person = Recipient("Vera Marcal", lines=("1 Castle Street",), group="Agents", by="by courier")

    assert copies.lines(replace(REFERENCE, copies=(person,))) == (
        "Agents: Vera Marcal (by courier), 1 Castle Street",
    )


def test_parts_of_a_style() -> None:
    """A style shows each part under one name, and what is in the words in addition to the body."""
    assert len(set(STYLE_PARTS)) == len(STYLE_PARTS)
    assert set(STYLE_PARTS) == {part.shown_by for part in PARTS} - {""} | set(OF_THE_WORDS)
