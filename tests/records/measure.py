"""Measure what it costs to refuse a hostile file: in calls and memory, since no clock is the same.

A loop that a file makes run without end makes calls without end, whatever the machine; and where
one call alone may run without end, in a regular expression or a parser, the alarm stops it.
"""

from __future__ import annotations

import signal
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

MEGABYTE = 1_000_000
FEW = 30_000  # calls, those of a first import included
PATIENCE = 120  # seconds until a test that hangs is stopped


def calls_for(content: str) -> int:
    """Return the calls that refusing a text may make: some at first, and a few for each line."""
    return FEW + 3 * (content.count("\n") + content.count("\r"))


@contextmanager
def few_calls(most: int) -> Iterator[None]:
    """Fail as soon as the block makes more than *most* calls of functions, Python's or C's."""
    made = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal made
        made += event in {"call", "c_call"}
        if made > most:
            sys.setprofile(None)
            pytest.fail(f"more than {most} calls were made")  # which no `except Exception` hears

    with _stopped_when_it_hangs():
        sys.setprofile(count)
        try:
            yield
        finally:
            sys.setprofile(None)


def megabytes(work: Callable[[], object]) -> float:
    """Return the megabytes that Python needs at most for *work*."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / MEGABYTE
    finally:
        tracemalloc.stop()


@contextmanager
def _stopped_when_it_hangs() -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        pytest.fail(f"it hung for {PATIENCE} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
