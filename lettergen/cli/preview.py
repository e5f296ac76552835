"""`preview`: the letter in the browser, live."""

from __future__ import annotations

import os
import sys
import webbrowser
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from lettergen.cli.options import Call
from lettergen.cli.output import say
from lettergen.errors import CallError, Problem
from lettergen.plan.entries import Verdict, find_record
from lettergen.preview.server import refuse_other_hosts, serve
from lettergen.workspace import Office

UNKNOWN = {"unknown-letterhead", "unknown-style", "unknown-paper"}


@dataclass(frozen=True, slots=True)
class Page:
    """The address of the page, and whether to open it in the browser."""

    host: str
    port: int
    opened: bool


def preview(call: Call, name: str, record_id: str, where: str, page: Page) -> int:
    """Show the letter in the browser until Ctrl-C; return the exit status.

    Raises:
        CallError: The call or the office is wrong, or no record matches.
    """
    refuse_other_hosts(page.host)
    office = Office(call.office, call.request)
    _refuse_no_record(office, name, record_id, where)
    _refuse_unknown_look(office)
    ready = partial(_show, open_page=page.opened)
    with suppress(KeyboardInterrupt):  # the usual end of a preview
        serve(office, name, record_id, where, port=page.port, ready=ready)
    return 0


def _refuse_no_record(office: Office, name: str, record_id: str, where: str) -> None:
    if record_id:
        find_record(office.records, record_id)
    entries = office.plan(name, where)
    if not record_id and not any(entry.verdict is Verdict.CHOSEN for entry in entries):
        message = f"No record gets a letter from the template {name!r}."
        hint = "Run lettergen plan to see why, or choose a record with --id."
        raise CallError([Problem("no-record", message, hint)])


def _refuse_unknown_look(office: Office) -> None:
    """Refuse an unknown letterhead, style or paper; the page shows the problems of known ones."""
    try:
        _ = office.letterhead
    except CallError as error:
        if any(problem.code in UNKNOWN for problem in error.problems):
            raise


def _show(address: str, *, open_page: bool) -> None:
    """Show the address of the page, and open it if there is a browser."""
    say("The preview is at this address, on this machine only. Press Ctrl-C to stop it.")
    say(f"  {address}")
    if open_page and not _opened(address):
        say("No browser was found. Open the address in a browser.")


def _opened(address: str) -> bool:
    """Open the page in the browser, but not in one that runs in the terminal."""
    has_screen = sys.platform == "darwin" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )
    try:
        return has_screen and webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return False
