"""Room on Python's stack, so that a layout does not ask the system for it again and again.

Since 3.11 Python keeps its frames in pieces of 16 KB and gives a piece back as soon as the
call that needed it returns. WeasyPrint's depth swings across such an edge 800 times a
letter, and each time the system maps a piece and takes it away: a tenth of a letter's time.
A frame that claims a large stack for itself gets one large piece, and leaves most of it to
the calls below.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import ParamSpec, TypeVar

ROOM = 16_400  # slots of 8 bytes; the piece is the next power of two, twice as large

P = ParamSpec("P")
R = TypeVar("R")


def roomy(function: Callable[P, R]) -> Callable[P, R]:
    """Return *function* with room on the stack for all that it calls."""
    assert isinstance(function, FunctionType)  # noqa: S101 - only these have code of their own
    function.__code__ = function.__code__.replace(co_stacksize=ROOM)
    return function
