"""Shared by the benchmarks: the commands they time, the clock, and the format of a ratio.

A machine's speed drifts, so ratios count and milliseconds do not. Commands run in turn, each in
a separate process, and only times of one round are compared.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "examples" / "ogp"
TEMPLATE = "suspension-update"
LETTERGEN = str(Path(sys.executable).parent / "lettergen")
LOOP = [sys.executable, str(ROOT / "benchmarks" / "tutorial_loop.py")]

# A function from a new output folder to a command line.
Command = Callable[[Path], list[str]]


def batch(office: Path, data: Path, jobs: int = 2, cluster: str = "") -> list[str]:
    """Return the command that makes the letters of all members in *data*, without its output.

    Args:
        jobs: The number of processes on this machine.
        cluster: The address of a scheduler, to use its workers instead.
    """
    command = [LETTERGEN, "batch", TEMPLATE, "--office", str(office), "--data", str(data)]
    makers = ["--cluster", cluster] if cluster else ["--jobs", str(jobs)]
    return [*command, "--where", 'status == "suspended"', *makers, "-o"]


def seconds(command: list[str]) -> float:
    """Return the wall time of a process, including its start."""
    start = perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    taken = perf_counter() - start
    if done.returncode:
        message = f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        raise SystemExit(message)
    return taken


def milliseconds(times: Sequence[float]) -> str:
    """Return the median of *times*, which are in seconds, in whole milliseconds."""
    return f"{median(times) * 1000:.0f}"


def spread(ratios: Sequence[float]) -> str:
    """Return the median of *ratios* and their range, as a table shows them."""
    return f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def machine() -> str:
    """Return the date, machine and versions of a run."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("lettergen", "weasyprint", "pydyf"))
    return (
        f"{datetime.now(UTC).date()}, Python {platform.python_version()}, {packages}, "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores."
    )
