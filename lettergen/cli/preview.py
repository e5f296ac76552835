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
    """Where the page is to be, and whether a browser is to be opened for it."""

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
    ready = partial(_tell, open_page=page.opened)
    with suppress(KeyboardInterrupt):  # which is how a preview ends
        serve(office, name, record_id, where, port=page.port, ready=ready)
    return 0


def _refuse_no_record(office: Office, name: str, record_id: str, where: str) -> None:
    if record_id:
        find_record(office.records, record_id)
    entries = office.plan(name, where)
    if not record_id and not any(entry.verdict is Verdict.CHOSEN for entry in entries):
        message = f"No record gets a letter from the template {name!r}."
        hint = "lettergen plan says for each record why not; or choose one with --id."
        raise CallError([Problem("no-record", message, hint)])


def _refuse_unknown_look(office: Office) -> None:
    """Refuse a look that does not exist; the page shows what is wrong with one that does."""
    try:
        _ = office.letterhead
    except CallError as error:
        if any(problem.code in UNKNOWN for problem in error.problems):
            raise


def _tell(address: str, *, open_page: bool) -> None:
    """Say where the page is, and open it where there is a browser."""
    say("The letter is shown at this address, on this machine only, until you press Ctrl-C:")
    say(f"  {address}")
    if open_page and not _opened(address):
        say("No browser was found here: open the address in one yourself.")


def _opened(address: str) -> bool:
    """Open the page in the browser; one that would take the terminal over is none."""
    has_screen = sys.platform == "darwin" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )
    try:
        return has_screen and webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return False
