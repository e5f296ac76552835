"""What workers are made from: everything loaded, nothing begun."""

from __future__ import annotations

import subprocess
import sys

LOADED = """
import sys, threading
import lettergen.batch.preload
print("weasyprint" in sys.modules, "lettergen.produce" in sys.modules, threading.active_count())
"""


def test_loads_all_and_starts_nothing() -> None:
    """Whatever a letter needs is loaded before workers are forked, and no thread runs then."""
    told = subprocess.check_output([sys.executable, "-c", LOADED], encoding="utf-8")

    assert told.split() == ["True", "True", "1"]
