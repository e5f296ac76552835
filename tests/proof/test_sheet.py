"""What stands on the proof sheet."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html import unescape

import pytest

from lettergen.errors import Problem, Severity
from lettergen.letter.letter import Body, Letter
from lettergen.letter.parts import LetterPart
from lettergen.produce import Job, Outcome, produce
from lettergen.proof.comparison import Difference
from lettergen.proof.letter_text import text_of
from lettergen.proof.page import proof_html
from lettergen.proof.sheet import BatchCheck, ProofRow, ProofSheet, compared, make_sheet
from lettergen.records import Record
from tests.cli.sample import SUSPENDED
from tests.offices import aze, ogp
from tests.one_part import ALL_CHANGES, FULL, changed

UNREAD = Problem("unreviewed-body", "Nobody has read it.", severity=Severity.WARNING)


def sheet_of(*records: Record, warnings: tuple[Problem, ...] = ()) -> ProofSheet:
    """Return the proof of the letters to *records*."""
    desk = ogp()
    entries = desk.plan(records)
    outcomes = [
        produce(Job(entry, with_letter=True), desk.materials, desk.letterhead) for entry in entries
    ]
    return make_sheet(entries, outcomes, desk.materials, "ogp", warnings, left_out=9)


@cache
def sample() -> ProofSheet:
    """Return the proof of all letters of the sample office."""
    return sheet_of(*(ogp().record(name) for name in SUSPENDED))


def failed(sheet: ProofSheet) -> list[tuple[str, ...]]:
    """Return the letters for which a check does not hold."""
    return [check.failed for check in sheet.checks if check.failed]


def test_a_row_for_each_letter() -> None:
    """Each row has its first page, addressee, language, pages, and the member's own words."""
    rows = sample().rows

    assert [row.id for row in rows] == SUSPENDED
    assert all(row.picture.startswith(b"\x89PNG") for row in rows)
    assert rows[0].addressees == [
        "Vusal Huseynov, Chief, State Migration Service, Republic of Azerbaijan"
    ]
    assert [row.pages for row in rows[:3]] == [1, 2, 2]
    assert [row.passages for row in rows[:3]] == [(), (), ("after-support",)]
    assert len(rows[4].addressees) == 2


def test_the_sheet_says_of_what() -> None:
    """The head names the letter, the office, the look, and how many get none."""
    sheet = sample()

    assert sheet.title == "Status update to a suspended member"
    assert (sheet.office, sheet.letterhead, sheet.left_out) == (
        "Open Government Partnership",
        "ogp",
        9,
    )
    assert [common.language for common in sheet.commons] == ["English"]
    assert failed(sheet) == []


def test_what_failed_is_told() -> None:
    """A letter that cannot be made has a row without a page, its problems, and fails the check."""
    sheet = sheet_of(aze(), aze({"concern": None}))

    assert [bool(row.letter) for row in sheet.rows] == [True, False]
    assert sheet.rows[1].picture == b""
    assert [problem.code for problem in sheet.rows[1].problems] == ["missing-field"]
    assert sheet.checks[0].failed == ("AZE",)
    assert len(sheet.made) == 1


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"date": "2021-05-01"}, "All letters carry the same date."),
        ({"mark.1": "CONFIDENTIAL"}, "No letter carries a draft or handling mark."),
        ({"colour": "red"}, "No letter has a warning."),
    ],
)
def test_each_check_can_fail(changes: dict[str, str | None], check: str) -> None:
    """What does not hold for one letter of a batch is shown as failed, with its id alone."""
    others = [ogp().record(name) for name in SUSPENDED[1:3]]
    sheet = sheet_of(aze(changes), *others)

    assert [one.what for one in sheet.checks if one.failed] == [check]
    assert failed(sheet) == [("AZE",)]


def test_the_same_person_twice() -> None:
    """Two letters to one person are shown as failed, both of them."""
    twin = replace(aze(), id="TWIN")

    assert failed(sheet_of(aze(), ogp().record("XAA"), twin)) == [("AZE", "TWIN")]


def test_unread_words_fail_a_check() -> None:
    """Words that nobody has reviewed are told once, for the whole batch."""
    sheet = sheet_of(aze(), warnings=(UNREAD,))

    assert BatchCheck("The words have been reviewed.", ("Nobody has read it.",)) in sheet.checks


def row(name: str, letter: Letter) -> ProofRow:
    """Return the row of *letter*, before it is compared."""
    return ProofRow(name, letter.language, 1, b"", letter, (), ())


