"""The fingerprint of a machine: all that it adds to a letter's bytes beside what it is given.

Two machines of one fingerprint make the same letters from the same facts, words and look.
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
from lettergen.machine.libraries import LIBRARIES, loaded, told_version

WITHOUT_A_SAY = frozenset({"pebble", "rich", "starlette", "typer", "uvicorn", "watchfiles"})
"""What lettergen needs to carry letters and to show them: no byte of a letter comes from these."""

REQUIREMENT = re.compile(r"[A-Za-z0-9._-]+")
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
        "lettergen": f"{_version_of('lettergen')}, code {_own_code()}",
        **{name: _version_of(name) for name in packages()},
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


@cache
def packages() -> tuple[str, ...]:
    """Return the names of all installed packages that may decide a byte of a letter, sorted.

    They are read from what lettergen itself requires, at any depth, so that none is forgotten.
    """
    found: set[str] = set()
    waiting = [name for name in _required("lettergen") if name not in WITHOUT_A_SAY]
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
    """Return the hash of this package's files: its version is the same while it is worked on."""
    own = paths.PACKAGE
    apart = {"__pycache__", "_shipped"}  # what is shipped goes along with the letters
    files = (file.relative_to(own) for file in own.rglob("*") if file.is_file())
    named = (file for file in sorted(files) if not apart & set(file.parts))
    each = (f"{file.as_posix()} {digest_of_file(own / file)}" for file in named)
    return _short("\n".join(each).encode())


def _hash_of(files: Iterable[Path]) -> str:
    """Return a part of the hash of what is in *files*, whatever they are called."""
    return _short(b"".join(sorted(sha256(file.read_bytes()).digest() for file in files)))


def _short(content: bytes) -> str:
    return sha256(content).hexdigest()[:SHOWN]


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
