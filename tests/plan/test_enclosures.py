"""Tests of the files that a record encloses."""

from __future__ import annotations

from pathlib import Path

import pytest

from lettergen.plan.enclosures import missing_enclosures
from lettergen.plan.entries import declared_fields
from tests.offices import OGP, Desk, aze, ogp, told


def enclosures(desk: Desk, folder: Path, file: str) -> list[str]:
    """Return what is wrong with a file that the reference record encloses."""
    record = aze({"enclosure.title": "Resolution", "enclosure.file": file})
    declared = declared_fields(desk.materials.template, desk.office, {})
    return told(missing_enclosures(record, declared, folder))


def test_enclosure_in_the_folder() -> None:
    """A file of the office's folder may be enclosed, and an enclosure needs no file."""
    for file in ("", "enclosures/resolution-freedonia.txt", "./lettergen.toml"):
        assert enclosures(ogp(), OGP, file) == []


@pytest.mark.parametrize(
    "file",
    [
        "enclosures/resolution.pdf",
        "enclosures",
        "/etc/hostname",
        "../outside.txt",
        "link.txt",
        "x" * 5000,
        "a\0b",
        "~",
    ],
)
def test_enclosure_elsewhere(tmp_path: Path, file: str) -> None:
    """What is no file within the office's folder is never enclosed."""
    office = tmp_path / "office"
    (office / "enclosures").mkdir(parents=True)
    (tmp_path / "outside.txt").write_text("Secret.")
    (office / "link.txt").symlink_to(tmp_path / "outside.txt")

    assert enclosures(ogp(), office, file) == [
        (
            f"error: members.yaml:99 (enclosure.file): The enclosure {file!r} is not a file in the "
            "office's folder. Put it there, or correct its name."
        )
    ]
