"""Shared libraries: their names, their versions, and the command that installs them."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from pathlib import Path

import pytest

from lettergen.machine.libraries import LIBRARIES, PANGO, Library, install, library_version, loaded


@pytest.mark.parametrize(
    ("program", "command"),
    [
        ("apt-get", "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0"),
        ("dnf", "sudo dnf install pango"),
        ("brew", "brew install pango"),
        ("zypper", "Install Pango with the package manager of this system."),
    ],
)
def test_the_command_fits_the_machine(
    program: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fix is a command of this machine's package manager."""
    (tmp_path / program).write_text("#!/bin/sh\n", encoding="utf-8")
    (tmp_path / program).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert install(PANGO, "Pango") == command


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library.name)
def test_names_of_libraries(library: Library) -> None:
    """Each library is looked for under a name that can be loaded where letters are made."""
    load: Callable[[str], object] = ctypes.CDLL
    loaded = []
    for file in library.files:
        try:
            loaded.append(load(file))
        except OSError:
            continue

    assert loaded


@pytest.mark.parametrize("library", [one for one in LIBRARIES if one.version_function])
def test_versions(library: Library) -> None:
    """The version of a library consists of numbers and points."""
    found = loaded(library.files)

    assert found is not None
    assert library_version(found, library.version_function).replace(".", "").isdigit()


def test_a_library_that_is_not_there() -> None:
    """What is not installed is not loaded, and that is no error."""
    assert loaded(("libelsewhere.so.9", "libelsewhere.dylib")) is None
