"""Tests of the letter itself."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest

from lettergen.errors import TemplatePlace
from lettergen.letter.characters import REFUSED
from lettergen.letter.letter import (
    MARK_CLOSE,
    MARK_NUMBER_END,
    MARK_OPEN,
    Body,
    Letter,
    Origin,
    renumbered,
)
from lettergen.letter.people import Addressee, Recipient, Signatory
from lettergen.letter.pictures import named_by_content

LETTER = Letter(
    id="XAB",
    language="en",
    date=date(2021, 4, 27),
    date_text="April 27, 2021",
    addressees=(Addressee("Gloria Teasdale"),),
    salutation="Excellency,",
    body=Body("Words."),
    close="Best wishes,",
    signatories=(Signatory("Flavia Elphberg", "Director"),),
    copies=(Recipient("Vera Marcal"),),
    blind_copies=(Recipient("Chico Lini"),),
)


def test_addressee_copy() -> None:
    """The addressee's copy lacks the blind copies and nothing else."""
    assert LETTER.addressee_copy == replace(LETTER, blind_copies=())
    assert "Chico" not in repr(LETTER.addressee_copy)


def test_a_letter_never_changes() -> None:
    """A letter cannot be altered after it was made."""
    with pytest.raises(FrozenInstanceError):
        LETTER.salutation = "Dear Sir,"  # type: ignore[misc]  # what must not be possible


@pytest.mark.parametrize("sign", [MARK_OPEN, MARK_NUMBER_END, MARK_CLOSE])
def test_marks_cannot_be_typed(sign: str) -> None:
    """The characters of a mark are of those that every record is refused for."""
    assert REFUSED.fullmatch(sign)


def marked(number: int) -> Body:
    """Return a body with one value, whose mark has that *number*."""
    words = f"Dear {MARK_OPEN}{number}{MARK_NUMBER_END}1 Bo{MARK_CLOSE}"
    return Body(words, (Origin(number, TemplatePlace("en.md.j2", 1), ("name",), ()),))


def test_renumbered() -> None:
    """Marks count on from another number, and no other number changes."""
    assert renumbered(marked(2), 40) == marked(42)


def test_fillings() -> None:
    """The values of a letter come before those of its translation."""
    letter = replace(LETTER, body=marked(1), translation=replace(LETTER, body=marked(2)))

    assert [mark.number for mark in letter.fillings] == [1, 2]


def test_copy_for_file() -> None:
    """The office's own copy is headed so, and it alone is laid out with the blind copies."""
    copy = LETTER.copy_for_file("File copy")

    assert copy.marks == ("File copy",)
    assert copy.laid_out.blind_copies == LETTER.blind_copies
    assert LETTER.laid_out.blind_copies == copy.addressee_copy.laid_out.blind_copies == ()


def test_every_mark() -> None:
    """The draft mark comes before the handling marks."""
    assert replace(LETTER, draft="DRAFT", marks=("URGENT",)).every_mark == ("DRAFT", "URGENT")
    assert LETTER.every_mark == ()


def test_pictures() -> None:
    """The pictures of both languages are the letter's, each once."""
    image = named_by_content("signature", ".png", b"pixels")
    signed = replace(LETTER, signatories=(replace(LETTER.signatories[0], image=image),))

    assert LETTER.pictures == ()
    assert replace(signed, translation=signed).pictures == (image,)
    assert replace(LETTER, translation=signed).pictures == (image,)
