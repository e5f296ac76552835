"""Tests of the people in a letter."""

from __future__ import annotations

import pytest

from lettergen.letter.people import Addressee, Person

GLORIA = Addressee(
    name="Gloria Teasdale",
    title="Ambassador",
    office="Embassy of Freedonia",
    state="Free State of Freedonia",
    lines=("4 Lighthouse Row", "Port Amaranth"),
)


@pytest.mark.parametrize(
    ("person", "post", "line"),
    [
        (
            Person("Rufus T. Firefly", "Head of Government", "Cabinet", "Freedonia"),
            "Head of Government, Cabinet",
            "Rufus T. Firefly, Head of Government, Cabinet, Freedonia",
        ),
        (Person("Vera Marcal", office="Civic Forum"), "Civic Forum", "Vera Marcal, Civic Forum"),
        (Person(title="Director"), "Director", "Director"),
        (Person(), "", ""),
    ],
)
def test_person(person: Person, post: str, line: str) -> None:
    """A copy line joins what is known with commas, and leaves no gap for what is not."""
    assert person.post == post
    assert person.one_line == line


def test_address() -> None:
    """An inside address is name, post, postal lines and state, in that order."""
    assert GLORIA.address == (
        "Gloria Teasdale",
        "Ambassador, Embassy of Freedonia",
        "4 Lighthouse Row",
        "Port Amaranth",
        "Free State of Freedonia",
    )


def test_vacant_post() -> None:
    """An address without a name begins with the post; no line of it is empty."""
    vacant = Addressee(title="Minister of Justice", lines=("", "Streslau"))

    assert vacant.address == ("Minister of Justice", "Streslau")
