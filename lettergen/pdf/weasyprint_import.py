"""Import WeasyPrint, late and without its detours.

A letter is made in a fifth of a second; importing WeasyPrint the plain way costs twice as
much. Two detours are spared, and everything is as the standard has it again afterwards:

* the search for shared libraries starts ldconfig, gcc and ld dozens of times; the few
  names WeasyPrint asks for are answered from a table;
* fontTools' subsetter and instancer are loaded, which are needed only where HarfBuzz
  cannot cut a font; they are loaded when they are called.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from importlib import import_module
from types import ModuleType
from typing import Any

# The names under which WeasyPrint asks for its libraries begin with these; Linux calls
# the libraries so.
LIBRARIES = {
    "gobject-2.0": "libgobject-2.0.so.0",
    "pango-1.0": "libpango-1.0.so.0",
    "harfbuzz-subset": "libharfbuzz-subset.so.0",
    "harfbuzz-vector": "libharfbuzz-vector.so.0",
    "harfbuzz": "libharfbuzz.so.0",
    "fontconfig": "libfontconfig.so.1",
    "pangoft2-1.0": "libpangoft2-1.0.so.0",
}
DEFERRED = {
    "fontTools.subset": ("Options", "Subsetter"),
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
}


@cache
def weasyprint() -> Any:  # noqa: ANN401  WeasyPrint has no types
    """Import WeasyPrint, once."""
    with _libraries_found_quickly(), _loaded_when_called():
        import weasyprint as module  # noqa: PLC0415  costs 0.2 s, paid by the first letter only

    return module


@contextmanager
def _libraries_found_quickly() -> Iterator[None]:
    original = ctypes.util.find_library

    def find(name: str) -> str | None:
        for start, library in LIBRARIES.items():
            if name.removeprefix("lib").startswith(start) or name == library:
                return _loadable(library)
        return original(name)

    # On macOS the search starts no program, and only it knows where Homebrew keeps things.
    ctypes.util.find_library = find if sys.platform == "linux" else original
    try:
        yield
    finally:
        ctypes.util.find_library = original


def _loadable(library: str) -> str | None:
    try:
        ctypes.CDLL(library)
    except OSError:
        return None
    return library


@contextmanager
def _loaded_when_called() -> Iterator[None]:
    standing_in = {name: _stand_in(name) for name in DEFERRED if name not in sys.modules}
    sys.modules.update(standing_in)
    try:
        yield
    finally:
        for name in standing_in:
            del sys.modules[name]


def _stand_in(name: str) -> ModuleType:
    """Return a module whose functions load the real one when they are called."""
    module = ModuleType(name)
    for function in DEFERRED[name]:
        setattr(module, function, partial(_call, name, function))
    return module


def _call(name: str, function: str, *args: object, **options: object) -> Any:  # noqa: ANN401  theirs
    return getattr(import_module(name), function)(*args, **options)
