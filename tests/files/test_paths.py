"""Tests of where things are."""

from __future__ import annotations

from pathlib import Path

import pytest

from lettergen.files import paths


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return an office with two own templates and a folder of shared parts."""
    for name in ("thanks", "suspension-update", "_shared", ".hidden"):
        (tmp_path / "templates" / name).mkdir(parents=True)
    return tmp_path


def test_own_wins(office: Path) -> None:
    """The office's own folder wins over the built-in one of that name."""
    own = paths.find("templates", "suspension-update", office)
    shipped = paths.find("templates", "suspension-update", None)

    assert own == office / "templates" / "suspension-update"
    assert shipped == paths.shipped("templates") / "suspension-update"


def test_names(office: Path) -> None:
    """Own and built-in names are in one sorted list, each once; shared folders do not."""
    names = paths.names("templates", office)

    assert {"suspension-update", "thanks"} <= set(names)
    assert list(names) == sorted(set(names))
    assert not any(name.startswith((".", "_")) for name in names)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("AZE", "aze", True),
        ("Straße", "STRASSE", True),
        ("caf\u00e9", "CAFE\u0301", True),
        ("AZE", "AZ E", False),
        ("AZE", "AZÉ", False),
    ],
)
def test_same_name(one: str, other: str, same: bool) -> None:
    """Names that differ in case or in how an accent is typed are one name on some disks."""
    assert (paths.name_key(one) == paths.name_key(other)) is same


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../templates/thanks", "thanks/", "a\\b", "thanks\0", "_shared", ".hidden"],
)
def test_a_name_is_no_path(office: Path, name: str) -> None:
    """Nothing outside the folder, and nothing that is not offered, is found by its name."""
    assert paths.find("templates", name, office) is None


def test_unknown_name(office: Path) -> None:
    """A name without a folder is not found; an office without the folder finds the built-in."""
    assert paths.find("templates", "nobodys", office) is None
    assert paths.find("letterheads", "plain", office) == paths.shipped("letterheads") / "plain"


def test_inside(tmp_path: Path) -> None:
    """A link counts as what it leads to."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "outside").touch()
    (folder / "inside").touch()
    (folder / "link-out").symlink_to(tmp_path / "outside")
    (folder / "link-in").symlink_to(folder / "inside")

    answers = [paths.is_inside(folder / n, folder) for n in ("inside", "link-in", "link-out")]
    assert answers == [True, True, False]


def test_shipped() -> None:
    """The built-in folders exist."""
    assert paths.shipped("templates").is_dir()
    assert paths.shipped("letterheads").is_dir()
    assert paths.shipped("examples").is_dir()
