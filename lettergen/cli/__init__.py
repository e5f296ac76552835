"""The command line: the only place where a problem becomes an exit status.

0  all good
1  at least one letter could not be made, or `check` found an error
2  the call or the office is wrong
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import suppress

COLLECT_AFTER = 100_000  # objects: a command of half a second leaves little garbage


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
    _speak_unicode()
    gc.set_threshold(COLLECT_AFTER)
    try:
        from lettergen.cli.commands import app

        app(prog_name="lettergen")
    except KeyboardInterrupt:  # before any command had begun
        sys.exit(1)


def _speak_unicode() -> None:
    """Let no name of a person or a state fail on a terminal that was set up for other letters."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and "utf" not in (stream.encoding or "").lower():
            stream.reconfigure(encoding="utf-8")


def _end_quickly(status: str | int | None) -> None:
    """End this process without taking apart, object by object, what ends with it anyway.

    That would take as long as making half a letter. What has to be put in order before the
    end (`atexit`) is, and all that was said is flushed.
    """
    atexit._run_exitfuncs()  # noqa: SLF001 - the standard library has no other name for it
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # the reader is gone, or the stream is closed
            stream.flush()
    os._exit(status if isinstance(status, int) else bool(status))


__all__ = ["main", "start"]
