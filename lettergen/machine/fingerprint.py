"""The fingerprint of a machine: everything on it that affects the bytes of a letter.

Two machines with one fingerprint make the same letters from the same facts, words and letterhead.
"""

from __future__ import annotations

import ctypes
import platform
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from lettergen.files import paths
from lettergen.files.digest import digest_of_file
from lettergen.machine.fonts import font_files
from lettergen.machine.libraries import LIBRARIES, Library, library_version, loaded

NO_EFFECT = frozenset({"pebble", "rich", "starlette", "typer", "uvicorn", "watchfiles"})
"""Required packages that affect no byte of a letter: they move or show letters."""

REQUIREMENT = re.compile(r"[A-Za-z0-9._-]+")
FREETYPE = ("libfreetype.so.6", "libfreetype.6.dylib")
MISSING = "missing"
SHOWN = 12  # digits of a hash

Fingerprint = Mapping[str, str]
"""Component to version or hash, such as ``Pango`` to ``1.50.12``."""


def fingerprint(families: Iterable[str]) -> dict[str, str]:
    """Return this machine's fingerprint for letters in the fonts of *families*."""
    python = ".".join(platform.python_version_tuple()[:2])
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "Python": python,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        "lettergen": f"{_version_of('lettergen')}, code {_own_code()}",
        **{name: _version_of(name) for name in packages()},
        **{one.name: _version_in(one) for one in LIBRARIES if one.version_function},
        "HarfBuzz-subset": _presence("HarfBuzz-subset"),
        "fontconfig": _fontconfig(),
        "FreeType": _freetype(),
        **{f"font {name}": _font(files) for name, files in font_files(tuple(families)).items()},
    }


def differences(here: Fingerprint, there: Fingerprint) -> tuple[str, ...]:
    """Return the names of the components in which two machines differ."""
    names = dict.fromkeys((*here, *there))
    return tuple(name for name in names if here.get(name) != there.get(name))


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return MISSING


@cache
def packages() -> tuple[str, ...]:
    """Return the names of all installed packages that may affect a byte of a letter, sorted.

    They are found through the requirements of lettergen, at any depth, so that none is missed.
    """
    found: set[str] = set()
    waiting = [name for name in _required("lettergen") if name not in NO_EFFECT]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _required(name)
    return tuple(sorted(found))


def _required(package: str) -> list[str]:
    """Return the installed packages that *package* requires without its extras."""
    try:
        lines = requires(package) or ()
    except PackageNotFoundError:
        return []
    names = [REQUIREMENT.match(line) for line in lines if "extra ==" not in line]
    return [name[0].lower() for name in names if name and _version_of(name[0]) != MISSING]


def _own_code() -> str:
    """Return the hash of this package's files: during development, its version stays the same."""
    own = paths.PACKAGE
    excluded = {"__pycache__", "_shipped"}  # what is shipped is an input of each letter
    files = (file.relative_to(own) for file in own.rglob("*") if file.is_file())
    named = (file for file in sorted(files) if not excluded & set(file.parts))
    each = (f"{file.as_posix()} {digest_of_file(own / file)}" for file in named)
    return _short("\n".join(each).encode())


def _hash_of(files: Iterable[Path]) -> str:
    """Return a short hash of the contents of *files*, independent of their names."""
    return _short(b"".join(sorted(sha256(file.read_bytes()).digest() for file in files)))


def _short(content: bytes) -> str:
    return sha256(content).hexdigest()[:SHOWN]


def _version_in(library: Library) -> str:
    found = loaded(library.files)
    return library_version(found, library.version_function) if found else MISSING


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
