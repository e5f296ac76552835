"""The fingerprint of a machine: all that it adds to a letter's bytes beside what it is given.

Two machines of one fingerprint make the same letters from the same facts, words and look.
"""

from __future__ import annotations

import ctypes
import platform
import zlib
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from lettergen.files import paths
from lettergen.machine.fonts import font_files
from lettergen.machine.libraries import LIBRARIES, loaded, told_version

PACKAGES = (
    *("weasyprint", "pydyf", "fonttools", "tinycss2", "tinyhtml5", "cssselect2", "pyphen"),
    *("pillow", "jinja2", "markdown-it-py", "mdit-py-plugins", "babel", "pypdfium2"),
)
FREETYPE = ("libfreetype.so.6", "libfreetype.6.dylib")
MISSING = "missing"
SHOWN = 12  # digits of a hash

Fingerprint = Mapping[str, str]
"""What was looked at, and what it is: ``Pango`` and ``1.50.12``."""


def fingerprint(families: Iterable[str]) -> dict[str, str]:
    """Return this machine's fingerprint for letters set in the fonts of *families*."""
    python = ".".join(platform.python_version_tuple()[:2])
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "Python": python,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        "lettergen": f"{_version_of('lettergen')}, code {_hash_of(_own_files())}",
        **{name: _version_of(name) for name in PACKAGES},
        **{one.name: _told(one.files, one.tells_version) for one in LIBRARIES if one.tells_version},
        "HarfBuzz-subset": _presence("HarfBuzz-subset"),
        "fontconfig": _fontconfig(),
        "FreeType": _freetype(),
        **{f"font {name}": _font(files) for name, files in font_files(tuple(families)).items()},
    }


def differences(here: Fingerprint, there: Fingerprint) -> tuple[str, ...]:
    """Return the names of all in which two machines differ."""
    names = dict.fromkeys((*here, *there))
    return tuple(name for name in names if here.get(name) != there.get(name))


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return MISSING


def _own_files() -> list[Path]:
    """Return the files of this package: its version stays the same while it is worked on."""
    own = paths.PACKAGE
    apart = {"__pycache__", "_shipped"}  # what is shipped goes along with the letters
    found = (file for file in own.rglob("*") if not apart & set(file.relative_to(own).parts))
    return [file for file in found if file.is_file()]


def _hash_of(files: Iterable[Path]) -> str:
    """Return a part of the hash of what stands in *files*, whatever they are called."""
    each = sorted(sha256(file.read_bytes()).digest() for file in files)
    return sha256(b"".join(each)).hexdigest()[:SHOWN]


def _told(files: tuple[str, str], function: str) -> str:
    library = loaded(files)
    return told_version(library, function) if library else MISSING


def _presence(name: str) -> str:
    (library,) = (one for one in LIBRARIES if one.name == name)
    return "present" if loaded(library.files) else MISSING


def _fontconfig() -> str:
    (library,) = (one for one in LIBRARIES if one.name == "fontconfig")
    found = loaded(library.files)
    return str(found.FcGetVersion()) if found else MISSING


def _freetype() -> str:
    found = loaded(FREETYPE)
    handle, numbers = ctypes.c_void_p(), [ctypes.c_int() for _ in range(3)]
    if found is None or found.FT_Init_FreeType(ctypes.byref(handle)):
        return MISSING
    found.FT_Library_Version(handle, *map(ctypes.byref, numbers))
    found.FT_Done_FreeType(handle)
    return ".".join(str(number.value) for number in numbers)


def _font(files: Sequence[Path]) -> str:
    if not files:
        return MISSING
    return f"{len(files)} file{'s' if len(files) > 1 else ''}, {_hash_of(files)}"
