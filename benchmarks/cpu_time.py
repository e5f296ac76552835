"""The processor time of everything a command starts, those that outlive it included.

Wall time on a busy machine says as much of the other programs as of this one;
processor time does so less. A process that has lost its parent counts for
nobody, unless someone adopts it: on Linux this process does.
"""

from __future__ import annotations

import ctypes
import os
from resource import RUSAGE_CHILDREN, getrusage
from time import monotonic, sleep

PR_SET_CHILD_SUBREAPER = 36
PATIENCE = 10  # seconds


def adopt_orphans() -> None:
    """From now on be the parent of each descendant whose own parent ends."""
    if ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise SystemExit(
            "This system does not hand over orphaned processes: it is too old a Linux."
        )


def descendants_seconds() -> float:
    """Wait until all descendants have ended, and return the seconds they ran on processors.

    The sum grows from call to call: it is the difference that counts.
    """
    limit = monotonic() + PATIENCE
    while has_children():
        if monotonic() > limit:
            raise SystemExit(f"A process has outlived the command that started it by {PATIENCE} s.")
        sleep(0.02)
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def has_children() -> bool:
    """Bury the children that have ended; return whether others are left."""
    try:
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass
    except ChildProcessError:
        return False
    return True
