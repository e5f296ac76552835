"""The house style `note-verbale`: UN Correspondence Manual, sections 116 to 118; EC 10.5."""

from __future__ import annotations

from dataclasses import replace

import page
import pytest

from lettergen.compose import compose_text
from lettergen.errors import LetterError
from lettergen.letter import Body, Letter
from lettergen.letterhead.reading import load_letterhead
from tests.reference import EVERY_PART, PARAGRAPHS, printed
from tests.styles.measures import line, lines_of, overlapping

UN = load_letterhead("un", None, style="note-verbale")
LEFT, FOOT = 25.0, 279.0  # mm on A4: the margins of the letterhead `un`
WORDS = """\
The Secretariat presents its compliments to the Permanent Mission and has the honour to write.

The Secretariat avails itself of this opportunity to renew the assurances of its consideration."""
NOTE = replace(EVERY_PART, draft="", salutation="", close="", signatories=(), body=Body(WORDS))
LONG = replace(NOTE, body=Body("\n\n".join([*[PARAGRAPHS] * 2, WORDS])))
LANGUAGES = [
    ("en", "Initials", "Seal"),
    ("fr", "Paraphe", "Sceau"),
    ("es", "Rúbrica", "Sello"),
    ("ru", "Параф", "Печать"),
]


@pytest.mark.parametrize("letter", [NOTE, LONG], ids=["one page", "several pages"])
def test_order_and_places(letter: Letter) -> None:
    """Reference, marks, words, date at the left, initials and seal; the address at the foot."""
    lines = lines_of(printed(letter, UN).pdf)
    names = (
        "FRE/2021/17",
        "CONFIDENTIAL",
        "The Secretariat presents",
        "April 27, 2021",
        "Initials",
    )
    parts = [line(lines, words) for words in names]
    seal, foot = line(lines, "Seal"), line(lines, "Ruritania")

    assert [(one.page, one.top) for one in parts] == sorted((one.page, one.top) for one in parts)
    assert [one.left for one in parts[3:]] == pytest.approx([LEFT, LEFT], abs=0.5)
    assert seal.page == parts[4].page
    assert seal.left > parts[4].right
    first = max((one for one in lines if one.page == 1), key=lambda one: one.bottom)
    assert (first.text, foot.page) == ("Ruritania", 1)
    assert first.bottom == pytest.approx(FOOT, abs=2)
    assert overlapping(lines) == []


@pytest.mark.parametrize(("language", "initials", "seal"), LANGUAGES)
def test_words_for_initials_and_seal(language: str, initials: str, seal: str) -> None:
    """The places for initials and seal are named in the note's language; the file holds PDF/UA."""
    note = replace(NOTE, language=language)
    pdf = printed(note, UN).pdf
    read = " ".join(one.text for one in lines_of(pdf))
    failures = page.validate_pdf_bytes(pdf, profile="ua1").failures

    assert read.count(initials) == read.count(seal) == 1
    assert [one.message for one in failures if "STREAM-LENGTH" not in one.rule_id] == []
    assert f"({seal})" in compose_text(note, UN)


@pytest.mark.parametrize(
    ("part", "given"), [("salutation", "Excellency,"), ("close", "Yours"), ("signatories", None)]
)
def test_what_a_note_has_not(part: str, given: str | None) -> None:
    """A salutation, a close or a signature is refused by name, never left out in silence."""
    letter = replace(NOTE, **{part: given or EVERY_PART.signatories})  # type: ignore[arg-type]
    with pytest.raises(LetterError) as error:
        printed(letter, UN)

    assert [one.code for one in error.value.problems] == ["part-not-shown"]
    assert part in error.value.problems[0].message


def test_third_person() -> None:
    """The style asks for the third person."""
    assert UN.house.third_person
