"""The wheel: what a user installs works in an empty folder, far from the checkout.

The wheel is installed into a virtual environment of its own. Its dependencies
come from the environment the tests run in, by a path file; path files in that
folder are not followed, so the editable lettergen beside them stays unseen.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.checkout import ROOT, project_files, shown

SHIPPED = ("templates", "letterheads", "examples")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    options = ["--wheel", "--no-isolation", "--outdir", str(folder)]
    run([sys.executable, "-m", "build", *options, str(ROOT)], folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of an environment that has the wheel installed."""
    home = tmp_path_factory.mktemp("installed") / "environment"
    venv.create(home, symlinks=True)
    python = home / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python)]
    run([*pip, "install", "--no-deps", "--no-index", str(wheel)], home)
    here = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (own,) = home.glob("lib/python*/site-packages")
    (own / "dependencies.pth").write_text("\n".join(sorted(here)) + "\n", encoding="utf-8")
    return python.parent


def run(command: list[str], folder: Path) -> str:
    """Run *command* in *folder*, told nothing about this checkout; return what it printed."""
    hidden = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_wheel_carries_what_people_edit(wheel: Path) -> None:
    """Every template, letterhead and example of the checkout is in the wheel, at its new place."""
    expected = {f"lettergen/_shipped/{shown(path)}" for path in project_files(*SHIPPED)}

    assert expected
    assert expected - contents(wheel) == set()


def test_wheel_carries_the_package_data(wheel: Path) -> None:
    """Every file of the package is in the wheel: code, the table of states, the catalogues."""
    expected = {shown(path) for path in project_files("lettergen")}

    assert expected - contents(wheel) == set()


@pytest.mark.parametrize(
    "is_there",
    [
        lambda name: name.endswith("/state_names/fr.yaml"),
        lambda name: name.endswith((".po", ".mo")),
        lambda name: name.endswith("/LICENSE"),
        lambda name: name == "lettergen/py.typed",
    ],
    ids=["states", "catalogues", "licence", "types"],
)
def test_wheel_is_complete(wheel: Path, is_there: Callable[[str], bool]) -> None:
    """The wheel holds the table of states, the translations, its licence and the mark of types."""
    assert any(map(is_there, contents(wheel)))


def test_wheel_carries_the_pages(wheel: Path) -> None:
    """Whatever the browser is shown is in the wheel: pages, styles, scripts and the icon."""
    pages = {shown(path) for path in project_files("lettergen/preview/page")}

    assert (
        {"lettergen/preview/page/desk.html", "lettergen/preview/page/desk.js"}
        <= pages
        <= contents(wheel)
    )


def test_wheel_carries_nothing_else(wheel: Path) -> None:
    """Tests, caches and the office's own output stay out of the wheel."""
    tops = {name.split("/")[0] for name in contents(wheel)}

    assert {top for top in tops if not top.endswith(".dist-info")} == {"lettergen"}
    assert not [name for name in contents(wheel) if name.endswith(".pyc")]


def contents(wheel: Path) -> set[str]:
    """Return the names in the wheel."""
    with ZipFile(wheel) as parts:
        return set(parts.namelist())


def test_the_wheel_is_what_runs(scripts: Path, tmp_path: Path) -> None:
    """The environment of these tests imports the installed package, not the checkout."""
    printed = run(
        [str(scripts / "python"), "-c", "import lettergen; print(lettergen.__file__)"], tmp_path
    )

    assert Path(printed.strip()).is_relative_to(scripts.parent)


def test_installed_command_makes_letters(scripts: Path, tmp_path: Path) -> None:
    """A new user's first two commands make letters, without any checkout."""
    lettergen = str(scripts / "lettergen")
    run([lettergen, "init", "office"], tmp_path)
    office = tmp_path / "office"
    where = ["--where", 'status == "suspended"']
    run([lettergen, "batch", "suspension-update", *where, "-o", "out"], office)
    letters = list((office / "out").glob("*.pdf"))

    assert letters
    assert all(letter.read_bytes().startswith(b"%PDF-") for letter in letters)
    run([lettergen, "proof", "suspension-update", *where, "-o", "proof.html"], office)
    assert "Common text" in (office / "proof.html").read_text(encoding="utf-8")
