"""Tests of the facts as a template sees them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lettergen.facts.context import Context, Missing, MissingFactError, distinct
from lettergen.fields.declaration import Field, FieldType, Month, Typed

FIELDS = (
    Field("concern"),
    Field("plan.ends", FieldType.MONTH),
    Field("people.*.name"),
    Field("people.*.line.*"),
)
VALUES: dict[str, Typed] = {
    "concern": "civic space",
    "people.1.name": "Gloria",
    "people.1.line.1": "Row 4",
    "people.2.line.1": "Row 4",
    "people.2.line.2": "Gloria",
}


def test_nesting() -> None:
    """Declared names become groups and lists; a fact that is not given says its path."""
    tree = Context(FIELDS, VALUES).tree

    assert tree["concern"] == "civic space"
    assert [person["line"] for person in tree["people"]] == [["Row 4"], ["Row 4", "Gloria"]]
    assert tree["plan"]["ends"].path == "plan.ends"
    assert tree["people"][1]["name"].path == "people.2.name"


def test_identity_gives_the_path() -> None:
    """Each fact, group and list has its own path, even if another has the same value."""
    context = Context(FIELDS, VALUES)
    first, second = context.tree["people"]
    paths = [context.paths[id(one)] for one in (first, second["line"], second["line"][0])]

    assert paths == ["people.1", "people.2.line", "people.2.line.1"]
    assert context.paths[id(first["line"][0])] == "people.1.line.1"
    assert context.paths[id(first["name"])] == "people.1.name"


@pytest.mark.parametrize("value", ["text", 3, date(2021, 4, 27), Month(2021, 8), True])
def test_distinct(value: Typed) -> None:
    """A distinct object is equal to the value; only a yes/no has no identity to give."""
    copy = distinct(value)

    assert copy == value
    assert isinstance(copy, type(value))
    assert (copy is value) == isinstance(value, bool)


def test_absent_is_false() -> None:
    """An absent fact is false in a condition."""
    assert not Missing("role")


USES: dict[str, Any] = {
    "text": str,
    "length": len,
    "equal": lambda fact: fact == "x",
    "unequal": lambda fact: fact != "x",
    "less": lambda fact: fact < "x",
    "contains": lambda fact: "x" in fact,
    "contained": lambda fact: fact in ["x", "y"],
    "items": list,
    "hash": hash,
    "attribute": lambda fact: fact.year,
    "item": lambda fact: fact["x"],
    "sum": lambda fact: fact + "x",
    "call": lambda fact: fact(),
}


@pytest.mark.parametrize("use", USES)
def test_absent_cannot_be_used(use: str) -> None:
    """Printing, comparing or asking an absent fact is an error that names it."""
    with pytest.raises(MissingFactError) as error:
        USES[use](Missing("people.2.name"))

    assert str(error.value) == "people.2.name"


def test_absent_has_no_markup() -> None:
    """What Python itself asks of an object is answered, so that errors stay our own."""
    assert not hasattr(Missing("role"), "__html__")
