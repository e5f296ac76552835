"""Tests of the people a letter names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lettergen.facts.reading import read_facts
from lettergen.letter.people import Addressee, Postal, Signatory
from lettergen.letterhead.house_style import HouseStyle
from lettergen.merge.findings import found
from lettergen.merge.people import People
from lettergen.plan.entries import declared_fields
from lettergen.protocol.forms_of_address import load_forms
from lettergen.protocol.states import load_states
from tests.offices import OGP, Changes, aze, ogp, told

EXCELLENCY = "Accept, Excellency, the assurances of my highest consideration."


def parties(
    changes: Changes | None = None, *, close: dict[str, str] | None = None, office: Path = OGP
) -> People:
    """Return the people of the reference record with *changes*, in an office without a close."""
    desk = ogp().with_settings(close=close or {})
    declared = declared_fields(desk.materials.template, desk.office, {})
    facts = read_facts(aze(changes), declared, language="en", record_language="en")
    states, forms = load_states(OGP), load_forms(office)
    return People(facts, desk.office, states, forms, "en", date(2021, 4, 27))


def lines(changes: Changes, close: dict[str, str] | None = None) -> tuple[str, str]:
    """Return salutation and close; nothing may be wrong with them."""
    both, problems = found(parties(changes, close=close).salutation_and_close())
    assert told(problems) == []
    return both


@pytest.mark.parametrize(
    ("changes", "salutation", "close"),
    [
        ({}, "Dear Mr. Huseynov,", "Sincerely,"),
        ({"addressee.form": "minister"}, "Dear Minister,", "Sincerely,"),
        ({"addressee.form": "ambassador"}, "Excellency,", EXCELLENCY),
        ({"salutation": "Dear friend,"}, "Dear friend,", "Sincerely,"),
        ({"close": "Yours,"}, "Dear Mr. Huseynov,", "Yours,"),
        (
            {"salutation": "Sire,", "close": "Yours,", "addressee.honorific": None},
            "Sire,",
            "Yours,",
        ),
        (
            {"salutation": "Sire,", "addressee.form": "ambassador"},
            "Sire,",
            EXCELLENCY.replace("Excellency", "Sire"),
        ),
    ],
)
def test_form_of_address(changes: Changes, salutation: str, close: str) -> None:
    """The record's own words win; else the form of address that the record names says both."""
    assert lines(changes) == (salutation, close)


def test_close_of_the_house() -> None:
    """The house's close wins over that of the form of address, and the record's over both."""
    house = {"en": "Best wishes,"}

    assert lines({"addressee.form": "ambassador"}, house) == ("Excellency,", "Best wishes,")
    assert lines({"close": "Yours,"}, house)[1] == "Yours,"
    assert lines({}, {"fr": "Cordialement,"})[1] == "Sincerely,"


MINISTER = {"addressee.form": "minister"}
SECOND = {"addressee.2.name": "Gloria Teasdale", "addressee.2.honorific": "Ms."}
TEASDALE = SECOND | {"addressee.2.surname": "Teasdale"}
AMBASSADOR = {"addressee.2.name": "Gloria Teasdale", "addressee.2.form": "ambassador"}


@pytest.mark.parametrize(
    ("changes", "salutation"),
    [
        (TEASDALE, "Dear Mr. Huseynov and Ms. Teasdale,"),
        (MINISTER | TEASDALE, "Dear Minister and Ms. Teasdale,"),
        (MINISTER | {"addressee.2.form": "minister"}, "Dear Ministers,"),
    ],
)
def test_two_addressees(changes: Changes, salutation: str) -> None:
    """Two addressees are greeted in one line, in the order given."""
    assert lines(changes) == (salutation, "Sincerely,")


@pytest.mark.parametrize(
    ("changes", "place", "sentence"),
    [
        (
            {"addressee.form": "ministr"},
            "99 (addressee.form)",
            "Unknown form of address 'ministr'. Did you mean 'minister'?",
        ),
        (
            {"addressee.name": None},
            "5 (addressee.1.form)",
            (
                "'addressee.1' has no name, so its form of address must be given. Fill in "
                "'addressee.1.form', such as minister, or 'salutation'."
            ),
        ),
        (
            {"addressee.honorific": None},
            "5 (addressee.1.honorific)",
            "The form of address 'named-person' needs addressee.1.honorific.",
        ),
        (AMBASSADOR, "5 (salutation)", "The addressees' forms of address do not fit into one line"),
        (
            AMBASSADOR | {"salutation": "Your Excellencies,"},
            "5 (close)",
            "The addressees' forms of address do not fit into one line",
        ),
    ],
)
def test_no_greeting(changes: Changes, place: str, sentence: str) -> None:
    """Where the data do not say how to greet, the letter is stopped and nothing is inferred."""
    (salutation, _), problems = found(parties(changes).salutation_and_close())

    assert salutation == changes.get("salutation", "")
    (problem,) = told(problems)
    assert problem.startswith(f"error: members.yaml:{place}: {sentence}")


def test_every_missing_part_of_a_greeting() -> None:
    """All that a greeting lacks is told at once, and once."""
    people = parties({"addressee.honorific": None, "addressee.surname": None})

    _, problems = found(people.salutation_and_close())

    assert [problem.message for problem in problems] == [
        "The form of address 'named-person' needs addressee.1.honorific.",
        "The form of address 'named-person' needs addressee.1.surname.",
    ]


