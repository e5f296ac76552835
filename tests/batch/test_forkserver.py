"""The server of workers: ready early, deaf to Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

SERVED = """
import multiprocessing, sys, time
from lettergen.batch.forkserver import get_ready
get_ready()
get_ready()
before = set(sys.modules)
with multiprocessing.get_context("forkserver").Pool(1) as pool:
    print(pool.apply(eval, ("'weasyprint' in __import__('sys').modules",)))
print("weasyprint" in sys.modules)
"""
SLEEPING = """
import time
from lettergen.batch.forkserver import get_ready
get_ready()
print("ready", flush=True)
time.sleep(30)
"""


def test_workers_find_everything_loaded() -> None:
    """A worker has WeasyPrint from its first moment; its asker never loads it."""
    told = subprocess.check_output([sys.executable, "-c", SERVED], encoding="utf-8")

    assert told.split() == ["True", "False"]


def test_interrupted_while_it_gets_ready() -> None:
    """Ctrl-C on a terminal, which every process hears, makes the server say nothing."""
    with subprocess.Popen(
        [sys.executable, "-c", SLEEPING],
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=30)

    assert told.count("Traceback") == 1  # of the sleeper itself
    assert told.rstrip().endswith("KeyboardInterrupt")
    assert "forkserver" not in told
