"""What doctor says of a machine that has everything, and of machines that lack something."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from lettergen.cli import doctor
from lettergen.cli.doctor import Presence, examine
from lettergen.cli.options import Call
from lettergen.errors import LetterError, Problem
from lettergen.machine.libraries import LIBRARIES, PANGO, Library

# A machine on which no shared library of WeasyPrint can be loaded.
WITHOUT_LIBRARIES = """
import cffi
import ctypes

def refuse(*_):
    raise OSError("cannot load library 'libpango-1.0.so.0': no such file")

cffi.FFI.dlopen = refuse
ctypes.CDLL = refuse
from lettergen.cli import main
main()
"""
PLAIN = """
title = "A look of our own"
style = "ogp"
papers = ["a4"]
fonts = {fonts}

[sender]
name = "Office"
"""


def fine() -> str:
    """Stand for a trial letter that comes out."""
    return "came out"


def test_a_machine_with_everything() -> None:
    """Where the tests run nothing is missing, and every check says what it found."""
    checks = examine(None, fine)

    assert [check for check in checks if check.state is Presence.MISSING] == []
    assert all(check.detail for check in checks)


def test_what_is_looked_at() -> None:
    """Doctor looks at Python, the system, every library, WeasyPrint, fonts, a letter, memory."""
    names = [check.name for check in examine(None, fine)]

    assert len(names) == len(set(names))
    assert set(names) >= {
        "Python",
        "Operating system",
        *(library.name for library in LIBRARIES),
        "WeasyPrint",
        "fc-list",
        "Fonts of the letterhead 'ogp'",
        "Fonts of the letterhead 'plain'",
        "A letter",
        "Memory limit",
    }


@pytest.mark.parametrize(
    ("error", "detail"),
    [
        (OSError("cannot load library 'x'\nand so on"), "OSError: cannot load library 'x'"),
        (ImportError("No module named 'x'"), "ImportError: No module named 'x'"),
        (ValueError(), "ValueError: "),
        (LetterError([Problem("a", "First."), Problem("b", "Second.")]), "First. Second."),
    ],
    ids=["library", "module", "silent", "problems"],
)
def test_whatever_fails_is_told(error: Exception, detail: str) -> None:
    """A trial letter that fails in any way is a check that says so, never an error."""

    def fails() -> str:
        print("noise")  # noqa: T201 - as WeasyPrint does when a library is missing
        raise error

    (check,) = (one for one in examine(None, fails) if one.name == "A letter")

    assert (check.state, check.detail) == (Presence.MISSING, detail)
    assert check.fix


def test_noise_does_not_reach_the_output(capsys: pytest.CaptureFixture[str]) -> None:
    """What a check prints itself stays out of standard output, where one JSON document goes."""

    def noisy() -> str:
        print("-----")  # noqa: T201 - as above
        return "came out"

    examine(None, noisy)

    assert capsys.readouterr().out == ""


def test_a_library_that_is_not_there() -> None:
    """A missing library is named with the command that installs it."""
    library = Library("Elsewhere", ("libelsewhere.so.9", "libelsewhere.dylib"), PANGO)
    check = doctor._library(library)  # noqa: SLF001 - no machine here lacks a real one

    assert check.state is Presence.MISSING
    assert check.detail == "not found. PDFs cannot be made without this library."
    assert check.fix


def test_a_library_too_old() -> None:
    """A library older than what WeasyPrint needs is missing too."""
    (real,) = (one for one in LIBRARIES if one.name == "HarfBuzz")
    future = Library(real.name, real.files, real.packages, real.version_function, "99.1")
    check = doctor._library(future)  # noqa: SLF001 - as above

    assert check.state is Presence.MISSING
    assert "99.1 or newer is needed" in check.detail


def test_versions_compare_as_numbers() -> None:
    """Version 10 is newer than version 4.1."""
    numbers = doctor._numbers  # noqa: SLF001 - a rule worth a test of its own

    assert numbers("10.2.0") > numbers("4.1") > numbers("4.0.9")


def test_no_program_that_lists_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without fc-list no font can be found, and doctor says what to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    check = doctor._font_list()  # noqa: SLF001 - no machine here lacks it

    assert check.state is Presence.MISSING
    assert "fontconfig" in check.fix


@pytest.mark.parametrize(
    ("settings", "state", "detail"),
    [
        (PLAIN.format(fonts='["Noto Serif"]'), Presence.OK, "Noto Serif"),
        (
            PLAIN.format(fonts='["Zenda Grotesk"]'),
            Presence.MISSING,
            "The font 'Zenda Grotesk' is not installed.",
        ),
        ("fonts = [", Presence.MISSING, "letterheads/own/letterhead.toml"),
    ],
    ids=["installed", "missing", "broken"],
)
def test_fonts_of_an_own_letterhead(
    settings: str, state: Presence, detail: str, tmp_path: Path
) -> None:
    """Inside an office doctor looks at the fonts of the office's own letterheads too."""
    own = tmp_path / "letterheads" / "own"
    own.mkdir(parents=True)
    (own / "letterhead.toml").write_text(settings, encoding="utf-8")
    named = {check.name: check for check in examine(tmp_path, fine)}
    check = named["Fonts of the letterhead 'own'"]

    assert check.state is state
    assert detail in check.detail
    assert bool(check.fix) is (state is Presence.MISSING)