def test_form_that_asks_for_other_facts(tmp_path: Path) -> None:
    """An office's own form of address may greet by any fact about the addressee."""
    (tmp_path / "forms.toml").write_text(
        '[[form_of_address]]\nform = "chief"\nlanguage = "en"\ngreeting = "{title} {name}"\n'
        'salutation = "Dear {greetings},"\nclose = "Yours, {greetings},"\nsource = "House."\n'
    )
    people = parties({"addressee.form": "chief"}, office=tmp_path)

    assert found(people.salutation_and_close())[0] == (
        "Dear Chief Vusal Huseynov,",
        "Yours, Chief Vusal Huseynov,",
    )


def test_vacant_post() -> None:
    """A vacant post has no name; its address begins with the post."""
    vacant = {"addressee.name": None, "addressee.form": "minister"}
    people = parties(vacant | {"addressee.title": "Minister of Justice"})

    (addressee,), _ = found(people.addressees())

    assert addressee.address == (
        "Minister of Justice, State Migration Service",
        "Republic of Azerbaijan",
    )
    assert found(people.salutation_and_close())[0][0] == "Dear Minister,"


CHIEF = ("Vusal Huseynov", "Chief", "State Migration Service")


def test_addressees() -> None:
    """Each addressee has the record's state, or one of their own, and postal lines in order."""
    street = {"addressee.2.line.1": "1 Palace Square", "addressee.2.line.2": "Freedonia City"}
    people = parties(TEASDALE | street | {"addressee.2.state": "XAB"})

    home, away = Postal(country="AZE"), Postal(country="XAB")
    lines = ("1 Palace Square", "Freedonia City")
    assert found(people.addressees())[0] == (
        Addressee(*CHIEF, "Republic of Azerbaijan", postal=home),
        Addressee("Gloria Teasdale", state="Republic of Freedonia", lines=lines, postal=away),
    )


def test_unknown_state() -> None:
    """An unknown code of a state is told where it stands."""
    people = parties(TEASDALE | {"state": "AZR", "cc.1.state": "XAZ"})

    problems = (*found(people.addressees())[1], *found(people.copies("cc"))[1])

    assert [(one.code, str(one.data), one.message) for one in problems] == [
        (
            "unknown-state",
            "members.yaml:99 (state)",
            "Unknown state code 'AZR'.",
        ),
        (
            "unknown-state",
            "members.yaml:99 (cc.1.state)",
            "Unknown state code 'XAZ'.",
        ),
    ]


def test_signatories() -> None:
    """The signatories are those of the office, and what is wrong with them is told here."""
    people = parties({"signatory.1": "ceo", "signatory.2": "cheif"})
    signers, problems = found(people.signatories())

    assert signers == (Signatory("Sanjay Pradhan", "Chief Executive Officer"),)
    assert [problem.code for problem in problems] == ["unknown-signatory"]


HOUSES = [
    (HouseStyle(), ("Dear Mr. Huseynov,", "Sincerely,"), 1),
    (HouseStyle(open_punctuation=True), ("Dear Mr. Huseynov", "Sincerely"), 1),
    (HouseStyle(shown=frozenset({"salutation", "signatories"})), ("Dear Mr. Huseynov,", ""), 1),
    (HouseStyle(shown=frozenset({"date"})), ("", ""), 0),
]


@pytest.mark.parametrize(("house", "lines", "signers"), HOUSES)
def test_what_the_house_has(house: HouseStyle, lines: tuple[str, str], signers: int) -> None:
    """What a house style does not have is empty; open punctuation drops the commas."""
    people = replace(parties(), house=house)
    signatories, problems = found(people.signatories())

    assert found(people.salutation_and_close()) == (lines, ())
    assert (len(signatories), problems) == (signers, ())


def test_nothing_is_asked_for_in_vain() -> None:
    """A house without salutation, close and signatures misses no form and no signatory."""
    people = parties({"addressee.name": None, "addressee.title": "Chief", "signatory": "nobody"})
    people = replace(people, house=HouseStyle(shown=frozenset({"date"})))

    assert found(people.addressees())[1] == ()
    assert found(people.salutation_and_close()) == (("", ""), ())
    assert found(people.signatories()) == ((), ())


def test_state_without_a_formal_name() -> None:
    """A full name that the tables do not know stops the letter; the short one never stands in."""
    people = replace(parties({"state": "GEO"}), language="ru")
    name, problems = found(people.state_name("state"))

    assert name == ""
    assert found(people.state_name("state", formal=False)) == ("Грузия", ())
    assert [problem.message for problem in problems] == [
        "The state GEO has no formal name in Russian."
    ]


def test_close_that_does_not_go_with_its_salutation() -> None:
    """A close of another register is refused; where the record gives both, it is warned of."""
    records = (
        {"close": "Yours faithfully,"},
        {"salutation": "Dear Sir,", "close": "Yours sincerely,"},
    )
    one, both = (found(parties(record).salutation_and_close()) for record in records)

    assert one[0][1] == "Yours faithfully,"
    assert both[0] == ("Dear Sir,", "Yours sincerely,")
    assert [(problem.code, problem.is_error) for problem in (*one[1], *both[1])] == [
        ("close-unlike-salutation", True),
        ("close-unlike-salutation", False),
    ]


def test_the_record_alone_needs_no_gender() -> None:
    """Where the record gives salutation and close, its addressee needs no form of address."""
    people = parties({"salutation": "Sire,", "close": "Yours,", "addressee.form": "nonsense"})

    assert found(people.salutation_and_close()) == (("Sire,", "Yours,"), ())
    (addressee,), problems = found(people.addressees())
    assert (addressee.name, problems) == ("Vusal Huseynov", ())
