"""Tests of how declared names nest."""

from __future__ import annotations

from lettergen.fields.declaration import Field, FieldType
from lettergen.fields.nesting import schema_of

FIELDS = (
    Field("concern"),
    Field("plan.ends", FieldType.MONTH),
    Field("people.*.name"),
    Field("people.*.line.*"),
)


def test_schema() -> None:
    """The nesting of names is the nesting of the facts."""
    assert schema_of(FIELDS) == {
        "concern": FIELDS[0],
        "plan": {"ends": FIELDS[1]},
        "people": {"*": {"name": FIELDS[2], "line": {"*": FIELDS[3]}}},
    }