def shown(*letters: Letter) -> list[str]:
    """Return what the page of a proof says of each of *letters*."""
    rows, commons = compared(row("AZE", letter) for letter in letters)
    page = proof_html(replace(sample(), rows=rows, commons=commons)).decode()
    return re.findall(r"</h3>(.*?)</article>", page, re.DOTALL)


FRENCH = replace(FULL, language="fr", version="Unofficial translation")
TWOFOLD = replace(FULL, translation=FRENCH)
IN_THE_PROOF = [(part, what) for part, what in ALL_CHANGES if not part.for_file]


@pytest.mark.parametrize(("part", "what"), IN_THE_PROOF, ids=[what for _, what in IN_THE_PROOF])
def test_no_difference_is_hidden(part: LetterPart, what: str) -> None:
    """Two letters that differ in one thing alone, in either language, are shown as different."""
    own = changed(part.name, what, TWOFOLD)
    second = replace(TWOFOLD, translation=changed(part.name, what, FRENCH))

    for other in (own, second):
        usual, same, different = shown(TWOFOLD, TWOFOLD, other)
        assert usual == same != different


BODY_CHANGES = {
    "order": "Second one.\n\nFirst one.",
    "repetition": "First one.\n\nSecond one.\n\nSecond one.",
    "bold": "First one.\n\n**Second** one.",
    "heading": "First one.\n\n# Second one.",
    "list": "First one.\n\n- Second one.",
    "link": "First one.\n\nSecond [one](b).",
    "line break": "First one.\n\nSecond\\\none.",
}


@pytest.mark.parametrize("other", BODY_CHANGES.values(), ids=BODY_CHANGES)
def test_no_difference_in_the_body_is_hidden(other: str) -> None:
    """Two letters with the same words in another order or with other Markdown look different."""
    first = replace(FULL, body=Body("First one.\n\nSecond one."))
    usual, same, different = shown(first, first, replace(first, body=Body(other)))

    assert usual == same != different


def test_layout_of_the_translation_is_shown() -> None:
    """A letter whose translation is printed side by side looks different from the others."""
    usual, same, different = shown(TWOFOLD, TWOFOLD, replace(TWOFOLD, beside=not TWOFOLD.beside))

    assert usual == same
    assert re.findall(r"translation layout.*?>(\w+)</bdi>", different) == ["beside"]


def test_a_proof_of_one_letter_shows_every_value() -> None:
    """In a batch of one letter no value is hidden behind the name of its field."""
    for name in SUSPENDED:
        sheet = sheet_of(ogp().record(name))
        page = unescape(proof_html(sheet).decode())
        letter = sheet.rows[0].letter
        assert letter is not None
        texts = {one.text for paragraph in text_of(letter).paragraphs for one in paragraph.values}

        assert [text for text in texts if text not in page] == []
        assert "[" not in " ".join(sheet.commons[0].paragraphs)


def test_blind_copies_are_in_no_proof() -> None:
    """Two letters that differ in their blind copies alone are the same to their addressees."""
    usual, other = shown(FULL, replace(FULL, blind_copies=()))

    assert usual == other


def test_second_language() -> None:
    """Translations are compared with each other; one that others have is missed."""
    french = replace(FRENCH, postscript="Veuillez répondre.")
    rows, commons = compared(map(row, "ABCD", (TWOFOLD, TWOFOLD, FULL, TWOFOLD)))
    *_, other = compared(map(row, "ABC", (TWOFOLD, TWOFOLD, replace(TWOFOLD, translation=french))))[
        0
    ]

    assert [one.language for one in commons] == ["English", "French (translation)"]
    assert [len(one.differences) for one in rows] == [2, 2, 1, 2]
    assert [one.translated_into for one in rows] == ["French", "French", "", "French"]
    assert rows[0].differences[1] == Difference()
    assert ["addressees" in [value.name for value in one.usual] for one in commons] == [False, True]
    assert other.differences[0] == Difference()
    assert other.differs == ["postscript"]


def test_no_letter_at_all() -> None:
    """A batch of which nothing could be made still has its sheet, which says so."""
    desk = ogp()
    entries = desk.plan([aze()])
    outcome = Outcome("AZE", "en", None, problems=(Problem("x", "No."),))
    sheet = make_sheet(entries, [outcome], desk.materials, "ogp")

    assert sheet.commons == ()
    assert sheet.checks[0].failed == ("AZE",)
