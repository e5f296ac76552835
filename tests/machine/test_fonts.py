"""The private font settings."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from xml.etree import ElementTree as ET

import pytest

from lettergen.errors import TemplatePlace
from lettergen.letterhead.reading import letterhead_names, load_letterhead
from lettergen.machine.fonts import (
    font_files,
    font_settings,
    install_line,
    installed_families,
    missing_fonts,
)

PLACE = TemplatePlace("letterheads/crest/letterhead.toml")


def test_files_of_fonts() -> None:
    """Each family has its own files, and one that is not installed has none."""
    files = font_files(("Noto Serif", "Noto Serif Georgian", "Zenda Grotesk"))

    assert "NotoSerif-Regular.ttf" in {file.name for file in files["Noto Serif"]}
    assert {file.name.partition("-")[0] for file in files["Noto Serif Georgian"]} == {
        "NotoSerifGeorgian"
    }
    assert files["Zenda Grotesk"] == []
    assert font_files(()) == {}


def test_only_the_chain_is_let_in() -> None:
    """With the private settings, fontconfig has the chosen families and no other."""
    program = shutil.which("fc-list")
    assert program
    settings = font_settings(("Noto Serif", "Noto Serif Hebrew"))
    listed = subprocess.run(
        [program, ":", "family"],
        env=os.environ | {"FONTCONFIG_FILE": str(settings)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert {line.split(",")[0] for line in listed.stdout.splitlines()} == {
        "Noto Serif",
        "Noto Serif Hebrew",
    }


def test_settings_are_private_and_stable() -> None:
    """The settings are in the user's private folder and are the same for the same fonts."""
    settings = font_settings(("Noto Serif",))
    before = settings.read_bytes()
    font_settings.cache_clear()

    assert font_settings(("Noto Serif",)) == settings
    assert settings.read_bytes() == before
    assert stat.S_IMODE(settings.parent.stat().st_mode) == 0o700
    assert ET.fromstring(before).tag == "fontconfig"  # noqa: S314  our own bytes


@pytest.mark.parametrize("name", letterhead_names(None))
def test_shipped_letterheads_have_their_fonts(name: str) -> None:
    """The families of the shipped letterheads are installed where the tests run."""
    assert set(load_letterhead(name, None).fonts) <= installed_families()


def test_missing_font() -> None:
    """A family that is not installed is named, with the line that installs it."""
    (problem,) = missing_fonts(("Noto Serif", "Noto Serif Ruritanian"), PLACE)

    assert problem.code == "missing-font"
    assert problem.message == "The font 'Noto Serif Ruritanian' is not installed."
    assert "sudo apt-get install fonts-noto-core" in problem.hint
    assert problem.template == PLACE


def test_no_fc_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without fontconfig's own program, that is what is said to be missing."""
    installed_families.cache_clear()
    monkeypatch.setenv("PATH", "")

    try:
        (problem,) = missing_fonts(("Noto Serif",), PLACE)
    finally:
        installed_families.cache_clear()

    assert problem.code == "no-fonts"
    assert "apt-get install fontconfig" in problem.hint


@pytest.mark.parametrize(
    ("family", "package"),
    [
        ("Noto Naskh Arabic", "google-noto-naskh-arabic-fonts"),
        ("Noto Serif Georgian", "font-noto-serif-georgian"),
        ("DejaVu Serif", "fonts-dejavu-core"),
        ("House Roman", "Install the font, or name another in 'fonts'."),
    ],
)
def test_install_line(family: str, package: str) -> None:
    """Known families have packages of Debian, Fedora and Homebrew."""
    assert package in install_line(family)
