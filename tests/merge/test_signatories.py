"""Tests of who signs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lettergen.facts.reading import read_facts
from lettergen.letter.people import Signatory
from lettergen.letter.pictures import named_by_content
from lettergen.merge.findings import found
from lettergen.merge.signatories import Signing
from lettergen.office.settings import SignatorySettings
from lettergen.plan.entries import declared_fields
from tests.offices import Changes, aze, ogp, told

SIGNATORIES = (
    {"id": "chief", "name": "Rudolf Rassendyll", "title": {"en": "Chief", "fr": "Chef"}},
    {"id": "chair", "name": "Flavia Elphberg", "title": "Chair", "from": "2020-10-01"},
    {"id": "former", "name": "Fritz Tarlenheim", "title": "Chair", "until": "2020-09-30"},
    {
        "id": "guest",
        "name": "Hentzau",
        "title": "Guest",
        "from": "2021-05-01",
        "until": "2021-05-09",
    },
    {"id": "protocol", "name": "Colonel Sapt", "title": "Protocol", "ranks": ["minister"]},
)
SETTINGS = tuple(SignatorySettings.model_validate(one) for one in SIGNATORIES)


def signing(
    changes: Changes | None = None, *, signs: str = "chief", language: str = "en"
) -> Signing:
    """Return who signs the reference letter with *changes*, in an office of five signatories."""
    desk = ogp().with_settings(signatory=SETTINGS, signs=signs)
    declared = declared_fields(desk.materials.template, desk.office, {})
    facts = read_facts(aze(changes), declared, language=language, record_language=language)
    return Signing(facts, desk.office, language, date(2021, 4, 27))


CHIEF = Signatory("Rudolf Rassendyll", "Chief")
IMAGE = named_by_content("signature", ".png", b"pixels")


@pytest.mark.parametrize(
    ("changes", "signatories"),
    [
        ({}, (CHIEF,)),
        ({"signatory": "chief"}, (CHIEF,)),
        (
            {"signatory.1": "chair", "signatory.2": "chief"},
            (Signatory("Flavia Elphberg", "Chair"), CHIEF),
        ),
        (
            {"signatory.id": "chief", "signatory.on_behalf_of": "On behalf of the Council"},
            (Signatory("Rudolf Rassendyll", "Chief", "On behalf of the Council"),),
        ),
        (
            {"signatory.id": "chief", "signatory.for": "chair"},
            (Signatory("Rudolf Rassendyll", "Chief", "", "Flavia Elphberg, Chair"),),
        ),
        (
            {"addressee.form": "minister"} | {"signatory": "protocol"},
            (Signatory("Colonel Sapt", "Protocol"),),
        ),
    ],
)
def test_signatories(changes: Changes, signatories: tuple[Signatory, ...]) -> None:
    """Whom the record names signs, else the office's own; for an absent one, or for a body."""
    assert found(signing(changes).signatories()) == (signatories, ())


@pytest.mark.parametrize(
    ("changes", "place", "sentence"),
    [
        (
            {"signatory": "cheif"},
            "99 (signatory)",
            "Unknown signatory 'cheif'. Did you mean 'chief'?",
        ),
        (
            {"signatory": "king"},
            "99 (signatory)",
            "Unknown signatory 'king'. Add a [[signatory]] to lettergen.toml.",
        ),
        (
            {"signatory": "former"},
            "99 (signatory)",
            (
                "'former' may sign until 2020-09-30, not on 2021-04-27. Choose the signatory "
                "who holds the post on that day, or correct the date."
            ),
        ),
        (
            {"signatory.id": "chief", "signatory.for": "former"},
            "99 (signatory.for)",
            (
                "'former' may sign until 2020-09-30, not on 2021-04-27. Choose the signatory "
                "who holds the post on that day, or correct the date."
            ),
        ),
        (
            {"signatory": "guest"},
            "99 (signatory)",
            (
                "'guest' may sign from 2021-05-01 until 2021-05-09, not on 2021-04-27. Choose the "
                "signatory who holds the post on that day, or correct the date."
            ),
        ),
        (
            {"signatory": "protocol"},
            "99 (signatory)",
            (
                "'protocol' may not write to the rank 'named-person'. Choose another "
                "signatory; this one may write to: minister."
            ),
        ),
    ],
)
def test_not_entitled(changes: Changes, place: str, sentence: str) -> None:
    """Nobody signs who is unknown, not in office that day, or not to write to that rank."""
    _, problems = found(signing(changes).signatories())

    assert told(problems) == [f"error: members.yaml:{place}: {sentence}"]


