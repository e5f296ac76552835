"""The processor time of all processes that a command starts, even those that outlive it.

On a busy machine, wall time depends on other programs; processor time depends on them less.
A process that outlives its parent is counted only if another process adopts it. On Linux,
this process does.
"""

from __future__ import annotations

import ctypes
import os
from resource import RUSAGE_CHILDREN, getrusage
from time import monotonic, sleep

PR_SET_CHILD_SUBREAPER = 36
PATIENCE = 10  # seconds


def adopt_orphans() -> None:
    """Make this process the parent of each descendant whose own parent ends."""
    if ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise SystemExit(
            "This system is not Linux, or too old: it cannot pass on orphaned processes."
        )


def descendants_seconds() -> float:
    """Wait until all descendants have ended, and return the seconds they ran on processors.

    The sum grows with each call, so use the difference of two calls.
    """
    limit = monotonic() + PATIENCE
    while has_children():
        if monotonic() > limit:
            raise SystemExit(
                f"A process runs {PATIENCE} s longer than the command that started it."
            )
        sleep(0.02)
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def has_children() -> bool:
    """Reap the children that have ended; return whether others are left."""
    try:
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass
    except ChildProcessError:
        return False
    return True
