"""The shared libraries that WeasyPrint loads: their names, and how to install them."""

from __future__ import annotations

import ctypes
import ctypes.util
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MANAGERS = {"apt-get": "sudo apt-get install", "dnf": "sudo dnf install", "brew": "brew install"}
FONTCONFIG = dict.fromkeys(MANAGERS, "fontconfig")
PANGO = {"apt-get": "libpango-1.0-0 libpangoft2-1.0-0", "dnf": "pango", "brew": "pango"}
HARFBUZZ = {"apt-get": "libharfbuzz0b", "dnf": "harfbuzz", "brew": "harfbuzz"}
SUBSET = HARFBUZZ | {"apt-get": "libharfbuzz-subset0"}
PANGO_VERSION, HB_VERSION = "pango_version_string", "hb_version_string"


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library that WeasyPrint loads.

    Attributes:
        files: Its name on Linux and on macOS.
        version_function: Its function that returns its version as text.
        least: The oldest version that works.
    """

    name: str
    files: tuple[str, str]
    packages: Mapping[str, str]
    version_function: str = ""
    least: str = ""


LIBRARIES = (
    Library("GObject", ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib"), PANGO),
    Library("Pango", ("libpango-1.0.so.0", "libpango-1.0.dylib"), PANGO, PANGO_VERSION, "1.44"),
    Library("PangoFT2", ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"), PANGO),
    Library("HarfBuzz", ("libharfbuzz.so.0", "libharfbuzz.0.dylib"), HARFBUZZ, HB_VERSION, "4.1"),
    Library("HarfBuzz-subset", ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"), SUBSET),
    Library("fontconfig", ("libfontconfig.so.1", "libfontconfig.1.dylib"), FONTCONFIG),
)


def loaded(files: Iterable[str]) -> ctypes.CDLL | None:
    """Load the first of *files* that can be loaded; None if none can."""
    for file in files:
        stem = file.removeprefix("lib").removesuffix(".dylib")
        for name in (file, ctypes.util.find_library(stem) if sys.platform == "darwin" else None):
            try:
                if name:
                    return ctypes.CDLL(name)
            except OSError:
                continue
    return None


def library_version(library: ctypes.CDLL, function: str) -> str:
    """Return the version that a library's *function* returns; empty without a function."""
    if not function:
        return ""
    call = getattr(library, function)
    call.restype = ctypes.c_char_p
    version: bytes = call()
    return version.decode()


def install(packages: Mapping[str, str], what: str) -> str:
    """Return the command that installs *packages* with this machine's package manager."""
    for program, command in MANAGERS.items():
        if shutil.which(program):
            return f"{command} {packages[program]}"
    return f"Install {what} with the package manager of this system."
