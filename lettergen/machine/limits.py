"""Limits of time and memory, signals and locks.

The only module with calls that Windows does not have.
"""

from __future__ import annotations

import fcntl
import os
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import current_thread, main_thread

from lettergen.errors import DataPlace, Problem

MEGABYTE = 1024 * 1024


def limit_memory(megabytes: int) -> None:
    """Let this process map at most *megabytes* more than now, for the rest of its life."""
    most = megabytes * MEGABYTE + _mapped()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    with suppress(OSError, ValueError):  # macOS has this limit, but cannot set it
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _mapped() -> int:
    """Return the bytes this process has mapped; 0 if the system does not report them."""
    try:
        with open("/proc/self/statm", encoding="ascii") as pages:  # noqa: PTH123 - not a file of ours
            return int(pages.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def out_of_time(seconds: float, place: DataPlace | None = None) -> Problem:
    """Return the problem that the letter of the record at *place* took too long."""
    message = f"The letter was stopped after {seconds:g} second{'s' if seconds != 1 else ''}."
    hint = (
        "Look for something extreme in the template or letterhead, or raise 'seconds' under "
        "[limits] in lettergen.toml."
    )
    return Problem("out-of-time", message, hint, data=place)


@contextmanager
def interrupts_ignored() -> Iterator[None]:
    """Ignore Ctrl-C for the length of the block; a process started in it always ignores it.

    On a terminal, Ctrl-C reaches every process of a command, but only one of them should react.
    """
    if current_thread() is not main_thread():  # only the main thread may set handlers
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Handle Ctrl-C only at the end of the block, which must not be left in a bad state."""
    if current_thread() is not main_thread():  # only the main thread gets signals
        yield
        return
    received: list[int] = []
    # A mask is not enough: it applies to one thread, and another may get the signal.
    before = signal.signal(signal.SIGINT, lambda number, _: received.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if received:
            signal.raise_signal(signal.SIGINT)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Lock *folder* for the length of the block; the lock ends when the process is killed.

    On a file system without locks, nothing is locked.

    Raises:
        BlockingIOError: Another process has the lock.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise
        except OSError:
            pass
        yield
    finally:
        os.close(descriptor)
