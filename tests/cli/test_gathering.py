"""Gathering: the call wins over the office's settings."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lettergen.cli.desk import Desk
from lettergen.cli.gathering import body_warnings, gather_letterhead, gather_materials
from lettergen.cli.options import Call
from lettergen.letterhead.house_style import HouseStyle
from tests.cli.sample import NAME, change
from tests.offices import OGP, codes, small_office


@pytest.mark.parametrize(
    ("setting", "call", "name", "paper"),
    [
        ("", Call(OGP), "ogp", "letter"),
        ('paper = "a4"', Call(OGP), "ogp", "a4"),
        ('paper = "a4"', Call(OGP, paper="letter"), "ogp", "letter"),
        ("", Call(OGP, letterhead="plain", paper="a4"), "plain", "a4"),
    ],
)
def test_letterhead(tmp_path: Path, setting: str, call: Call, name: str, paper: str) -> None:
    """Letterhead and paper are the call's, else the office's, else the letterhead's first."""
    office = shutil.copytree(OGP, tmp_path / "office")
    change(office / "lettergen.toml", "[close]", f"{setting}\n[close]")

    found = gather_letterhead(Desk(Call(office, letterhead=call.letterhead, paper=call.paper)))

    assert (found.name, found.paper.name) == (name, paper)


@pytest.mark.parametrize(
    ("setting", "typed", "draft"),
    [
        ("false", None, False),
        ("true", None, True),
        ("true", False, False),
        ("false", True, True),
    ],
)
def test_draft(tmp_path: Path, setting: str, typed: bool | None, draft: bool) -> None:
    """The draft mark is the office's setting, unless the call says otherwise."""
    office = shutil.copytree(OGP, tmp_path / "office")
    change(office / "lettergen.toml", "draft_mark = false", f"draft_mark = {setting}")
    desk = Desk(Call(office, draft=typed))

    assert gather_materials(desk, desk.template(NAME), HouseStyle()).draft is draft


def test_body_warnings(tmp_path: Path) -> None:
    """A body that nobody has reviewed is warned of once, and only when a letter uses it."""
    small = small_office(tmp_path, "Hello.\n")
    template = small.materials.template

    assert codes(body_warnings(template, ["en", "en"])) == ["unreviewed-body"]
    assert body_warnings(template, []) == []
