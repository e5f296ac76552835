"""Finished envelopes, read back: every line whole, in its place, and nobody else's fault."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from lettergen.envelope.address_block import Cover
from lettergen.envelope.envelopes import make_envelopes
from lettergen.envelope.page import Placed
from lettergen.envelope.placement import bounds, misplaced
from lettergen.envelope.sizes import SIZES, Face
from lettergen.errors import Problem
from lettergen.pdf.page_text import Ink, opened
from tests.naughty import NAUGHTY
from tests.offices import codes, ogp

DAY = date(2021, 4, 27)
LINES = ("Flavia Elphberg", "Minister, Office of Works", "1 Palace Square", "1044 STRELSAU")


def cover(*lines: str, marks: tuple[str, ...] = (), language: str = "en") -> Cover:
    """Return an envelope to Ruritania."""
    return Cover(language, marks, lines or LINES, "RURITANIA", "en")


def made(
    *covers: Cover, size: str = "DL", lines: tuple[str, ...] | None = None
) -> tuple[bytes | None, dict[int, tuple[Problem, ...]]]:
    """Make one envelope for each letter."""
    letterhead = ogp().letterhead
    letterhead = replace(letterhead, sender_lines=lines or letterhead.sender_lines)
    units = {number: (one,) for number, one in enumerate(covers)}
    found = make_envelopes(units, SIZES[size], letterhead, DAY)
    return found.pdf, found.failed


def inks_of(pdf: bytes) -> list[list[Ink]]:
    """Return the ink of each page."""
    with opened(pdf) as pages:
        return [list(page.inks()) for page in pages]


def texts(pdf: bytes | None) -> list[str]:
    """Return what each page says."""
    assert pdf is not None
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


@pytest.mark.parametrize("envelope", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("marks", [(), ("PERSONAL AND CONFIDENTIAL", "By courier")])
def test_every_size_read_back(envelope: Face, marks: tuple[str, ...]) -> None:
    """The page is the envelope; the address stands in its place, at its left edge."""
    pdf, failed = made(cover(marks=marks), size=envelope.name)
    assert pdf is not None
    assert failed == {}
    (page,) = pypdfium2.PdfDocument(pdf)
    assert page.get_size() == pytest.approx(
        (envelope.width * 72 / 25.4, envelope.height * 72 / 25.4), abs=0.01
    )
    (inks,) = inks_of(pdf)
    address = bounds([ink for ink in inks if ink.box.top >= envelope.address.top])
    sender = bounds([ink for ink in inks if ink.box.top < envelope.address.top])

    assert address.left == pytest.approx(envelope.width - 140, abs=0.5)
    assert address.right <= envelope.width - 15
    assert address.bottom <= envelope.height - 16
    assert sender.left == pytest.approx(12.7, abs=0.5)
    assert sender.top == pytest.approx(9, abs=2)
    assert sender.right < envelope.width - 74
    assert sender.bottom < 38
    words = texts(pdf)[0]
    assert [line for line in (*marks, *LINES, "RURITANIA") if line not in words] == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [8, 11])
def test_many_lines(size: str, count: int) -> None:
    """Nine lines stand on every envelope, none upon another; twelve do so in smaller type."""
    lines = tuple(f"Line {number} of the address" for number in range(1, count + 1))
    pdf, failed = made(cover(*lines), size=size)

    assert failed == {}
    assert [line for line in (*lines, "RURITANIA") if line not in texts(pdf)[0]] == []


LONG = "Ministry for the Interior and for Relations with Civil Society"


def test_a_long_line_in_smaller_type() -> None:
    """A line that is too long in 12 pt makes this envelope's type smaller, nobody else's."""
    pdf, failed = made(cover(LONG), cover())
    assert pdf is not None
    long, usual = (bounds(_below(page, 40)) for page in inks_of(pdf))
    alone = made(cover())[0]
    assert alone is not None

    assert failed == {}
    assert LONG in texts(pdf)[0]
    assert 115 < long.width <= 125
    assert usual == bounds(_below(inks_of(alone)[0], 40))


def test_type_no_smaller_than_it_must_be() -> None:
    """The type of a long line is the largest that fits, to a quarter of a point."""
    pdf, failed = made(*(cover(LONG + "s" * more) for more in range(3, 15, 2)))
    assert pdf is not None
    widths = [bounds(_below(page, 40)).width for page in inks_of(pdf)]

    assert failed == {}
    assert min(widths) > 125 * (1 - 0.25 / 10)
    assert max(widths) <= 125


def _below(inks: list[Ink], top: float) -> list[Ink]:
    return [ink for ink in inks if ink.box.top > top]


def test_a_line_too_long_for_any_type() -> None:
    """Below 8 pt no post reads: line and millimetres are named, and no other letter fails."""
    pdf, failed = made(cover(), cover(LONG * 2), cover("Last"))
    (problem,) = failed[1]

    assert list(failed) == [1]
    assert problem.code == "envelope-line"
    assert LONG[:40] in problem.message
    assert "mm wide in the smallest type, 8 pt; only 125.0 mm are available" in problem.message
    assert [("Flavia" in page, "Last" in page) for page in texts(pdf)] == [
        (True, False),
        (False, True),
    ]


def test_too_many_lines() -> None:
    """More lines than fit in 8 pt are refused with both heights."""
    pdf, failed = made(cover(*map(str, range(30))))

    assert pdf is None
    assert codes(failed[0]) == ["envelope-lines"]
    assert "31 lines" in failed[0][0].message


def test_a_character_no_font_has() -> None:
    """It costs its own letter the envelope, no other one."""
    pdf, failed = made(cover("安"), cover(), cover("𓀀"))

    assert {number: codes(found) for number, found in failed.items()} == {
        0: ["missing-glyph"],
        2: ["missing-glyph"],
    }
    assert len(texts(pdf)) == 1


def test_a_letter_of_which_one_envelope_fails() -> None:
    """A letter has all its envelopes or none."""
    units = {0: (cover(), cover(LONG * 2)), 1: (cover("Other"),)}
    found = make_envelopes(units, SIZES["C5"], ogp().letterhead, DAY)

    assert list(found.failed) == [0]
    assert len(texts(found.pdf)) == 1


def test_nothing_to_make() -> None:
    """No letter, no file."""
    assert make_envelopes({}, SIZES["C5"], ogp().letterhead, DAY).pdf is None


@pytest.mark.parametrize("value", NAUGHTY.values(), ids=NAUGHTY)
def test_hostile_values(value: str) -> None:
    """A hostile text is printed as it is, or refused with a problem: never in part."""
    text = " ".join(value.split())
    pdf, failed = made(cover("Flavia Elphberg", text) if text else cover(), size="C4")

    assert (pdf is None) is bool(failed)
    assert "internal-fault" not in [code for found in failed.values() for code in codes(found)]


def test_scripts() -> None:
    """Azerbaijani, Arabic, Georgian, Cyrillic and Greek lines are read back whole."""
    lines = ("BİNƏQƏDİ, AZ 1114", "ფლავია ზენდელი", "Рудольф Страйсауский", "Ελπίδα Γαλανή")
    pdf, failed = made(
        cover(*lines), cover("فوسال حسينوف", "دائرة الهجرة", "شارع 12، باكو", language="ar")
    )
    assert pdf is not None

    assert failed == {}
    assert "BİNƏQƏDİ" in texts(pdf)[0]
    arabic = bounds([one for one in _below(inks_of(pdf)[1], 40) if one.text >= "\u0600"])
    assert arabic.right == pytest.approx(220 - 15, abs=1)


def test_a_return_address_that_is_too_tall() -> None:
    """Lines of the sender that reach into the address's part are refused."""
    pdf, failed = made(cover(), lines=tuple(f"Line {number}" for number in range(7)))

    assert pdf is None
    assert codes(failed[0]) == ["return-address"]