@pytest.mark.parametrize("day", ["2020-09-30", "2020-10-01"])
def test_first_and_last_day(day: str) -> None:
    """A signatory signs on the first and on the last day in the post."""
    signatory = "former" if day == "2020-09-30" else "chair"
    office = replace(signing({"signatory": signatory}), date=date.fromisoformat(day))

    assert found(office.signatories())[1] == ()


def test_nobody_signs() -> None:
    """Without a signatory in the record or the office there is no letter."""
    signers, problems = found(signing(signs="").signatories())

    assert signers == ()
    assert told(problems) == [
        (
            "error: members.yaml:5 (signatory.1.id): No signatory is given. Fill in "
            "'signatory.1.id', or add 'signs = …' to lettergen.toml."
        )
    ]


def test_signatory_in_another_language() -> None:
    """A signatory's title stands in the letter's language, or the letter is stopped."""
    french, azeri = (found(signing(language=tag).signatories()) for tag in ("fr", "az"))

    assert french == ((Signatory("Rudolf Rassendyll", "Chef"),), ())
    assert azeri[0] == ()
    assert told(azeri[1]) == [
        (
            "error: lettergen.toml: Signatory 'chief' has no title in az. Add title = "
            "{az = …} to that [[signatory]] in lettergen.toml."
        )
    ]


@pytest.mark.parametrize(
    ("changes", "signatory"),
    [
        ({"signatory.1.on_behalf_of": "For the Council"}, Signatory("", "", "For the Council")),
        (
            {"signatory.1.id": "chief", "signatory.1.for": "chair", "signatory.1.manner": "P.P."},
            replace(CHIEF, signing_for="Flavia Elphberg, Chair", manner="p.p."),
        ),
        ({"signatory.1.id": "chief", "signatory.1.acting": "yes"}, replace(CHIEF, acting=True)),
        ({"signatory.1.id": "chief", "signatory.1.signed": "yes"}, replace(CHIEF, signed=True)),
        (
            {"signatory.1.id": "chief", "signatory.1.authorised_by": "Sapt"},
            replace(CHIEF, image=IMAGE),
        ),
    ],
)
def test_how_somebody_signs(changes: Changes, signatory: Signatory) -> None:
    """What the record says of the signing reaches the letter."""
    office = replace(signing(changes), signatures={"chief": IMAGE})

    assert found(office.signatories()) == ((signatory,), ())


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"signatory.1.id": "chief", "signatory.1.manner": "for"}, "manner-without-for"),
        ({"signatory.1.acting": "yes"}, "no-signatory"),
        ({"signatory.1.on_behalf_of": "For us", "signatory.1.signed": "yes"}, "no-signatory"),
        ({"signatory.1.id": "chair", "signatory.1.authorised_by": "Sapt"}, "no-signature-image"),
        (
            {
                "signatory.1.id": "chief",
                "signatory.1.signed": "yes",
                "signatory.1.authorised_by": "Sapt",
            },
            "signed-twice",
        ),
    ],
)
def test_what_does_not_go_together(changes: Changes, code: str) -> None:
    """What contradicts itself, or speaks of nobody, is refused with its place."""
    _, problems = found(replace(signing(changes), signatures={"chief": IMAGE}).signatories())

    assert [(one.code, one.is_error, bool(one.data)) for one in problems] == [(code, True, True)]
