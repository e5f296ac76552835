"""The British official letter: the places of its parts in millimetres."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lettergen.letter.letter import Body, Letter
from lettergen.letter.people import Addressee, Person, Recipient
from lettergen.letterhead.reading import load_letterhead
from lettergen.plan.request import Request
from lettergen.produce import Format
from lettergen.records import read_records
from tests.offices import DATA, OGP, desk_of
from tests.reference import EVERY_PART, PARAGRAPHS, REFERENCE, page_texts, printed
from tests.styles.reading import in_order, line, lines, overlapping, wrong_in_window

UK = load_letterhead("uk", None)
CAVEAT = "OFFICIAL-SENSITIVE"  # a handling caveat, not a classification
LETTER = replace(
    REFERENCE,
    language="en-GB",
    date_text="27 April 2021",
    salutation="Dear Mr Huseynov",
    subject=Body("Status of the action plan"),
    close="Yours sincerely",
    reference="SYL/2021/17",
    your_reference="AZ-44",
    marks=(CAVEAT,),
)
LONG = replace(LETTER, body=Body("\n\n".join([PARAGRAPHS] * 4)))
WITH_ALL = replace(
    EVERY_PART,
    via=(Person("Black Michael", "Governor"),),
    postscript="The bridge is up.",
    distribution=(Person("Robert Burgonyo", "Cook"),),
    subject_lines=("File 44",),
    version="Authoritative text",
)


def test_places() -> None:
    """The address is in the window, references and date next to it, all else below."""
    found = lines(printed(LETTER, UK).pdf)
    name, reference = line(found, "Vusal", page=1), line(found, "Our reference")
    date, salutation = line(found, "27 April", page=1), line(found, "Dear Mr")

    assert (name.left, name.top) == pytest.approx((25, 54), abs=0.5)
    assert (reference.left, reference.top) == pytest.approx((125, 54), abs=0.5)
    assert reference.left == pytest.approx(date.left, abs=0.5)
    assert 42 + 50 <= salutation.top <= 98
    assert all(one.bottom < 42 for one in found if UK.sender in one.text)


def test_subject_follows_the_salutation() -> None:
    """First the salutation, then the subject, then the words."""
    found = lines(printed(LETTER, UK).pdf)
    parts = [line(found, word) for word in ("Dear Mr", "Status of", "I am writing")]

    assert [part.top for part in parts] == sorted(part.top for part in parts)
    assert {round(part.left) for part in parts} == {25}


def test_order() -> None:
    """The parts are in order, each once."""
    text = "".join(page_texts(printed(WITH_ALL, UK).pdf))

    assert in_order(
        text,
        UK.sender,
        "Rudolf Rassendyll",
        "Authoritative text",
        "By courier",
        "FRE/2021/17",
        "RUR-44",
        "April 27, 2021",
        "Black Michael",
        "Excellencies,",
        "Status of the action plan",
        "File 44",
        "Best wishes,",
        "Rupert Hentzau",
        "P.S.",
        "Enclosures:",
        "cc:",
        "Robert Burgonyo",
    )
    for once in ("By courier", "FRE/2021/17", "Excellencies,", "Best wishes,", "Mauban", "bridge"):
        assert text.count(once) == 1


def test_caveat_on_every_page() -> None:
    """The handling caveat is centred at top and bottom of every page."""
    rendered = printed(LONG, UK)
    found = [one for one in lines(rendered.pdf) if one.text == CAVEAT]

    assert rendered.pages == 3
    for page in (1, 2, 3):
        top, bottom = sorted((one for one in found if one.page == page), key=lambda one: one.top)
        assert top.bottom < 15
        assert bottom.top > 297 - 20
        for one in (top, bottom):
            assert one.centre == pytest.approx(105, abs=0.5)


def test_later_pages() -> None:
    """Addressee, date and number are at the head of the second page and after."""
    found = lines(printed(LONG, UK).pdf)

    for page in (2, 3):
        for words in ("Vusal Huseynov", "27 April 2021", f"Page {page}"):
            assert line(found, words, page=page).bottom < 38


@pytest.mark.parametrize("lines", range(3, 10))
def test_address_in_its_window(lines: int) -> None:
    """Three to nine lines of address are seen in a DL window wherever the sheet lies."""
    streets = tuple(f"{number} Castle Street" for number in range(lines - 2))
    letter = replace(
        LETTER, addressees=(Addressee("Flavia Elphberg", state="RURITANIA", lines=streets),)
    )

    assert wrong_in_window(letter, UK) == []


def test_address_too_long() -> None:
    """An address that does not fit is reported, and overlaps nothing."""
    streets = tuple(f"Line {number}" for number in range(14))
    letter = replace(LETTER, addressees=(Addressee("Flavia", state="RURITANIA", lines=streets),))
    pdf = printed(letter, UK).pdf

    assert "window-line-outside" in wrong_in_window(letter, UK)
    assert overlapping(lines(pdf)) == []


NAME = "Alexandrina Maximiliana Theodora Elphberg-Tarlenheim of Strelsau and Zenda"
DIFFICULT = {
    "every part": WITH_ALL,
    "three pages": LONG,
    "long name": replace(LETTER, addressees=(Addressee(NAME, state="Kingdom of Ruritania"),)),
    "long subject": replace(LETTER, subject=Body(" ".join(["Status of the action plan"] * 22))),
    "many copies": replace(LETTER, copies=tuple(Recipient(f"Person {n}") for n in range(40))),
    "four people": replace(LETTER, addressees=EVERY_PART.addressees * 2),
    "beside": replace(EVERY_PART, translation=replace(EVERY_PART, language="fr"), beside=True),
    "Arabic": replace(EVERY_PART, language="ar", date_text="27 أبريل 2021"),
}


@pytest.mark.parametrize("letter", DIFFICULT.values(), ids=DIFFICULT)
def test_nothing_runs_into_another(letter: Letter) -> None:
    """Whatever a letter has, no two lines run into each other and none leaves the sheet."""
    found = lines(printed(letter, UK).pdf)

    assert overlapping(found) == []
    assert all(4 < one.left < one.right <= 206 and 4 < one.top < 293 for one in found)


@pytest.mark.parametrize("letter", ["every part", "four people", "beside", "Arabic"])
def test_window_shows_one_address(letter: str) -> None:
    """An envelope goes to one person: the window shows neither others nor a second language."""
    assert wrong_in_window(DIFFICULT[letter], UK) == []


def test_another_letterhead() -> None:
    """Another sender's letter fits the window as well."""
    ogp = load_letterhead("ogp", None, style="uk", paper="a4")

    assert wrong_in_window(LETTER, ogp) == []


def test_house_rules() -> None:
    """English is British here, and salutation and close go without their comma."""
    assert UK.house.locale("en") == "en-GB"
    assert UK.house.open_punctuation


def test_the_whole_way() -> None:
    """A record's letter is British in date and punctuation when the style says so."""
    records = read_records(OGP / DATA, shown_as=DATA)
    desk = desk_of(OGP, "suspension-update", "uk", records)
    made = desk.outcome(desk.record("AZE"), Format.TEXT, Request()).content
    text = (made or b"").decode().splitlines()

    assert {"27 April 2021", "Dear Mr. Huseynov", "Best wishes"} <= set(text)