@pytest.mark.parametrize(
    ("wanted", "unmet"),
    [
        ("weasyprint>=70", ""),
        ("weasyprint<1", "is installed, <1 is needed"),
        ("zenda-of-nowhere>=2", "zenda-of-nowhere is not installed"),
    ],
)
def test_versions_are_those_pinned(wanted: str, unmet: str) -> None:
    """A package that is missing, or of another version than pinned, is named."""
    found = doctor._unmet(Requirement(wanted))  # noqa: SLF001 - the real ones are all met here

    assert found.endswith(unmet)
    assert bool(found) is bool(unmet)


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("linux", Presence.OK),
        ("darwin", Presence.OK),
        ("win32", Presence.MISSING),
        ("freebsd14", Presence.WARNING),
    ],
)
def test_operating_system(name: str, state: Presence, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows is told to use WSL or the container; a system never tried gives a warning."""
    monkeypatch.setattr(sys, "platform", name)
    check = doctor._system()  # noqa: SLF001 - one machine has one system

    assert check.state is state
    assert ("WSL" in check.fix) is (state is not Presence.OK)


@pytest.mark.parametrize(
    ("trial", "state"),
    [
        (doctor.MEMORY_TRIAL, Presence.OK),
        (f"raise SystemExit({doctor.NOT_HELD})", Presence.WARNING),
        ("raise ValueError('current limit exceeds maximum limit')", Presence.MISSING),
    ],
    ids=["holds", "does not hold", "cannot be set"],
)
def test_memory_limit(trial: str, state: Presence, monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit on memory is tried, not assumed."""
    monkeypatch.setattr(doctor, "MEMORY_TRIAL", trial)
    check = doctor._memory_limit()  # noqa: SLF001 - the rest of examine takes longer

    assert check.state is state


def test_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a machine that lacks nothing every line says ok, and the exit status is 0."""
    monkeypatch.chdir(tmp_path)
    status = doctor.doctor(Call())
    printed = capsys.readouterr()

    assert status == 0
    assert {line.split()[0] for line in printed.out.splitlines()} == {"ok"}
    assert "lettergen init office" in printed.err


def test_without_libraries(tmp_path: Path) -> None:
    """Where WeasyPrint cannot even be imported, doctor still gives one whole JSON document."""
    command = [sys.executable, "-c", WITHOUT_LIBRARIES, "doctor", "--json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    checks = json.loads(done.stdout)["checks"]
    missing = {check["name"]: check for check in checks if check["state"] == Presence.MISSING}

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert {"Pango", "HarfBuzz-subset", "WeasyPrint", "A letter"} <= set(missing)
    assert all(check["mend"] for check in missing.values())
    assert {"name", "state", "detail", "mend"} == set(checks[0])
