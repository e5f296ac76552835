"""Import WeasyPrint, late and without its slow parts.

A letter takes a fifth of a second; an ordinary import of WeasyPrint takes twice as long.
Two slow parts are skipped, and the standard behaviour is restored afterwards:

* the search for shared libraries starts ldconfig, gcc and ld dozens of times, for names that
  Linux does not have, before WeasyPrint tries the name that needs no search;
* fontTools' subsetter and instancer are imported, although only fonts that HarfBuzz cannot
  subset need them; here they are imported when they are called.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from importlib import import_module
from types import ModuleType
from typing import Any

DEFERRED = {
    "fontTools.subset": ("Options", "Subsetter"),
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
}


@cache
def weasyprint() -> Any:  # noqa: ANN401  WeasyPrint has no types
    """Import WeasyPrint, once."""
    with _no_search_for_libraries(), _loaded_when_called():
        import weasyprint as module  # noqa: PLC0415  costs 0.2 s, paid by the first letter only

    return module


@contextmanager
def _no_search_for_libraries() -> Iterator[None]:
    original = ctypes.util.find_library
    # On macOS the search starts no program, and only it finds Homebrew's libraries.
    if sys.platform == "linux":
        ctypes.util.find_library = _nothing_found
    try:
        yield
    finally:
        ctypes.util.find_library = original


def _nothing_found(name: str) -> str | None:  # noqa: ARG001 - the signature of find_library
    return None


@contextmanager
def _loaded_when_called() -> Iterator[None]:
    stand_ins = {name: _stand_in(name) for name in DEFERRED if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


def _stand_in(name: str) -> ModuleType:
    """Return a module whose functions load the real one when they are called."""
    module = ModuleType(name)
    for function in DEFERRED[name]:
        setattr(module, function, partial(_call, name, function))
    return module


def _call(name: str, function: str, *args: object, **options: object) -> Any:  # noqa: ANN401  theirs
    return getattr(import_module(name), function)(*args, **options)
