"""What stands on an envelope: marks, address and country, from the letter itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lettergen.envelope.address_block import Cover, covers_of
from lettergen.errors import LetterError, Problem
from lettergen.letter.people import Addressee
from tests.offices import Changes, aze, codes, ogp

STREET = {
    "addressee.postal.street.1": "202 Tbilisi Avenue",
    "addressee.postal.city": "Baku",
    "addressee.postal.postcode": "1114",
}


def covers(
    changes: Changes, language: str = "en", country: str = "USA"
) -> tuple[tuple[Cover, ...], tuple[Problem, ...]]:
    """Return the envelopes of the reference letter with other facts."""
    desk = ogp()
    merged = desk.merged(aze(changes))
    assert merged.letter is not None
    assert merged.facts is not None
    letterhead = replace(desk.letterhead, language=language, country=country)
    return covers_of(merged.letter, merged.facts, letterhead, desk.materials)


def test_abroad() -> None:
    """The country stands last, in capitals, in the sender's language; no postcode with it."""
    (cover,), warnings = covers(STREET)

    assert cover.address == (
        "Vusal Huseynov",
        "Chief, State Migration Service",
        "202 Tbilisi Avenue",
        "AZ 1114 BAKU",
        "AZERBAIJAN",
    )
    assert warnings == ()


def test_the_letter_itself() -> None:
    """The inside address has the same lines as typed; lines of its own win there alone."""
    (formatted,) = inside(STREET)
    (typed,) = inside(STREET | {"addressee.line.1": "PO Box 7"})
    (cover,), _ = covers(STREET | {"addressee.line.1": "PO Box 7"})

    assert formatted.address == (
        "Vusal Huseynov",
        "Chief, State Migration Service",
        "202 Tbilisi Avenue",
        "AZ 1114 Baku",
        "Republic of Azerbaijan",
    )
    assert typed.lines == ("PO Box 7",)
    assert cover.address[2:] == ("202 Tbilisi Avenue", "AZ 1114 BAKU", "AZERBAIJAN")


def inside(changes: Changes) -> tuple[Addressee, ...]:
    """Return whom the reference letter with other facts is addressed to."""
    letter = ogp().merged(aze(changes)).letter
    assert letter is not None
    return letter.addressees


SENDERS = [("fr", "USA", "AZERBAÏDJAN"), ("az", "USA", "AZƏRBAYCAN"), ("en", "", "AZERBAIJAN")]


@pytest.mark.parametrize(("language", "country", "line"), SENDERS)
def test_the_senders_language(language: str, country: str, line: str) -> None:
    """The sender's post reads the country; a sender without a country always names it."""
    (cover,), _ = covers(STREET, language, country)

    assert (cover.country, cover.country_language) == (line, language)


def test_at_home() -> None:
    """A letter that stays in the sender's country names none."""
    (cover,), _ = covers(STREET, country="AZE")

    assert cover.address[-1] == "AZ 1114 BAKU"


def test_an_embassy() -> None:
    """The address may lie in another state than the addressee's own: the post goes there."""
    embassy = {"addressee.postal.country": "USA", "addressee.postal.city": "Washington"}
    (cover,), _ = covers(embassy | {"addressee.postal.area": "DC"})

    assert cover.address[-1] == "WASHINGTON, DC"


def test_marks_and_delivery() -> None:
    """Handling marks and the way it goes stand above the address, in this order."""
    (cover,), _ = covers(STREET | {"mark.1": "PERSONAL", "delivery": "By courier"})

    assert cover.marks == ("PERSONAL", "By courier")
    assert cover.all_lines[:3] == ("PERSONAL", "By courier", "Vusal Huseynov")


def test_several_addressees() -> None:
    """Each addressee gets an original, so each has an envelope."""
    second = {"addressee.2.name": "Rufus T. Firefly", "addressee.2.state": "XAB"}
    found, _ = covers(second | {"salutation": "Excellencies,"})

    assert [one.address[0] for one in found] == ["Vusal Huseynov", "Rufus T. Firefly"]
    assert [one.country for one in found] == ["AZERBAIJAN", "FREEDONIA"]


def test_warnings() -> None:
    """No street, a strange postcode and more than five lines are told, each at its addressee."""
    many = {f"addressee.postal.street.{number}": f"Floor {number}" for number in (1, 2)}
    _, bare = covers({})
    _, five = covers(STREET)
    _, odd = covers(STREET | many | {"addressee.postal.postcode": "?"})
    _, elsewhere = covers(STREET | many, country="DEU")

    assert codes(bare) == ["no-postal-address"]
    assert codes(five) == []
    assert codes(odd) == ["odd-postcode", "many-address-lines"]
    assert codes(elsewhere) == []
    assert odd[0].data is not None
    assert odd[0].data.path == "addressee.1.postal"


def test_a_country_without_a_name() -> None:
    """A country whose name nobody knows in the sender's language stops this envelope."""
    with pytest.raises(LetterError, match="no name in"):
        covers({"addressee.postal.country": "XAB"}, "fr")
