"""The small server that workers are forked from: it loads what every letter needs, once.

It can be started before anything else is read, and gets ready meanwhile.
"""

from __future__ import annotations

import multiprocessing
from multiprocessing import forkserver

from lettergen.machine.limits import interrupts_ignored

PRELOADED = ["lettergen.batch.preload"]


def get_ready() -> None:
    """Start the server, unless it runs."""
    multiprocessing.get_context("forkserver").set_forkserver_preload(PRELOADED)
    with interrupts_ignored():
        forkserver.ensure_running()
