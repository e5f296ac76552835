"""Tests of how a file declares fields."""

from __future__ import annotations

from lettergen.fields.declaration import read_value
from lettergen.fields.settings import common_fields


def test_common_fields() -> None:
    """Each common field is described, and each example reads as its type."""
    for field in common_fields():
        assert field.description.endswith("."), field.name
        assert field.example, field.name
        read_value(field, field.example)