def test_what_is_misplaced_is_seen() -> None:
    """A page on which lines stand elsewhere than they should is told from a right one."""
    pdf, _ = made(cover())
    assert pdf is not None
    (inks,) = inks_of(pdf)
    right = Placed(cover(), 12, SIZES["DL"].address)
    other = Placed(cover("Flavia Elphberg", "Somebody else", *LINES[2:]), 12, SIZES["DL"].address)
    moved = [one._replace(box=replace(one.box, right=one.box.right + 99)) for one in inks]

    assert list(misplaced(right, inks, SIZES["DL"])) == []
    assert codes(misplaced(other, inks, SIZES["DL"])) == ["envelope-unread"]
    assert "envelope-line" in codes(misplaced(right, moved, SIZES["DL"]))
    assert "envelope-unread" in codes(misplaced(right, inks[:-1], SIZES["DL"]))


@pytest.mark.parametrize(("higher", "count"), [(1.5, 0), (2, 2)])
def test_lines_upon_each_other_are_seen(higher: float, count: int) -> None:
    """Ink that comes near to the line above is let pass; more than a quarter of a mm is not."""
    pdf, _ = made(cover())
    assert pdf is not None
    (inks,) = inks_of(pdf)
    tall = [one._replace(box=replace(one.box, top=one.box.top - higher)) for one in inks]
    found = misplaced(Placed(cover(), 12, SIZES["DL"].address), tall, SIZES["DL"])

    assert codes(found).count("envelope-lines") == count


def test_tagged_archivable_and_the_same_again() -> None:
    """Like a letter it claims PDF/A-2a and PDF/UA-1, is tagged, and is made of the same bytes."""
    pdf, _ = made(cover(), cover("Other"))
    assert pdf is not None
    assert made(cover(), cover("Other"))[0] == pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.Root.MarkInfo.Marked
        metadata = document.open_metadata()
        assert metadata["pdfaid:part"] == "2"
        assert "pdfuaid" in str(metadata)
        assert str(document.docinfo.Title) == "Open Government Partnership"
