"""Tests of the names of fields."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lettergen.fields.declaration import Field
from lettergen.fields.names import Declared, full_path, item_of

DECLARED = Declared(
    (
        Field("id"),
        Field("concern", per_language=True),
        Field("addressee.*.name"),
        Field("addressee.*.title", per_language=True),
        Field("addressee.*.line.*"),
        Field("cc.*.name"),
        Field("signatory.*.id"),
        Field("signatory.*.for"),
        Field("mark.*", per_language=True),
        Field("action_plan.ends"),
    ),
    {},
)


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        ("id", "id"),
        ("action_plan.ends", "action_plan.ends"),
        ("addressee.1.name", "addressee.1.name"),
        ("addressee.name", "addressee.1.name"),
        ("addressee", "addressee.1.name"),
        ("addressee.2", "addressee.2.name"),
        ("addressee.line", "addressee.1.line.1"),
        ("addressee.line.2", "addressee.1.line.2"),
        ("addressee.2.line", "addressee.2.line.1"),
        ("signatory", "signatory.1.id"),
        ("signatory.2", "signatory.2.id"),
        ("cc.12", "cc.12.name"),
        ("mark", "mark.1"),
        ("mark.2", "mark.2"),
    ],
)
def test_full_name(typed: str, full: str) -> None:
    """A short form means one full name: an only entry needs no number, nor its first field."""
    assert full_path(typed, DECLARED) == full


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        ("concern.fr", "concern.fr"),
        ("concern.pt-BR", "concern.pt-BR"),
        ("concern.es-419", "concern.es-419"),
        ("addressee.title.fr", "addressee.1.title.fr"),
        ("mark.fr", "mark.1.fr"),
        ("mark.1.fr", "mark.1.fr"),
        ("addressee.name.fr", None),  # a name has one form per script
        ("concern.french", None),
        ("id.fr", None),
    ],
)
def test_name_with_a_language(typed: str, full: str | None) -> None:
    """Only a text that is kept per language may end with a language."""
    assert full_path(typed, DECLARED) == full


@pytest.mark.parametrize(
    "typed",
    [
        "nmae",
        "addressee.nmae",
        "action_plan",
        "cc.0.name",
        "cc.01.name",
        "cc.²",
        "cc.².name",
        "cc.٢.name",
        "cc.99999.name",
        f"cc.{'9' * 5000}.name",
        "",
        ".",
        "cc..name",
    ],
)
def test_no_field_of_that_name(typed: str) -> None:
    """An unknown name is recognised, whatever digits it has."""
    assert full_path(typed, DECLARED) is None


@pytest.mark.parametrize(
    ("path", "item"),
    [
        ("cc.2.nmae", "cc.2"),
        ("cc.nmae", "cc.1"),
        ("addressee.line.2", "addressee.1.line.2"),
        ("addressee.2.lines.1", "addressee.2"),
        ("concern", None),
        ("unheard.1.of", None),
    ],
)
def test_entry_of_a_path(path: str, item: str | None) -> None:
    """A path belongs to the innermost entry of a list that is declared."""
    assert item_of(path, DECLARED) == item


@given(st.text(alphabet=st.sampled_from("acdemnrs.12٢²*_-"), max_size=20))
def test_a_full_name_is_its_own(typed: str) -> None:
    """Whatever is typed has one full name or none, and the full name is that of itself."""
    full = full_path(typed, DECLARED)

    assert full is None or full_path(full, DECLARED) == full


def test_only_some_groups() -> None:
    """The fields of some groups mean what they mean among all."""
    some = DECLARED.only({"addressee", "cc"})

    assert some.groups == {"addressee", "cc"}
    assert full_path("addressee.line", some) == "addressee.1.line.1"
    assert full_path("concern", some) is None
