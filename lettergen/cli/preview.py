"""`preview`: the letter in the browser, live."""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from lettergen.cli.desk import Desk, refuse_undated
from lettergen.cli.gathering import gather_letterhead, gather_materials
from lettergen.cli.options import Call
from lettergen.cli.output import say
from lettergen.errors import CallError, Problem
from lettergen.files import paths
from lettergen.geometry import PAPERS
from lettergen.letterhead.reading import letterhead_names
from lettergen.letterhead.styles import style_names
from lettergen.plan.entries import Verdict, find_record
from lettergen.preview.choice import Choice, Sources
from lettergen.preview.server import refuse_other_hosts, serve
from lettergen.template.reviews import warnings_of_body

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
    usual = Choice(
        name, record_id, call.language, call.letterhead, call.style, call.paper, call.date
    )
    desk = Desk(call)
    _refuse_no_record(desk, name, record_id, where)
    _refuse_unknown_look(desk)
    with suppress(KeyboardInterrupt):  # which is how a preview ends
        serve(
            partial(read, call, where),
            usual,
            (desk.office.folder, call.data),
            desk.office.settings.limits,
            port=page.port,
            ready=partial(_tell, open_page=page.opened),
        )
    return 0


def _refuse_no_record(desk: Desk, name: str, record_id: str, where: str) -> None:
    if record_id:
        find_record(desk.records, record_id)
    entries = desk.plan(desk.template(name), where)
    refuse_undated(entries)
    if not record_id and not any(entry.verdict is Verdict.CHOSEN for entry in entries):
        message = f"No record gets a letter from the template {name!r}."
        hint = "lettergen plan says for each record why not; or choose one with --id."
        raise CallError([Problem("no-record", message, hint)])


def _refuse_unknown_look(desk: Desk) -> None:
    """Refuse a look that nobody has; one that is broken is told on the page, and mended there."""
    try:
        gather_letterhead(desk)
    except CallError as error:
        if any(problem.code in UNKNOWN for problem in error.problems):
            raise


def read(call: Call, where: str, choice: Choice) -> Sources:
    """Read everything that the letters of *choice* are made from, as it stands on disk now.

    Raises:
        LettergenError: Something of it cannot be read.
    """
    desk = Desk(
        replace(
            call,
            language=choice.language,
            letterhead=choice.letterhead,
            style=choice.style,
            paper=choice.paper,
            date=choice.date,
        )
    )
    template = desk.template(choice.template)
    letterhead = gather_letterhead(desk)
    return Sources(
        entries=desk.plan(template, where),
        materials=gather_materials(desk, template, letterhead.house),
        letterhead=letterhead,
        warnings={
            language: tuple(warnings_of_body(template, language)) for language in template.languages
        },
        offered=_offered(desk, template.languages),
    )


def _offered(desk: Desk, languages: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    folder = desk.office.folder
    return {
        "template": paths.names("templates", folder),
        "language": languages,
        "letterhead": letterhead_names(folder),
        "style": style_names(folder),
        "paper": tuple(sorted(PAPERS)),
    }


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
