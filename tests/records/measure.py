"""Measure what it costs to refuse a hostile file."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable

MEGABYTE = 1_000_000


def cost(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that *work* takes, and the megabytes Python needs for it at most."""
    begin = time.perf_counter()
    work()
    seconds = time.perf_counter() - begin
    tracemalloc.start()
    try:
        work()
        return seconds, tracemalloc.get_traced_memory()[1] / MEGABYTE
    finally:
        tracemalloc.stop()
