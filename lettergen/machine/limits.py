"""What one letter may cost, and who may disturb whom: time, memory, signals and locks.

The only module with calls that Windows lacks.
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
    """Let this process map at most *megabytes* more than it does now, for good."""
    most = megabytes * MEGABYTE + _mapped()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    with suppress(OSError, ValueError):  # macOS knows this limit and refuses to set it
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _mapped() -> int:
    """Return the bytes this process has mapped; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as pages:  # noqa: PTH123 - not a file of ours
            return int(pages.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def out_of_time(seconds: float, place: DataPlace | None = None) -> Problem:
    """Return the problem that the letter of the record at *place* took too long."""
    message = f"The letter was given up after {seconds:g} second{'s' if seconds != 1 else ''}."
    hint = (
        "Look for something extreme in the template or letterhead, or raise 'seconds' under "
        "[limits] in lettergen.toml."
    )
    return Problem("out-of-time", message, hint, data=place)


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Do not hear Ctrl-C for the length of the block; a process started in it never does.

    On a terminal Ctrl-C reaches every process of a command, and one of them is to answer.
    """
    if current_thread() is not main_thread():  # which alone may settle this
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Hear Ctrl-C only at the end of the block, which would be left in a bad state otherwise."""
    if current_thread() is not main_thread():  # which alone hears it
        yield
        return
    heard: list[int] = []
    # A mask would not do: it holds for one thread, and another may take the signal.
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if heard:
            signal.raise_signal(signal.SIGINT)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep every other process that asks the same out of *folder*; a killed one keeps nothing.

    A file system that knows no locks keeps nobody out.

    Raises:
        BlockingIOError: Another process is in it.
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
