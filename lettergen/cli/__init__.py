"""The command line: the only place that turns a problem into an exit status.

0  success
1  at least one letter could not be made, or `check` found an error
2  the command or the office is wrong
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import suppress

COLLECT_AFTER = 100_000  # objects: a command of half a second makes little garbage


def start() -> None:
    """Run the command that was typed, and end this process."""
    try:
        main()
    except SystemExit as ended:
        _end_quickly(ended.code)


def main() -> None:
    """Run the command that was typed.

    Raises:
        SystemExit: Always, with the exit status.
    """
    _use_utf8()
    gc.set_threshold(COLLECT_AFTER)
    try:
        from lettergen.cli.commands import app

        app(prog_name="lettergen")
    except KeyboardInterrupt:  # before any command has started
        sys.exit(1)


def _use_utf8() -> None:
    """Write UTF-8, so that any name can be printed on a terminal with another encoding."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and "utf" not in (stream.encoding or "").lower():
            stream.reconfigure(encoding="utf-8")


def _end_quickly(status: str | int | None) -> None:
    """End this process without freeing its objects one by one.

    Freeing them takes as long as making half a letter. Exit handlers (`atexit`) run first, and
    all output is flushed.
    """
    atexit._run_exitfuncs()  # noqa: SLF001 - the standard library has no public name for it
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # the pipe or the stream is closed
            stream.flush()
    os._exit(status if isinstance(status, int) else bool(status))


__all__ = ["main", "start"]
